"""Experts who come to one session, and have no account."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import audit
from core.calendar import end_of_uk_day, uk_day
from core.querysets import QuerySet
from participation.models.timetable import Session

DAY = dt.timedelta(days=1)
# So long after its session we know who was asked to it.
KEPT_AFTER = 30 * DAY


class ExpertQuerySet(QuerySet):
    def standing(self):
        """Those whose link nobody has ended."""
        return self.filter(ended_at__isnull=True)

    def over(self, at: dt.datetime):
        """Those whom nobody needs to know any more."""
        return self.filter(session__ends_at__lt=at - KEPT_AFTER)

    def in_order(self):
        return self.order_by("asked_at", "pk")


class Expert(models.Model):
    """Somebody who is asked to one session. A signed link opens it to them, until the end of the day after it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="experts")
    name = models.CharField(max_length=100)
    email = models.EmailField()
    # Without it they see no name of anybody.
    keeps_register = models.BooleanField(default=False)
    # Of what their link carries, the hash. With another one the link they had opens nothing.
    secret = models.CharField(max_length=64, unique=True, editable=False)
    link_made_at = models.DateTimeField(editable=False)
    asked_at = models.DateTimeField(editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = ExpertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "email"], condition=Q(ended_at__isnull=True), name="expert_once_at_a_session"
            ),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> dt.date:
        """The last one on which the link works, if nobody ends it before. It moves with the session."""
        return uk_day(self.session.ends_at) + DAY

    def is_open(self, at: dt.datetime) -> bool:
        return self.ended_at is None and at < end_of_uk_day(self.last_day)
