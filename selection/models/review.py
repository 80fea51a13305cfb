"""One reading of one application: who, by when, the levels with their reasons, flags; and who must not read it."""

import uuid
from typing import ClassVar

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cohorts.models import Criterion
from core import audit
from core.errors import Refused
from core.querysets import QuerySet
from returners.models import Application
from selection.models.reviewer import Reviewer
from selection.models.round import Candidate


class ReviewQuerySet(QuerySet):
    def of(self, person):
        """Those a reviewer may open: given to them and not taken away, while they read for the programme."""
        return self.live().filter(reviewer__in=Reviewer.objects.of(person).in_role())

    def live(self):
        return self.filter(status__in=Review.LIVE)

    def to_do(self):
        return self.filter(status=Review.Status.ASSIGNED)

    def submitted(self):
        return self.filter(status=Review.Status.SUBMITTED)

    def with_standing(self):
        """Whether the application still waits for the release: one that was withdrawn is read no more."""
        return self.annotate(stands=Q(candidate__application__status=Application.Status.ASSESSMENT))

    def with_started(self):
        """Whether anything has been said yet."""
        return self.annotate(is_started=Exists(Score.objects.filter(review=OuterRef("pk"))))


@pghistory.track(exclude=["uuid"])
class Review(models.Model):
    """One reviewer reads one candidate's application. Two each, a third where the first two differ too much."""

    class Status(models.TextChoices):
        ASSIGNED = "assigned", "To read"
        SUBMITTED = "submitted", "Submitted"
        # The reviewer may know the candidate; nobody asks how.
        RECUSED = "recused", "Handed back"
        TAKEN_AWAY = "taken away", "Given to somebody else"

    LIVE: ClassVar = (Status.ASSIGNED, Status.SUBMITTED)
    NEXT: ClassVar = {
        Status.ASSIGNED: {Status.SUBMITTED, Status.RECUSED, Status.TAKEN_AWAY},
        # Until the decisions are prepared it can be opened again.
        Status.SUBMITTED: {Status.ASSIGNED, Status.RECUSED},
        Status.RECUSED: set(),
        Status.TAKEN_AWAY: set(),
    }

    class Flag(models.TextChoices):
        """Apart from the scores: what a manager should look at."""

        ELIGIBILITY = "eligibility", "May not be eligible"
        SAFETY = "safety", "Somebody may be at risk"
        NAMES = "names", "Says who they are"
        UNCLEAR = "unclear", "Too little to score"
        OTHER = "other", "Something else"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(Reviewer, on_delete=models.PROTECT, related_name="reviews")
    status = models.CharField(max_length=10, choices=Status, default=Status.ASSIGNED, editable=False)
    is_third = models.BooleanField("asked for where two differ", default=False)
    due_on = models.DateField("read by")
    flags = ArrayField(models.CharField(max_length=11, choices=Flag), default=list, blank=True)
    # For the manager. The applicant sees it in a download of their data alone.
    note = models.TextField(max_length=1000, blank=True)
    assigned_at = models.DateTimeField(editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    # What `with_standing` and `with_started` bring along.
    stands: bool
    is_started: bool

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "reviewer"],
                condition=Q(status__in=["assigned", "submitted"]),
                name="one_review_of_a_candidate_each",
            ),
            models.CheckConstraint(
                condition=~Q(status="submitted") | Q(submitted_at__isnull=False), name="review_submitted_says_when"
            ),
        ]
        indexes = [models.Index(fields=["reviewer", "status", "due_on"], name="reviews_of_a_reviewer")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        # Not by whom: a score names its review in the applicant's download.
        return f"Review {self.pk} of {self.candidate}"

    def move_to(self, status: "Review.Status") -> None:
        if status not in self.NEXT[self.Status(self.status)]:
            was = self.get_status_display().lower()
            raise Refused(f"A review that is {was} cannot become {status.label.lower()}.")
        self.status = status


@pghistory.track()
class Score(models.Model):
    """The level a reviewer gives on one criterion, and why: kept as typed, complete once the review is submitted."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(null=True)
    # In words fit for the applicant, who may read them as feedback.
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["criterion__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="one_score_on_a_criterion"),
            models.CheckConstraint(condition=Q(level__isnull=True) | Q(level__lte=4), name="score_within_levels"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.review}: {self.criterion}"


class Conflict(models.Model):
    """This reviewer must not read this application."""

    class Kind(models.TextChoices):
        EMPLOYER = "employer", "Worked for the same employer"
        DECLARED = "declared", "Declared by a manager"
        RECUSED = "recused", "Handed back by the reviewer"

    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="conflicts")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="conflicts")
    kind = models.CharField(max_length=8, choices=Kind)
    why = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reviewer", "application"], name="one_conflict_of_a_pair")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.reviewer} and {self.application}"
