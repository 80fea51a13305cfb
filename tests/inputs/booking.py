"""The forms of bookings."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from core import links
from events.links import LETTER
from events.models import Booking, Event
from tests.factories.events import BookingFactory, EventFactory
from tests.inputs.form import Scene, Typed
from tests.typed import BOOKING


def visitor() -> tuple[Client, Event]:
    return Client(), EventFactory(online=True)


def booker() -> tuple[Client, Booking]:
    """Somebody with the link to their booking for two."""
    return Client(), BookingFactory(names=["Ada Booker", ""])


def behind_the_link(name: str) -> Callable[[Booking], str]:
    return lambda booking: reverse(f"events:{name}", args=[links.sign(LETTER, str(booking.uuid))])


SCENES: dict[str, Scene] = {"visitor": visitor, "booker": booker}

PARTY = {name: BOOKING[name] for name in ("name_1", "access_1", "diet_1", "name_2", "access_2", "diet_2", "consent")}
FORMS: dict[str, Typed] = {
    "BookingForm": Typed(
        "visitor",
        lambda event: reverse("events:booking_create", args=[event.slug]),
        {**BOOKING, "mode": "online"},
    ),
    "FindForm": Typed("booker", lambda booking: reverse("events:booking_find"), {"email": "ada@example.org"}),
    "NamesForm": Typed("booker", behind_the_link("booking_names"), PARTY),
    "FewerForm": Typed("booker", behind_the_link("booking_fewer"), {"out": "somebody"}),
}
BASES: set[str] = {"PeopleForm"}
