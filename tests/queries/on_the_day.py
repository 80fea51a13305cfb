"""The pages of the day itself."""

from typing import Any

from tests.factories.accounts import EventsOfficerFactory
from tests.factories.door import DayLinkFactory, WalkInFactory, today
from tests.factories.events import BookingFactory
from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    """Enough for every page to have something on it, and somebody to look at each."""
    event = today(seats=100)
    return {"event": event, "officer": EventsOfficerFactory()}


def attendees(scene: Scene, number: int) -> None:
    """Parties of two, one of them to be named; and somebody who walked in for each."""
    for _ in range(number):
        BookingFactory(event=scene["event"], names=["Ada Booker", ""])
        WalkInFactory(event=scene["event"])


def day_links(scene: Scene, number: int) -> None:
    DayLinkFactory.create_batch(number, event=scene["event"], made_by=scene["officer"])


def of_event(scene: Scene) -> list[Any]:
    return [scene["event"].uuid]


LISTS: list[Listed] = [
    Listed("events:door", "officer", attendees, of_event),
    Listed("events:door_people", "officer", attendees, of_event),
    Listed("events:attendee_list", "officer", attendees, of_event),
    Listed("events:day_sheet", "officer", attendees, of_event),
    Listed("events:day_link_list", "officer", day_links, of_event),
]
