"""What each side thought of the mentoring, half way and at the end."""

from django.db import models
from django.db.models import Q

from core import audit
from core.querysets import QuerySet
from mentoring.models.pair import Pair, Side


class PairFeedback(models.Model):
    """One answer of one side. `rating` from 1, not at all useful, to 5, very."""

    class Moment(models.TextChoices):
        MIDWAY = "midway", "Half way"
        END = "end", "At the end"

    class Useful(models.IntegerChoices):
        VERY = 5, "Very useful"
        USEFUL = 4, "Useful"
        SOMEWHAT = 3, "Somewhat useful"
        NOT_VERY = 2, "Not very useful"
        NOT = 1, "Not useful at all"

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="feedback")
    side = models.CharField(max_length=8, choices=Side)
    moment = models.CharField(max_length=6, choices=Moment)
    rating = models.PositiveSmallIntegerField(choices=Useful)
    words = models.TextField(max_length=1_000, blank=True)
    given_at = models.DateTimeField(editable=False)

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["pair", "side", "moment"], name="mentoring_feedback_once"),
            models.CheckConstraint(condition=Q(rating__range=(1, 5)), name="mentoring_feedback_within_scale"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"Feedback on {self.pair}"
