"""The forms of the day itself."""

from collections.abc import Callable
from uuid import UUID

from django.test import Client
from django.urls import reverse

from core import links
from events.links import LETTER
from events.models import Attendee, Booking, Event
from tests.conftest import sign_in
from tests.factories.accounts import AdministratorFactory, EventsOfficerFactory
from tests.factories.door import today
from tests.factories.events import BookingFactory
from tests.inputs.form import Scene, Typed
from tests.inputs.making import KEY


def at_the_door() -> tuple[Client, Attendee]:
    """An events officer at the door, and somebody who is expected."""
    attendee = BookingFactory(event=today()).attendees.get()
    return sign_in(Client(), EventsOfficerFactory()), attendee


def of_event(name: str) -> Callable[[Attendee], str]:
    return lambda attendee: reverse(f"events:{name}", args=[attendee.event.uuid])


def joining() -> tuple[Client, Booking]:
    """Somebody with the link to their booking for two, online, shortly before it starts."""
    return Client(), BookingFactory(event=today(venue=None, online=True), names=["Ada Booker", "Bo Marsh"])


def join_page(booking: Booking) -> str:
    return reverse("events:booking_join", args=[links.sign(LETTER, str(booking.uuid))])


def administrator() -> tuple[Client, Event]:
    return sign_in(Client(), AdministratorFactory()), BookingFactory(event=today()).event


SCENES: dict[str, Scene] = {"at the door": at_the_door, "joining": joining, "administrator": administrator}

FORMS: dict[str, Typed] = {
    "PressForm": Typed(
        "at the door",
        of_event("door_press"),
        {"what": "undo", "key": KEY, "attendee": str(UUID(int=0)), "name": "Bo", "waited": "3"},
    ),
    "WalkInForm": Typed(
        "at the door",
        of_event("door_press"),
        {"what": "walk in", "key": KEY, "name": "Wendy Walker", "organisation_name": "FDM Group", "email": ""},
    ),
    "JoinForm": Typed("joining", join_page, {"who": "somebody"}),
    "DayLinkForm": Typed("at the door", of_event("day_link_list"), {"name": "Sam", "key": KEY}),
    "AttendeeFilterForm": Typed(
        "at the door", of_event("attendee_list"), {"mode": "online", "came": "no", "booking": "waiting"}, method="get"
    ),
    "SeeNeedsForm": Typed(
        "administrator", lambda event: reverse("events:attendee_needs", args=[event.uuid]), {"why": "An ambulance"}
    ),
    "AttendeeSearchForm": Typed("at the door", of_event("attendee_list"), {"text": "Ada"}),
}
