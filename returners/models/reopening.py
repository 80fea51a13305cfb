"""A section of a sent application that staff have opened again, with a note on what to change."""

import datetime as dt
from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from core import audit
from core.querysets import QuerySet
from returners.eligibility import Answers
from returners.models.application import Application


class ReopeningQuerySet(QuerySet):
    def standing(self):
        return self.filter(ended_at__isnull=True)

    def of_changed_answers(self):
        """Answers changed while a person decides: the rules have looked again, the person has to."""
        return self.filter(
            section=Reopening.Section.ELIGIBILITY,
            ended=Reopening.Ended.CHANGED,
            application__status=Application.Status.IN_REVIEW,
            application__closed_at__isnull=True,
        )


@pghistory.track()
class Reopening(models.Model):
    """One section, open until its person has saved it or staff close it again. Of one application, one at a time.

    Eligibility has a page for each question: `answers` holds what is told so far, and the application changes at the
    last press, all at once.
    """

    class Section(models.TextChoices):
        ELIGIBILITY = "eligibility", "Your situation"
        STRAND = "strand", "The strand you would like to join"
        SUPPORT = "support", "Support you need to take part"

    class Ended(models.TextChoices):
        CHANGED = "changed", "Changed"
        UNUSED = "unused", "Closed again"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="reopenings")
    section = models.CharField(max_length=11, choices=Section)
    note = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answers: Any = models.JSONField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=7, choices=Ended, blank=True)

    objects = ReopeningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(ended_at__isnull=True), name="one_section_reopened_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended="") | (Q(ended_at__isnull=False) & ~Q(ended="")),
                name="reopening_says_how_it_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["application"], condition=Q(ended="changed"), name="reopenings_changed"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_section_display()}"

    def told(self) -> Answers:
        """The answers as they are to become."""
        return self.application.answers() if self.answers is None else Answers.from_json(self.answers)

    def end(self, how: str, *, at: dt.datetime) -> None:
        self.ended, self.ended_at = how, at
        self.save(update_fields=["ended", "ended_at"])


def with_reopening(applications: models.QuerySet) -> models.QuerySet:
    """Applications with the section that stands open, in the same query."""
    names = ("id", "section", "note", "opened_at", "opened_by_id", "answers")
    standing = Reopening.objects.standing().filter(application=OuterRef("pk"))
    row = standing.values(row=JSONObject(**{name: name for name in names}))
    return applications.annotate(standing_reopening=Subquery(row))


def standing(application: Application) -> Reopening | None:
    """The section that has not been ended, whether or not it still counts."""
    if not hasattr(application, "standing_reopening"):
        found = application.reopenings.standing().first()
    elif row := application.standing_reopening:
        found = Reopening(**{**row, "opened_at": dt.datetime.fromisoformat(row["opened_at"])})
    else:
        return None
    if found:
        found.application = application
    return found
