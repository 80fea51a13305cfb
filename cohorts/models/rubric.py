"""How applications to a ranked cohort are scored: criteria with described levels and weights, by version."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cohorts.models.programme import Programme

LEVELS = range(5)
WEIGHTS = [MinValueValidator(1), MaxValueValidator(100)]

FROZEN = """
    IF EXISTS (SELECT FROM cohorts_cohort WHERE rubric_id = {rubric} AND opens_at <= now()) THEN
        RAISE EXCEPTION 'A rubric is frozen once applications have opened.';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


CHANGES = pgtrigger.Update | pgtrigger.Delete


def frozen_at_opening(
    rubric: str, operation: pgtrigger.Operation | pgtrigger.Operations = CHANGES
) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="frozen_at_opening",
        when=pgtrigger.Before,
        operation=operation,
        func=FROZEN.format(rubric=rubric),
    )


class Rubric(models.Model):
    """One version of how a programme scores applications. Frozen as soon as a cohort that uses it has opened.

    A score is the sum of weight times level over all criteria, as a share of the most there can be: 0 to 100 points.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="rubrics")
    version = models.PositiveSmallIntegerField()
    reviews_each = models.PositiveSmallIntegerField(
        "reviews for each application", default=2, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    gap_limit = models.PositiveSmallIntegerField(
        "points two reviews may differ by",
        default=25,
        validators=[MaxValueValidator(100)],
        help_text="Of 100. Where two reviews differ by more, a third person reads the application.",
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    class Meta:
        ordering = ["programme", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "version"], name="rubric_version_in_programme"),
            models.CheckConstraint(condition=Q(reviews_each__range=(1, 5)), name="rubric_asks_for_reviews"),
            models.CheckConstraint(condition=Q(gap_limit__lte=100), name="rubric_gap_within_scale"),
        ]
        triggers = [frozen_at_opening("OLD.id")]

    def __str__(self) -> str:
        return f"{self.programme} rubric, version {self.version}"

    def is_frozen(self, at: dt.datetime) -> bool:
        return self.cohorts.filter(opens_at__lte=at).exists()

    @property
    def who_reads(self) -> str:
        """For applicants."""
        if self.reviews_each == 1:
            return "One person reads each application, and does not know who you are."
        return f"At least {self.reviews_each} people read each application. They do not know who you are."


class Criterion(models.Model):
    """One thing that reviewers score from 0 to 4. Its question, if it has one, is asked in the application."""

    MOST: ClassVar = 8

    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    about = models.CharField(max_length=500, help_text="What reviewers look for.")
    question = models.CharField(max_length=300, blank=True, help_text="What the applicant is asked.")
    weight = models.PositiveSmallIntegerField(validators=WEIGHTS)
    # What each level means, from 0 to 4.
    levels = ArrayField(models.CharField(max_length=300), size=len(LEVELS))

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rubric", "name"], name="criterion_once_in_rubric"),
            models.CheckConstraint(condition=Q(weight__range=(1, 100)), name="criterion_has_a_weight"),
            models.CheckConstraint(condition=Q(levels__len=len(LEVELS)), name="criterion_describes_every_level"),
        ]
        # Neither taken from a frozen rubric nor put into one.
        triggers = [
            frozen_at_opening("ANY (ARRAY[OLD.rubric_id, NEW.rubric_id])", operation=CHANGES | pgtrigger.Insert)
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def comes_after(self) -> int:
        """How many of its rubric come before it."""
        return list(self.rubric.criteria.all()).index(self)
