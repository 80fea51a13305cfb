"""The forms with which events are found, made and changed."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import Role
from cohorts.actions import make_manager
from events.models import Event, Series
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.events import EventFactory, ModuleFactory
from tests.inputs.form import Scene, Typed
from tests.typed import NEW_EVENT, day


def officer() -> tuple[Client, Event]:
    """An events officer, and an event that is public."""
    return sign_in(Client(), ProgrammeManagerFactory(role=Role.EVENTS_OFFICER)), EventFactory()


def manager() -> tuple[Client, Series]:
    """A manager of one programme, and training of theirs."""
    series, person = ModuleFactory().series, ProgrammeManagerFactory()
    make_manager(series.programme, person=person)
    return sign_in(Client(), person), series


def anybody() -> tuple[Client, Event]:
    return Client(), EventFactory()


def of_event(name: str) -> Callable[[Any], str]:
    return lambda event: reverse(f"events:{name}", args=[event.uuid])


KEY = "6f1d8b1e-2f0a-4c7e-9a51-0d6f0c8f2b11"
SCENES: dict[str, Scene] = {"officer": officer, "manager": manager, "anybody": anybody}

FORMS: dict[str, Typed] = {
    "EventForm": Typed("officer", lambda event: reverse("events:event_create"), {**NEW_EVENT, "key": KEY}),
    "CopyForm": Typed("officer", of_event("event_copy"), {**day("starts_at", 2091, time="10am"), "key": KEY}),
    "CancelEventForm": Typed("officer", of_event("event_cancel"), {"why": "The venue is closed."}),
    "SeatsForm": Typed(
        "officer",
        lambda event: reverse("events:seats_change", args=[event.uuid, "in-person"]),
        {"capacity": "50", "allowance": "5"},
    ),
    "AccessForm": Typed("officer", of_event("access_change"), {"access": "A lift to every floor."}),
    "SpeakerForm": Typed(
        "officer", of_event("speaker_add"), {"name": "Dr Amara Okoye", "role": "Engineer", "about": "Came back."}
    ),
    "SupporterForm": Typed("officer", of_event("supporter_add"), {"name": "Cummins", "website": "cummins.example"}),
    "SeriesForm": Typed(
        "manager",
        lambda series: reverse("events:series_create"),
        {"name": "Inclusive", "summary": "How", "about": "All", "key": KEY},
    ),
    "SeriesWordsForm": Typed(
        "manager", of_event("series_change"), {"name": "Inclusive", "summary": "How", "about": "All", "is_public": "on"}
    ),
    "ModuleForm": Typed("manager", of_event("module_add"), {"name": "Recruiting", "about": "How to recruit."}),
    "MaterialForm": Typed(
        "officer",
        of_event("material_add"),
        {"title": "Slides", "link": "example.org/slides", "document": "words and no file", "key": KEY},
    ),
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
