"""The door on the day: links for helpers, and every press made there."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import audit, links
from core.calendar import end_of_uk_day, uk_day, uk_instant
from core.links import LinkOver
from core.querysets import QuerySet
from events.models.booking import Attendee
from events.models.event import Event

HELP = "door"
# Whether a link still opens the door, its row says: an event may be moved by months.
SIGNED_FOR = dt.timedelta(days=3 * 365)


def door_opens_at(event: Event) -> dt.datetime:
    """The beginning of the day before: late enough for nobody to be ticked by mistake, in time to try it out."""
    return uk_instant(uk_day(event.starts_at) - dt.timedelta(days=1), 0)


def helpers_leave_at(event: Event) -> dt.datetime:
    """The end of its last day."""
    return end_of_uk_day(uk_day(event.ends_at))


def has_closed(event: Event, at: dt.datetime) -> bool:
    """No link for helpers opens this door any more, and none will be made."""
    return event.status == Event.Status.CANCELLED or at >= helpers_leave_at(event)


class DayLinkQuerySet(QuerySet):
    def standing(self):
        """Those that nobody has taken back."""
        return self.filter(taken_back_at__isnull=True)


class DayLink(models.Model):
    """What a helper without an account opens: the door of one event, for its day and the one before."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="day_links")
    name = models.CharField("who is it for?", max_length=100, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(editable=False)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    taken_back_at = models.DateTimeField(null=True, editable=False)

    objects = DayLinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["event", "id"], name="day_links_of_an_event")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.name or "A helper"

    @property
    def token(self) -> str:
        return links.sign(HELP, str(self.uuid))

    @classmethod
    def behind(cls, token: str) -> "DayLink":
        """The one a link leads to; LinkOver where it is not one of ours. Whether it opens anything, its row says."""
        key = links.read(HELP, token, within=SIGNED_FOR)
        if (found := cls.objects.select_related("event__venue").filter(uuid=key).first()) is None:
            raise LinkOver("This link is not one of ours any more.")
        return found

    def is_open(self, at: dt.datetime) -> bool:
        """An event that was called off has no door."""
        return (
            self.taken_back_at is None
            and self.event.status == Event.Status.PUBLISHED
            and door_opens_at(self.event) <= at < helpers_leave_at(self.event)
        )


class Press(models.Model):
    """One press or scan at the door. Sent twice, it is one: its key was made where it was pressed.

    Kept even where nothing came of it, so that a phone that asks again gets the answer it missed.
    """

    class What(models.TextChoices):
        CHECK_IN = "check in", "Checked in"
        # Into the room, without a seat there.
        LET_IN = "let in", "Let in"
        JOINED = "joined", "Joined online"
        WALK_IN = "walk in", "Walked in"
        UNDO = "undo", "Check-in undone"

    key = models.UUIDField(unique=True)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="presses")
    # None once a walk-in was undone.
    attendee = models.ForeignKey(Attendee, null=True, on_delete=models.SET_NULL, related_name="presses")
    what = models.CharField(max_length=8, choices=What)
    # False: they were here already, or not here to be undone.
    changed = models.BooleanField()
    at = models.DateTimeField()
    # Staff, a helper, or with neither the person themselves.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    link = models.ForeignKey(DayLink, null=True, on_delete=models.SET_NULL, related_name="presses")

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(by__isnull=True) | Q(link__isnull=True), name="press_by_one_person"),
        ]
        indexes = [models.Index(fields=["event", "-id"], name="presses_of_an_event")]

    def __str__(self) -> str:
        return self.get_what_display()
