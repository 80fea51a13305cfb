"""Bookings: a party's claim on seats, and each of those who come."""

import uuid
from typing import ClassVar

import pghistory
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from accounts.fields import LowerEmailField
from core import audit
from core.places import LIVE, AbstractPlace, PlaceQuerySet, Status
from core.querysets import QuerySet
from core.search import has_words, words_index
from employers.models import Organisation
from events.models.event import Event
from events.models.pool import Pool
from events.models.training import SeriesBooking


class BookingQuerySet(PlaceQuerySet):
    def matching(self, text: str):
        """Those by somebody in whose name or address every word of the text begins a word."""
        return self.filter(has_words(text, "name", "email"))

    def made_by(self, user):
        """A person's own: made while signed in, or with an address that is theirs now."""
        theirs = EmailAddress.objects.filter(user=user, verified=True).values("email")
        return self.filter(Q(booker=user) | Q(booker=None, email__in=theirs))


@pghistory.track(fields=["booker", "name", "email", "phone", "organisation_name"], model_name="BookingEvent")
class Booking(AbstractPlace):
    """One party: who booked for it, from where, and in `attendees` those who come. `seats` is how many they are."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # The pool's own, kept here too: one live booking an address and event, and lists of an event without a join.
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="bookings")
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="places")
    # Of the press that made it: sent twice, it is one booking.
    request_key = models.UUIDField()
    booker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="bookings"
    )
    name = models.CharField(max_length=200)
    email = LowerEmailField("email address")
    phone = models.CharField(max_length=30, blank=True)
    organisation_name = models.CharField("organisation", max_length=200, blank=True)
    # Once the address is known to be its reader's, or staff have said so.
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="bookings"
    )
    # Where it was booked with the rest of a series.
    series_booking = models.ForeignKey(
        SeriesBooking, null=True, blank=True, on_delete=models.SET_NULL, related_name="bookings", editable=False
    )
    address_confirmed_at = models.DateTimeField(null=True, editable=False)
    # When they agreed that we use what they told us of needs and food. Nothing of it is kept without.
    needs_agreed_at = models.DateTimeField(null=True, editable=False)

    STANDING: ClassVar = {
        Status.WAITING: "On the waiting list",
        Status.OFFERED: "Seats offered",
        Status.CONFIRMED: "Booked",
        Status.DECLINED: "Offer turned down",
        Status.EXPIRED: "Offer ran out",
        Status.CANCELLED: "Cancelled",
    }

    OVER: ClassVar = {
        Status.DECLINED: "you turned the offer down",
        Status.EXPIRED: "the offer ran out",
        Status.CANCELLED: "the booking has been cancelled",
    }

    objects = BookingQuerySet.as_manager()  # type: ignore[misc]

    class Meta(AbstractPlace.Meta):
        constraints = [
            *AbstractPlace.Meta.constraints,
            models.UniqueConstraint(
                fields=["event", "email"], condition=Q(status__in=LIVE), name="one_live_booking_per_address"
            ),
            models.UniqueConstraint(fields=["event", "request_key"], name="one_booking_per_press"),
            models.CheckConstraint(condition=Q(email=Lower(F("email"))), name="booking_email_is_lower_case"),
            models.CheckConstraint(condition=~Q(status=Status.HELD), name="booking_is_never_held"),
        ]
        indexes = [
            *AbstractPlace.Meta.indexes,
            models.Index(fields=["event", "-joined_at", "-id"], name="bookings_of_an_event"),
            models.Index(fields=["organisation", "-joined_at", "-id"], name="bookings_of_an_organisation"),
            models.Index(fields=["email"], name="bookings_by_address"),
            words_index("name", "email", name="bookings_by_word"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_status_display().lower()}"

    @property
    def standing(self) -> str:
        return self.STANDING[Status(self.status)]

    @property
    def why_over(self) -> str:
        """What follows a colon, of one that is no longer live."""
        return self.OVER[Status(self.status)]

    @property
    def turn(self) -> int:
        """Its number on the waiting list."""
        return self.parties_ahead() + 1


class AttendeeQuerySet(QuerySet):
    def expected(self):
        """Those for whom a seat is kept."""
        return self.filter(booking__status=Status.CONFIRMED)

    def here(self):
        return self.filter(arrived_at__isnull=False)

    def in_the_room(self):
        """Those who come, or came, to the venue; whoever walked in among them, wherever they had booked."""
        return self.filter(Q(walked_in=True) | Q(booking__isnull=True) | Q(booking__pool__mode=Pool.Mode.IN_PERSON))


# With their booking: it says whose they were, also of those who were taken out of it.
@pghistory.track(fields=["booking", "name", "email"], model_name="AttendeeEvent")
class Attendee(models.Model):
    """One person of a party, or somebody who walked in. Without a name they are “to be named”.

    Access needs and diet are for this event only: deleted 30 days after it, and kept in no history.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="attendees")
    # None for somebody who walked in.
    booking = models.ForeignKey(Booking, null=True, blank=True, on_delete=models.CASCADE, related_name="attendees")
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=200, blank=True)
    email = LowerEmailField("email address", blank=True)
    access_needs = models.CharField(max_length=500, blank=True)
    diet = models.CharField(max_length=200, blank=True)
    # Of somebody who walked in; of a party, its booking says it.
    organisation_name = models.CharField("organisation", max_length=200, blank=True, default="", db_default="")
    arrived_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Came into the room without a seat there: not booked, still waiting, cancelled, or booked online.
    walked_in = models.BooleanField(default=False, db_default=False, editable=False)

    objects = AttendeeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "position"], name="one_attendee_a_position", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(booking__isnull=False) | Q(arrived_at__isnull=False), name="walk_in_has_arrived"
            ),
            models.CheckConstraint(
                condition=Q(walked_in=False) | Q(arrived_at__isnull=False), name="walked_in_has_arrived"
            ),
        ]
        indexes = [
            models.Index(fields=["event", "name", "id"], name="attendees_of_an_event"),
            models.Index(fields=["email"], condition=~Q(email=""), name="attendees_by_address"),
            # Small whatever the table holds: what is to be forgotten in time.
            models.Index(fields=["id"], condition=~Q(access_needs="", diet=""), name="attendees_with_needs"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.name or "To be named"

    @property
    def organisation(self) -> str:
        return self.booking.organisation_name if self.booking else self.organisation_name
