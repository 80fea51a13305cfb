"""Meetings of a pair: proposed, agreed, held. Staff see their dates and lengths, nothing else."""

import datetime as dt
import re
import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core import audit
from core.errors import Refused
from core.querysets import QuerySet
from mentoring.models.pair import Pair, Side


class MeetingQuerySet(QuerySet):
    def open(self):
        """What the two are arranging, or have arranged and not said whether they met: one in a pair."""
        return self.filter(status__in=[Meeting.Status.PROPOSED, Meeting.Status.AGREED])

    def agreed(self):
        return self.filter(status=Meeting.Status.AGREED)

    def held(self):
        return self.filter(status=Meeting.Status.HELD)


class Meeting(models.Model):
    """`times` are those proposed, in UTC, earliest first; `starts_at` the one agreed. Lengths are in minutes."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Times proposed"
        AGREED = "agreed", "Agreed"
        HELD = "held", "Held"
        CALLED_OFF = "called off", "Called off"

    NEXT: ClassVar = {
        Status.PROPOSED: {Status.AGREED, Status.HELD, Status.CALLED_OFF},
        Status.AGREED: {Status.AGREED, Status.HELD, Status.CALLED_OFF},
        # Corrected, or logged by mistake.
        Status.HELD: {Status.HELD, Status.CALLED_OFF},
        Status.CALLED_OFF: set(),
    }
    FEWEST_TIMES: ClassVar = 2
    MOST_TIMES: ClassVar = 3
    LONGEST: ClassVar = 600

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="meetings")
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED, editable=False)
    proposed_by = models.CharField(max_length=8, choices=Side)
    proposed_at = models.DateTimeField(editable=False)
    times = ArrayField(models.DateTimeField(), default=list, blank=True)
    minutes = models.PositiveSmallIntegerField(default=60)
    # A link or a place.
    where = models.CharField(max_length=500, blank=True)
    starts_at = models.DateTimeField(null=True, editable=False)
    held_minutes = models.PositiveSmallIntegerField(null=True, editable=False)
    logged_by = models.CharField(max_length=8, choices=Side, blank=True, editable=False)
    # One more with each change that calendars need to hear of.
    changes = models.PositiveIntegerField(default=0, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["agreed", "held"], starts_at__isnull=False)
                | Q(status="proposed", starts_at__isnull=True)
                | Q(status="called off"),
                name="meeting_starts_once_agreed",
            ),
            models.CheckConstraint(
                condition=Q(status="held", held_minutes__range=(1, 600))
                | (~Q(status="held") & Q(held_minutes__isnull=True)),
                name="meeting_held_minutes_iff_held",
            ),
            # Two presses, or both sides at once, propose one meeting.
            models.UniqueConstraint(
                fields=["pair"], condition=Q(status__in=["proposed", "agreed"]), name="one_meeting_to_come_in_a_pair"
            ),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"Meeting of {self.pair}"

    @property
    def is_open(self) -> bool:
        return self.status in (self.Status.PROPOSED, self.Status.AGREED)

    @property
    def link(self) -> str:
        """Where they meet, if it is a link to follow."""
        return self.where if re.fullmatch(r"https?://\S+", self.where) else ""

    @property
    def ends_at(self) -> dt.datetime:
        """Of one that has been agreed."""
        return self.starts_at + dt.timedelta(minutes=self.minutes)  # type: ignore[operator, return-value]

    def left(self, at: dt.datetime) -> list[dt.datetime]:
        """Those of the times proposed that are still to come."""
        return [time for time in self.times if time > at]

    def move_to(self, status: Status) -> None:
        if status not in self.NEXT[self.Status(self.status)]:
            was = self.get_status_display().lower()
            raise Refused(f"This meeting cannot be changed any more: it says “{was}” already.")
        self.status = status
