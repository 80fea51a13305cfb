"""What the manager changes in the proposal, and the decisions that wait for the release."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import audit
from core.querysets import QuerySet
from returners.models import Assessment
from selection.models.round import Candidate, Round


class MoveQuerySet(QuerySet):
    def standing(self):
        return self.filter(taken_back_at__isnull=True)


class Move(models.Model):
    """A manager keeps a candidate in the cohort or leaves one out, with a reason. The newest that stands counts."""

    class To(models.TextChoices):
        IN = "in", "In the cohort"
        OUT = "out", "Not in the cohort"

    class Reason(models.TextChoices):
        FLAG = "flag", "A reviewer’s flag"
        EVIDENCE = "evidence", "Something the scores do not show"
        ERROR = "error", "An error in a review"
        BALANCE = "balance", "The balance of the cohort"
        OTHER = "other", "Another reason"

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="moves")
    to = models.CharField(max_length=3, choices=To)
    reason = models.CharField(max_length=8, choices=Reason)
    why = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    objects = MoveQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate"], condition=Q(taken_back_at__isnull=True), name="one_move_of_a_candidate_stands"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="move_gives_a_reason"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.get_to_display()}"


class Pending(models.Model):
    """A decision as it will be released. Written for the whole round at once, deleted for the whole round at once."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="pending")
    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, related_name="pending")
    outcome = models.CharField(max_length=11, choices=Assessment.Outcome)
    reason = models.CharField(max_length=10, choices=Assessment.Reason)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    rank = models.PositiveIntegerField()
    feedback: Any = models.JSONField(default=list)

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "rank"], name="one_rank_in_a_round")]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.get_outcome_display()}"
