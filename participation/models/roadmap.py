"""The roadmap: where somebody wants to get to, in their own words. Nobody else reads it."""

import datetime as dt
import uuid
from typing import ClassVar

import pghistory
from django.db import models

from cohorts.models import Enrolment
from core import audit
from core.querysets import QuerySet


@pghistory.track()
class Roadmap(models.Model):
    """What somebody wants, what they can do and what matters to them. Made when its first word is written."""

    LONGEST: ClassVar = 2000
    PARTS: ClassVar = ("goals", "strengths", "values")

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="roadmap")
    goals = models.TextField(max_length=LONGEST, blank=True)
    strengths = models.TextField(max_length=LONGEST, blank=True)
    values = models.TextField(max_length=LONGEST, blank=True)

    objects = QuerySet.as_manager()

    class Meta:
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"Roadmap {self.pk}"


class NextStepQuerySet(QuerySet):
    def to_do(self):
        """Those with a day first, the next of them at the top."""
        return self.filter(done_at=None).order_by(models.F("due_on").asc(nulls_last=True), "pk")

    def done(self):
        return self.exclude(done_at=None).order_by("-done_at", "-pk")


@pghistory.track()
class NextStep(models.Model):
    """Something that somebody wants to do, by a day if they like."""

    MOST: ClassVar = 50

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="next_steps")
    what = models.CharField(max_length=200)
    due_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, editable=False)

    objects = NextStepQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["enrolment", "due_on", "id"], name="next_steps_of_an_enrolment")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.what

    def is_late(self, today: dt.date) -> bool:
        return self.due_on is not None and self.done_at is None and self.due_on < today
