"""Whom a letter to a party goes to: whoever booked, and those who come with an address of their own, each once."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from core.places import Status
from events.models import Attendee, Booking, Event, EventMessage

Audience = EventMessage.Audience


@dataclass(frozen=True)
class Addressee:
    """One address and why it is written to. `attendee` is None for whoever booked, `booking` for a walk-in."""

    booking: Booking | None
    attendee: Attendee | None = None

    @property
    def booked(self) -> bool:
        """Whether the booking is this reader's to change."""
        return self.attendee is None

    @property
    def key(self) -> uuid.UUID:
        """What tells a letter's key from those of the others."""
        return self.row.uuid

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def event(self) -> Event:
        """By way of the booking where there is one: letters are written with it loaded."""
        return self.booking.event if self.booking else self.row.event

    def to(self) -> dict[str, Any]:
        """As `post` takes it. What others are sent is no letter about the booker's booking."""
        person = self.booking.booker if self.booking and self.booked else None
        return {"to": self.row.email, "person": person, "about": self.row.uuid}

    @property
    def row(self) -> Any:
        return self.attendee or self.booking


SOMEBODY_CAME = Exists(Attendee.objects.here().filter(booking=OuterRef("pk")))


def bookings_of(event: Event, audience: str) -> QuerySet[Booking]:
    """The parties that a message is for."""
    bookings = Booking.objects.filter(event=event)
    return {
        Audience.BOOKED: bookings.confirmed(),
        Audience.WAITING: bookings.filter(status__in=[Status.WAITING, Status.OFFERED]),
        Audience.LIVE: bookings.live(),
        Audience.CAME: bookings.filter(SOMEBODY_CAME),
        Audience.ABSENT: bookings.confirmed().filter(~SOMEBODY_CAME),
    }[Audience(audience)]


def with_party(bookings: QuerySet[Booking]) -> QuerySet[Booking]:
    """With all that letters say of them."""
    related = bookings.select_related("event__venue", "event__programme", "pool__event__venue", "booker")
    return related.prefetch_related("attendees")


def addressees(bookings: Iterable[Booking], *, came: bool = False) -> list[Addressee]:
    """Those to be written to for bookings of one event: two questions, or none where nobody gave an address.

    Whoever has a live booking of their own hears of it by that one. `came`: only those who did, by a booking of theirs
    that somebody came with.
    """
    bookings = list(bookings)
    named = [
        (booking, attendee)
        for booking in bookings
        for attendee in booking.attendees.all()
        if attendee.email not in ("", booking.email) and (attendee.arrived_at or not came)
    ]
    first = _first_named(named, came=came)
    own = [Addressee(booking) for booking in bookings]
    return own + [
        Addressee(booking, attendee) for booking, attendee in named if first.get(attendee.email) == attendee.pk
    ]


def _first_named(named: list[tuple[Booking, Attendee]], *, came: bool) -> dict[str, int]:
    """For each address that hears of it by no booking of its own, the one attendee through whom it is written to."""
    if not named:
        return {}
    emails = {attendee.email for _, attendee in named}
    bookings = Booking.objects.filter(event=named[0][0].event_id)
    heard = bookings.filter(SOMEBODY_CAME) if came else bookings.live()
    booked = set(heard.filter(email__in=emails).values_list("email", flat=True))
    attendees = Attendee.objects.here() if came else Attendee.objects.all()
    found = attendees.filter(booking__in=heard, email__in=emails - booked).order_by("-pk")
    return dict(found.values_list("email", "pk"))


def walk_ins(event: Event) -> QuerySet[Attendee]:
    """Those who came without a booking and left an address. Each address once, and none that is written to anyway."""
    here = Attendee.objects.here().filter(event=event)
    theirs = here.filter(email=OuterRef("email"))
    strangers = here.filter(booking=None).exclude(email="")
    return strangers.exclude(
        Exists(here.filter(booking__email=OuterRef("email")))
        | Exists(theirs.exclude(booking=None))
        | Exists(theirs.filter(booking=None, pk__lt=OuterRef("pk")))
    )
