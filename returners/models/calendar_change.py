"""A change of a cohort's calendar: what moved, who moved it and why."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from cohorts.calendar import LABELS, in_words
from cohorts.models import Cohort
from core.querysets import QuerySet


class CalendarChange(models.Model):
    """One press that moved dates. The letters and reminders it causes are written by a job that reads it."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="calendar_changes")
    # In words, as people read them: {"closes_at": ["… 5pm", "… 24 April 2023"]}
    dates: Any = models.JSONField()
    # Places whose offer has another deadline by it.
    offers = ArrayField(models.BigIntegerField(), default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(max_length=500)

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        get_latest_by = "pk"

    def __str__(self) -> str:
        return f"{self.cohort}: {', '.join(LABELS[name].lower() for name in self.dates)}"

    @property
    def moves(self) -> list[dict[str, str]]:
        return in_order(self.dates)


def before_and_after(cohort: Cohort, dates: dict[str, Any]) -> dict[str, list[str]]:
    """The dates a change moves, before and after, in words."""
    return {name: [in_words(name, getattr(cohort, name)), in_words(name, value)] for name, value in dates.items()}


def in_order(dates: dict[str, list[str]]) -> list[dict[str, str]]:
    """Each date that moves, in the order of the calendar, for a page."""
    return [
        {"label": label, "before": dates[name][0], "after": dates[name][1]}
        for name, label in LABELS.items()
        if name in dates
    ]
