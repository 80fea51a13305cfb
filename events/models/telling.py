"""What everybody with a booking is told: that an event has changed, or what staff have to say to them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import audit
from core.querysets import QuerySet
from events.models.event import Event


class EventChange(models.Model):
    """What of an event a calendar shows otherwise from one SEQUENCE on; or, with nothing moved, that it is off.

    Kept, so that a job can tell hundreds of people after the page has answered, and nobody twice.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="changes")
    sequence = models.PositiveIntegerField()
    # As `Moved` has it: what, was, now.
    moved = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "sequence"], name="one_change_a_sequence"),
        ]

    def __str__(self) -> str:
        return f"{self.event}: edition {self.sequence} of its calendar entry"

    @property
    def called_off(self) -> bool:
        return not self.moved


class EventMessageQuerySet(QuerySet):
    def sent(self):
        return self.filter(sent_at__isnull=False)


class EventMessage(models.Model):
    """A letter from the team to those who booked an event. A draft until somebody has read it as it goes out."""

    class Audience(models.TextChoices):
        BOOKED = "booked", "Everybody with a seat"
        WAITING = "waiting", "Everybody on the waiting list"
        LIVE = "live", "Everybody with a seat or on the waiting list"
        CAME = "came", "Those who came"
        ABSENT = "absent", "Those who had a seat and did not come"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="messages")
    audience = models.CharField(max_length=7, choices=Audience, default=Audience.BOOKED)
    subject = models.CharField(max_length=150)
    text = models.TextField(max_length=5000)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = EventMessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_by=None) | Q(sent_at__isnull=False), name="event_message_sent_by_somebody_at_some_time"
            ),
        ]
        indexes = [models.Index(fields=["event", "-made_at", "-id"], name="messages_of_an_event")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None
