"""What the pages say of an event's seats and of its booking. The pools have been fetched."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from core.uktime import to_uk
from core.words import number_of
from events.models import Event
from events.models.event import Announced
from events.models.pool import Counted

KINDS = dict(Event.Kind.choices)


def cards(events: Iterable[Any], at: dt.datetime, *, with_kind: bool = True) -> list[dict[str, Any]]:
    """Events in a list: all that its template prints, made here, where it costs least."""
    here = reverse("events:event_list")
    return [_card(event, at, here, with_kind) for event in events]


def _card(event: Any, at: dt.datetime, here: str, with_kind: bool) -> dict[str, Any]:
    pools = in_order(event)
    day = to_uk(event.starts_at)
    return {
        # The address of `event_detail`, made here: to look it up costs more than all the rest.
        "url": f"{here}{event.slug}/",
        "title": event.title,
        # As text, like the level of the headings: a template that prints a number asks how it is written here.
        "day": str(day.day),
        "month": f"{day:%b}",
        "when": event.when,
        "what": f"{KINDS[event.kind]}, {event.place}" if with_kind else event.place,
        "cancelled": event.status == Event.Status.CANCELLED,
        "seats": booking_words(event, pools, at),
        "has_seats": has_seats(event, pools, at),
    }


def booking_words(event: Announced, pools: Sequence[Counted], at: dt.datetime) -> str:
    """One line for a list."""
    if event.status == Event.Status.CANCELLED:
        return "Cancelled"
    if event.is_over(at):
        return "This event is over"
    if not event.is_bookable(at):
        return "Booking is closed"
    if len(pools) == 1 or (not any(pool.left for pool in pools) and len({pool.takes_waiting for pool in pools}) == 1):
        return seats_words(pools[0])
    return "; ".join(f"{pool.mode}: {_lower(seats_words(pool))}" for pool in pools).capitalize()


def seats_words(pool: Counted) -> str:
    if pool.left:
        return f"{number_of(pool.left, 'place')} left"
    return "Full: you can join the waiting list" if pool.takes_waiting else "Full"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def in_order(event: Any) -> list[Any]:
    """The room first. An event of the list has its seats in order."""
    if not isinstance(event, Event):
        return event.seats
    return sorted(event.pools.all(), key=lambda pool: pool.mode)


def has_seats(event: Announced, pools: Sequence[Counted], at: dt.datetime) -> bool:
    """Whether the next to book gets a seat at once."""
    return event.is_bookable(at) and any(pool.left for pool in pools)


def is_open_to_more(event: Announced, pools: Sequence[Counted], at: dt.datetime) -> bool:
    """Whether anybody can still get a seat or a turn."""
    return event.is_bookable(at) and any(pool.left or pool.takes_waiting for pool in pools)
