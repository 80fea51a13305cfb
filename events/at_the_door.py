"""Who is expected at the door and who is here, as its page shows them and a phone keeps them in its memory."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet, Value
from django.db.models.functions import Concat

from core.search import has_words
from core.uktime import uk_time
from events.actions.arriving import booked_online, why_no_seat
from events.models import Attendee, Event, Pool, Press
from events.models.booking import AttendeeQuerySet

# What a phone keeps. Whoever comes after them in the alphabet is found by asking the server.
MOST_IN_MEMORY = 3_000
MOST_SHOWN = 50


@dataclass(frozen=True)
class HeadCount:
    mode: str
    here: int
    expected: int
    let_in: int = 0


def head_count(event: Event) -> list[HeadCount]:
    """How many are here and how many are expected, in the room and online."""
    here, booked = Q(arrived_at__isnull=False), Q(booking__status="confirmed")
    room = Q(booking__pool__mode=Pool.Mode.IN_PERSON)
    online = Q(booking__pool__mode=Pool.Mode.ONLINE, walked_in=False)
    found = Attendee.objects.filter(event=event).aggregate(
        room=Count("pk", filter=here & (room | Q(walked_in=True) | Q(booking__isnull=True))),
        let_in=Count("pk", filter=here & (Q(walked_in=True) | Q(booking__isnull=True))),
        expected=Count("pk", filter=room & booked),
        online=Count("pk", filter=here & online),
        expected_online=Count("pk", filter=online & booked),
    )
    counts = []
    if event.venue_id:
        counts.append(HeadCount("in the room", found["room"], found["expected"], found["let_in"]))
    if event.online:
        counts.append(HeadCount("online", found["online"], found["expected_online"]))
    return counts


def attendees(event: Event) -> AttendeeQuerySet:
    """Everybody of the event's bookings, and who walked in; by name."""
    rows = Attendee.objects.filter(event=event).select_related("event", "booking__pool")
    return rows.order_by("name", "pk")


def everybody() -> QuerySet[Attendee]:
    """Of all events; what a code may lead to."""
    return Attendee.objects.select_related("event__venue", "booking__pool")


def found(event: Event, text: str) -> AttendeeQuerySet:
    """Those of them who are meant: by their own name, the name of who booked, or where they come from."""
    parts = ("name", "organisation_name", "booking__name", "booking__organisation_name")
    between = [piece for part in parts for piece in (part, Value(" "))]
    rows = attendees(event).annotate(searched=Concat(*between, output_field=CharField()))
    return rows.filter(has_words(text, "searched"))


def entry(attendee: Attendee) -> dict[str, Any]:
    """One person as the door shows them: who they are, since when they are here, and what can be done.

    No address and nothing of what they need: a helper has to know neither.
    """
    return {
        "id": str(attendee.uuid),
        "name": attendee.name,
        "about": _about(attendee),
        "since": uk_time(attendee.arrived_at) if attendee.arrived_at else "",
        "why": why_no_seat(attendee),
        "offers": _offers(attendee),
    }


def _about(attendee: Attendee) -> str:
    """“Cummins”, “with Ada Booker, Cummins”."""
    booking = attendee.booking
    booker = f"with {booking.name}" if booking and booking.name != attendee.name else ""
    return ", ".join(filter(None, [booker, attendee.organisation]))


def _offers(attendee: Attendee) -> list[list[str]]:
    """The presses that fit somebody who is not here: what is sent, and the words on the button."""
    if not why_no_seat(attendee):
        return (
            [[Press.What.JOINED, "Joined online"]] if booked_online(attendee) else [[Press.What.CHECK_IN, "Check in"]]
        )
    joined = [[Press.What.JOINED, "Joined online"]] if booked_online(attendee) else []
    return [*joined, *([[Press.What.LET_IN, "Let in"]] if attendee.event.venue_id else [])]


def shown(people: list[Attendee]) -> list[dict[str, Any]]:
    """The rows of a page without scripts: each press has its key, so that a double click is one."""
    return [
        {
            **entry(attendee),
            "presses": [
                {"what": what, "label": label, "key": uuid.uuid4()}
                for what, label in ([[Press.What.UNDO, "Undo"]] if attendee.arrived_at else _offers(attendee))
            ],
        }
        for attendee in people
    ]


def in_memory(event: Event, at: dt.datetime) -> dict[str, Any]:
    """What a phone keeps to answer by itself while it has no network."""
    return {
        "people": [entry(attendee) for attendee in attendees(event)[:MOST_IN_MEMORY]],
        "counts": counts(event),
        "at": uk_time(at),
    }


def counts(event: Event) -> list[dict[str, Any]]:
    return [vars(count) for count in head_count(event)]
