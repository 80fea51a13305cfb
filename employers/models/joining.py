"""Somebody says where they work, and no mail domain tells which organisation that is: staff find it."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from core import audit
from core.querysets import QuerySet
from employers.models.contact import Contact


class JoinRequestQuerySet(QuerySet):
    def waiting(self):
        """Those that staff have yet to answer."""
        return self.filter(decided_at__isnull=True)


@pghistory.track(fields=["person", "employer", "job_title"], model_name="JoinRequestEvent")
class JoinRequest(models.Model):
    """Answered by a membership (`contact`), or by a no."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests")
    # In their own words.
    employer = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(decided_at__isnull=True), name="one_waiting_join_request_per_person"
            ),
            models.CheckConstraint(
                condition=Q(contact__isnull=True) | Q(decided_at__isnull=False), name="join_request_placed_once_decided"
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at", "id"], condition=Q(decided_at__isnull=True), name="join_requests_to_decide"
            ),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.person}: {self.employer}"
