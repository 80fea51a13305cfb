"""What a change of the eligibility rules would do: edit the newest version, or make another for cohorts to come."""

import datetime as dt
from dataclasses import dataclass

from cohorts.models import Cohort, EligibilityRules, Programme


@dataclass(frozen=True)
class RulesPlan:
    """`version` will hold the change, `cohorts` will use it. `edits`: it is the newest one there is, still unfrozen."""

    latest: EligibilityRules | None
    edits: bool
    version: int
    cohorts: list[Cohort]

    @property
    def seen(self) -> str:
        """The same as long as a change would do the same."""
        made_at = self.latest.made_at.isoformat() if self.latest else ""
        return f"{self.version} {made_at} {'-'.join(str(cohort.pk) for cohort in self.cohorts)}"


def plan_for_rules(programme: Programme, at: dt.datetime) -> RulesPlan:
    latest = programme.rules.order_by("-version").first()
    edits = latest is not None and not latest.is_frozen(at)
    to_come = programme.cohorts.filter(opens_at__gt=at).order_by("opens_at", "pk")
    touched = list(to_come.filter(rules=latest) if edits else to_come)
    version = latest.version + (0 if edits else 1) if latest else 1
    return RulesPlan(latest, edits, version, touched)
