"""Events: what, when, where and who speaks."""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cohorts.models import Programme
from core import audit
from core.errors import Refused
from core.querysets import QuerySet
from core.uktime import uk_period
from core.words import paragraphs
from events.models.series import Module
from events.models.venue import Venue

# No event goes on for longer.
LONGEST = dt.timedelta(days=7)


class EventQuerySet(QuerySet):
    def published(self):
        return self.filter(status=Event.Status.PUBLISHED)

    def public(self):
        """Those that anybody may see: published, or called off after they were."""
        return self.exclude(status=Event.Status.DRAFT)

    def not_over(self, at: dt.datetime):
        # The first condition says nothing new, but lets the database start at the right place of its index.
        return self.filter(starts_at__gt=at - LONGEST, ends_at__gt=at)

    def over(self, at: dt.datetime):
        return self.filter(starts_at__lt=at, ends_at__lte=at)

    def run_by(self, user):
        """The events this member of staff may work with: events officers all, managers those of their programmes."""
        if user.is_events_officer:
            return self.all()
        return self.filter(programme__in=Programme.objects.managed_by(user))

    def read_by(self, user):
        """The events whose bookings this member of staff may see: administrators read all."""
        return self.all() if user.is_administrator else self.run_by(user)


class Announced:
    """What an event says of itself, to a page about it and to a list that reads only so much of it."""

    starts_at: Any
    ends_at: Any
    booking_closes_at: Any
    status: Any
    online: Any
    town: Any

    @property
    def when(self) -> str:
        """“Monday 24 April 2023, 10am to 1pm”"""
        return uk_period(self.starts_at, self.ends_at)

    @property
    def place(self) -> str:
        """“Leeds”, “Online”, or “Leeds and online”."""
        if not self.online:
            return self.town
        return f"{self.town} and online" if self.town else "Online"

    def is_bookable(self, at: dt.datetime) -> bool:
        return self.status == Event.Status.PUBLISHED and at < self.booking_closes_at

    def is_over(self, at: dt.datetime) -> bool:
        return at >= self.ends_at


class Event(Announced, models.Model):
    """Something people book and come to: at a venue, online, or both, each with a pool of seats of its own."""

    class Kind(models.TextChoices):
        INSIGHT = "insight", "Employer Insight Event"
        TRAINING = "training", "Training session"
        NETWORKING = "networking", "Networking event"

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        CANCELLED = "cancelled", "Cancelled"

    NEXT = {
        Status.DRAFT: {Status.PUBLISHED},
        Status.PUBLISHED: {Status.CANCELLED},
        Status.CANCELLED: set(),
    }

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.INSIGHT)
    # Of a training session: the module it teaches.
    module = models.ForeignKey(Module, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
    title = models.CharField(max_length=150)
    # From its title and date, once it is published; it stays then, whatever changes.
    slug = models.SlugField(max_length=120, unique=True)
    summary = models.CharField(max_length=300, help_text="What it is and who it is for, in one or two sentences.")
    about = models.TextField(blank=True, help_text="What happens. Leave an empty line between paragraphs.")
    who_for = models.CharField(max_length=300, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # Its index is `events_at_a_venue`, which says when, too.
    venue = models.ForeignKey(
        Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="events", db_index=False
    )
    online = models.BooleanField("people can join online", default=False)
    # Shown to those with a confirmed booking only.
    join_link = models.URLField(blank=True)
    party_limit = models.PositiveSmallIntegerField("most people in one booking", default=5)
    # An online event for those who could not come: no-shows, those who cancelled, and who waited to the end.
    followed_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="follows")
    # No new booking from then on. Changes and the waiting list go on until it starts.
    booking_closes_at = models.DateTimeField()
    offer_hours = models.PositiveSmallIntegerField("hours to take a freed seat", default=48)
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT, editable=False)
    cancelled_why = models.CharField(max_length=300, blank=True, editable=False)
    # Of its .ics (RFC 5545): one more whenever what a calendar shows has changed.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    # One more with every change: of two people who change it at once, the second is told.
    edition = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("starts_at") + LONGEST), name="event_lasts_a_week_at_most"
            ),
            models.CheckConstraint(
                condition=Q(booking_closes_at__lte=F("starts_at")), name="event_booking_closes_before_it_starts"
            ),
            models.CheckConstraint(condition=Q(venue__isnull=False) | Q(online=True), name="event_is_somewhere"),
            models.CheckConstraint(condition=Q(party_limit__gte=1), name="event_takes_one_at_least"),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(published_at__isnull=False), name="event_published_at_once_public"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "starts_at", "id"], name="events_by_start"),
            models.Index(fields=["starts_at", "id"], condition=~Q(status="draft"), name="public_events_by_start"),
            models.Index(fields=["starts_at", "id"], name="all_events_by_start"),
            models.Index(fields=["programme", "starts_at", "id"], name="events_of_a_programme"),
            models.Index(fields=["venue", "starts_at", "id"], name="events_at_a_venue"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.title

    def move_to(self, status: str) -> None:
        if status not in self.NEXT[Event.Status(self.status)]:
            was, wanted = self.get_status_display().lower(), Event.Status(status).label.lower()
            raise Refused(f"An event that is {was} cannot become {wanted}.")
        self.status = status

    @property
    def town(self) -> str:
        return self.venue.town if self.venue else ""

    @property
    def about_paragraphs(self) -> list[str]:
        return paragraphs(self.about)

    @property
    def where(self) -> str:
        """In full: “Platform, New Station Street, Leeds LS1 4JB and online”."""
        address = self.venue.address if self.venue else ""
        if not self.online:
            return address
        return f"{address} and online" if address else "Online"


class Speaker(models.Model):
    """Somebody who speaks, as the public page names them."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="speakers")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    role = models.CharField("job and organisation", max_length=200, blank=True)
    about = models.CharField(max_length=500, blank=True)

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["event", "position", "pk"]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.name


class Supporter(models.Model):
    """An organisation that supports the event, as the public page names it."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="supporters")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    website = models.URLField(blank=True)

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["event", "position", "pk"]

    def __str__(self) -> str:
        return self.name
