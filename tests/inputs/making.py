"""The forms with which events are found, made and changed."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from accounts.models import Role
from events.models import Event
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.events import EventFactory
from tests.inputs.form import Scene, Typed
from tests.typed import NEW_EVENT, day


def officer() -> tuple[Client, Event]:
    """An events officer, and an event that is public."""
    return sign_in(Client(), ProgrammeManagerFactory(role=Role.EVENTS_OFFICER)), EventFactory()


def anybody() -> tuple[Client, Event]:
    return Client(), EventFactory()


def of_event(name: str) -> Callable[[Event], str]:
    return lambda event: reverse(f"events:{name}", args=[event.uuid])


SCENES: dict[str, Scene] = {"officer": officer, "anybody": anybody}

FORMS: dict[str, Typed] = {
    "EventForm": Typed("officer", lambda event: reverse("events:event_create"), NEW_EVENT),
    "CopyForm": Typed("officer", of_event("event_copy"), day("starts_at", 2091, time="10am")),
    "CancelEventForm": Typed("officer", of_event("event_cancel"), {"why": "The venue is closed."}),
    "AccessForm": Typed("officer", of_event("access_change"), {"access": "A lift to every floor."}),
    "SpeakerForm": Typed(
        "officer", of_event("speaker_add"), {"name": "Dr Amara Okoye", "role": "Engineer", "about": "Came back."}
    ),
    "SupporterForm": Typed("officer", of_event("supporter_add"), {"name": "Cummins", "website": "cummins.example"}),
    "EventListForm": Typed(
        "officer", lambda event: reverse("events:staff_event_list"), {"state": "draft", "kind": "insight"}, "get"
    ),
    "EventFilterForm": Typed(
        "anybody",
        lambda event: reverse("events:event_list"),
        {"city": "Leeds", "kind": "insight", "month": "2027-01", "when": "past"},
        "get",
    ),
}
BASES: set[str] = {"VenueFields"}
