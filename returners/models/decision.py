"""What was decided on an application, and why."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from cohorts.models import EligibilityRules
from core import audit
from returners.eligibility import Outcome, Result
from returners.models.application import Application


class Decision(models.Model):
    """What was decided, by which version of the rules, on which answers. Never changed; the newest one stands."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="decisions")
    rules = models.ForeignKey(EligibilityRules, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=7, choices=Outcome)
    answers: Any = models.JSONField()
    verdict: Any = models.JSONField()
    decided_at = models.DateTimeField()
    # None: the rules alone decided.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="decisions_made"
    )
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        get_latest_by = "pk"
        constraints = [
            models.CheckConstraint(condition=Q(decided_by__isnull=True) | ~Q(why=""), name="a_person_gives_a_reason"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_outcome_display()}"

    @property
    def results(self) -> list[Result]:
        return [Result(**result) for result in self.verdict["results"]]

    @property
    def region(self) -> str:
        return self.verdict["region"]

    @property
    def eligible_from(self) -> dt.date | None:
        found = self.verdict["eligible_from"]
        return dt.date.fromisoformat(found) if found else None
