"""Asking for a person to look at what the rules alone decided, and having one's say (UK GDPR, Articles 22A to 22D)."""

import datetime as dt

import pghistory
from django.db import models
from django.db.models import Q

from core import audit
from core.querysets import QuerySet
from returners.models.application import Application
from returners.models.assessment import Assessment
from returners.models.decision import Decision


class ReviewRequestQuerySet(QuerySet):
    def open(self):
        """Those that a person has yet to answer."""
        return self.filter(answered_at__isnull=True, taken_back_at__isnull=True)


@pghistory.track()
class ReviewRequest(models.Model):
    """Once for each decision that no person made, and once after a release.

    Answered by the decision of a person, whichever way it goes.
    """

    # Of these one: what the rules decided, or what a release did.
    decision = models.OneToOneField(Decision, null=True, on_delete=models.CASCADE, related_name="review_request")
    assessment = models.OneToOneField(Assessment, null=True, on_delete=models.CASCADE, related_name="review_request")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="review_requests")
    said = models.TextField(max_length=2000, blank=True)
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    objects = ReviewRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(taken_back_at__isnull=True),
                name="review_request_answered_or_taken_back",
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True, assessment__isnull=False)
                | Q(decision__isnull=False, assessment__isnull=True),
                name="review_request_about_one_decision",
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by"],
                condition=Q(answered_at__isnull=True, taken_back_at__isnull=True),
                name="review_requests_to_answer",
            ),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.application}: asked for a person to look at it"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.taken_back_at is None

    def is_late(self, at: dt.datetime) -> bool:
        return self.is_open and self.answer_by <= at
