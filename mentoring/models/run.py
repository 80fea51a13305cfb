"""Matching runs: what was found, by which weights, and what staff set by hand."""

import uuid
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cohorts.models import Cohort, Enrolment, Programme
from core import audit
from core.errors import Refused
from core.querysets import QuerySet
from mentoring.models.mentor import Mentor
from mentoring.people import Rule
from mentoring.weights import Weights


class WeightSet(models.Model):
    """What each part of a score is worth in a programme, in one version. A change makes the next one."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="weight_sets")
    version = models.PositiveIntegerField()
    # Names of `mentoring.weights.Weights` and whole points.
    points = models.JSONField(default=dict)
    set_at = models.DateTimeField(default=timezone.now, editable=False)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["programme", "version"], name="weights_version_once")]
        triggers = [
            pgtrigger.Protect(
                name="points_never_edited",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("programme", "version", "points"),
            )
        ]

    def __str__(self) -> str:
        return f"Weights of {self.programme}, version {self.version}"

    @property
    def weights(self) -> Weights:
        return Weights(**self.points)


class RunQuerySet(QuerySet):
    def managed_by(self, person):
        return self.filter(cohort__in=Cohort.objects.managed_by(person))

    def found(self):
        return self.filter(status__in=[Run.Status.FOUND, Run.Status.PUBLISHED])


class Run(models.Model):
    """One search for the best pairs of a cohort. What it found does not change afterwards.

    `total` is the sum of all scores. `is_proven`: prices show that no other answer is better.
    """

    class Status(models.TextChoices):
        SEARCHING = "searching", "Being worked out"
        FOUND = "found", "Worked out"
        STOPPED = "stopped", "Stopped"
        # The mentors are being asked, or have been.
        PUBLISHED = "published", "Published"

    NEXT: ClassVar = {
        Status.SEARCHING: {Status.FOUND, Status.STOPPED},
        Status.FOUND: {Status.PUBLISHED},
        Status.STOPPED: set(),
        Status.PUBLISHED: set(),
    }

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="matching_runs")
    number = models.PositiveIntegerField()
    weight_set = models.ForeignKey(WeightSet, on_delete=models.PROTECT, related_name="runs")
    status = models.CharField(max_length=9, choices=Status, default=Status.SEARCHING, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    is_proven = models.BooleanField(default=False, editable=False)
    started_at = models.DateTimeField(editable=False)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    found_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="run_number_once_in_cohort"),
            models.UniqueConstraint(
                fields=["cohort"], condition=Q(status="searching"), name="one_search_at_a_time_in_cohort"
            ),
            models.CheckConstraint(
                condition=Q(status="published", published_at__isnull=False)
                | (~Q(status="published") & Q(published_at__isnull=True)),
                name="run_published_at_iff_published",
            ),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"Run {self.number} of {self.cohort}"

    def move_to(self, status: Status) -> None:
        if status not in self.NEXT[self.Status(self.status)]:
            raise Refused(f"This run is {self.get_status_display().lower()}. Open it again to see where it stands.")
        self.status = status


class Proposal(models.Model):
    """A pair that a run found. `parts` holds the points under the names of `mentoring.rules.Parts`, `words` the why.

    `skipped`: why the mentor was not asked as the run was published, in words; empty where they were.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="proposals")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveIntegerField()
    parts = models.JSONField(default=dict)
    words = models.TextField(blank=True)
    was_locked = models.BooleanField(default=False)
    skipped = models.CharField(max_length=200, blank=True, default="", db_default="", editable=False)

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "enrolment"], name="one_proposal_in_a_run")]
        indexes = [models.Index(fields=["run", "score", "id"], name="proposals_by_score")]

    def __str__(self) -> str:
        return f"{self.enrolment.person} with {self.mentor}"


class Unmatched(models.Model):
    """Somebody for whom a run found no mentor: the rule that stood in the way, and what would mend it."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="unmatched")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=12, choices=Rule)
    words = models.TextField()
    change = models.TextField()

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "enrolment"], name="unmatched_once_in_a_run")]

    def __str__(self) -> str:
        return f"{self.enrolment.person}: {self.get_rule_display()}"


class Hand(models.Model):
    """What staff set by hand for every run to come: these two together, or never these two."""

    class Kind(models.TextChoices):
        LOCKED = "locked", "Kept together"
        FORBIDDEN = "forbidden", "Not to be matched"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="mentor_hands")
    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="hands")
    kind = models.CharField(max_length=9, choices=Kind)
    set_at = models.DateTimeField(editable=False)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "mentor"], name="one_hand_on_two_people"),
            models.UniqueConstraint(fields=["enrolment"], condition=Q(kind="locked"), name="locked_to_one_mentor"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.enrolment.person} and {self.mentor}: {self.get_kind_display().lower()}"
