"""The private address of somebody's calendar."""

import uuid

from django.conf import settings
from django.db import models

from core import audit
from core.querysets import QuerySet


class CalendarFeed(models.Model):
    """Whoever knows the address reads when and where somebody's sessions are. With a new key the old one is over."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField()

    objects = QuerySet.as_manager()

    class Meta:
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"Calendar {self.pk}"
