"""What a change of rules or rubric would do: edit the newest version, or make another for cohorts to come."""

import datetime as dt
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import QuerySet

from cohorts.models import Cohort, EligibilityRules, Programme, Rubric

Version = TypeVar("Version", EligibilityRules, Rubric)


@dataclass(frozen=True)
class Plan(Generic[Version]):
    """`version` will hold the change, `cohorts` will use it. `edits`: it is the newest one there is, still unfrozen."""

    latest: Version | None
    edits: bool
    version: int
    cohorts: list[Cohort]

    @property
    def seen(self) -> str:
        """The same as long as a change would do the same."""
        made_at = self.latest.made_at.isoformat() if self.latest else ""
        return f"{self.version} {made_at} {'-'.join(str(cohort.pk) for cohort in self.cohorts)}"


def plan_for_rules(programme: Programme, at: dt.datetime) -> Plan[EligibilityRules]:
    latest = programme.rules.order_by("-version").first()
    edits = latest is not None and not latest.is_frozen(at)
    to_come = programme.cohorts.opens_after(at)
    return _plan(latest, to_come.filter(rules=latest) if edits else to_come, edits=edits)


def plan_for_rubric(programme: Programme, at: dt.datetime) -> Plan[Rubric]:
    latest = programme.rubrics.order_by("-version").first()
    edits = latest is not None and not latest.is_frozen(at)
    to_come = programme.cohorts.opens_after(at).ranked()
    return _plan(latest, to_come.filter(rubric=latest) if edits else to_come, edits=edits)


def _plan(latest: Version | None, touched: QuerySet[Cohort], *, edits: bool) -> Plan[Version]:
    version = latest.version + (0 if edits else 1) if latest else 1
    return Plan(latest, edits, version, list(touched.order_by("opens_at", "pk")))
