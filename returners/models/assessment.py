"""Ranked cohorts: what an application says to the rubric's questions, and what its assessment came to."""

import uuid
from typing import Any

import pghistory
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from cohorts.models import Cohort, Criterion
from core import audit
from returners.models.application import Application


@pghistory.track()
class CriterionAnswer(models.Model):
    """What somebody wrote to the question of one criterion. Reviewers read it with names and addresses taken out."""

    MOST_LETTERS = 2000

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="criterion_answers")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=MOST_LETTERS, blank=True)

    class Meta:
        ordering = ["criterion__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "criterion"], name="one_answer_to_a_criterion"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.application}: {self.criterion}"


@pghistory.track()
class Assessment(models.Model):
    """What was decided on an application to a ranked cohort, and why. Never changed; the newest one stands.

    Written at the release for everybody at once, and again where a person looks at one on request.
    """

    class Outcome(models.TextChoices):
        OFFERED = "offered", "A place"
        WAITING = "waiting", "The waiting list"
        NOT_OFFERED = "not offered", "No place"

    class Reason(models.TextChoices):
        """Structured, so that it can be counted; each has words of its own for the person."""

        AMONG_BEST = "among best", "Among the highest scores"
        MINIMUM = "minimum", "Chosen to reach a minimum for a strand or region"
        MOVED = "moved", "Moved by a manager"
        HIGHER = "higher", "Others scored higher"
        TOO_LOW = "too low", "Below the lowest score for a place"
        LOOKED_AT = "looked at", "A person looked at it again"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="assessments")
    outcome = models.CharField(max_length=11, choices=Outcome)
    reason = models.CharField(max_length=10, choices=Reason)
    # Of 100 points, and its place in the ranking of the cohort.
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    rank = models.PositiveIntegerField(null=True)
    # By criterion, in its order: {"criterion": its name, "level": 0 to 4, "words": what that level means, "said": …}.
    feedback: Any = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    # What a person wrote to the applicant.
    why = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="assessments_made"
    )

    class Meta:
        get_latest_by = "pk"
        constraints = [
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)), name="assessment_score_within_scale"
            ),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_outcome_display()}"


def awaits_release(cohort: Cohort) -> bool:
    """Whether a ranked cohort has not had its one release. Sure while a pool of it is held: the release holds all."""
    return cohort.is_ranked and not Assessment.objects.filter(application__cohort=cohort).exists()
