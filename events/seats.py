"""What the pages say of an event's seats and of its booking. The pools have been fetched."""

import datetime as dt
from typing import Any

from django.urls import reverse

from core.uktime import to_uk
from core.words import number_of
from events.models import Event, Pool

KINDS = dict(Event.Kind.choices)


def card(event: Event, at: dt.datetime) -> dict[str, Any]:
    """An event in a list: all that its template prints, made here, where it costs least."""
    day = to_uk(event.starts_at)
    return {
        "url": reverse("events:event_detail", args=[event.slug]),
        "title": event.title,
        "day": day.day,
        "month": f"{day:%b}",
        "when": event.when,
        "what": f"{KINDS[event.kind]}, {event.place}",
        "place": event.place,
        "cancelled": event.status == Event.Status.CANCELLED,
        "seats": booking_words(event, at),
        "has_seats": event.is_bookable(at) and any(pool.left for pool in event.pools.all()),
    }


def booking_words(event: Event, at: dt.datetime) -> str:
    """One line for a list."""
    if event.status == Event.Status.CANCELLED:
        return "Cancelled"
    if event.is_over(at):
        return "This event is over"
    if not event.is_bookable(at):
        return "Booking is closed"
    pools = in_order(event)
    if len(pools) == 1 or (not any(pool.left for pool in pools) and len({pool.takes_waiting for pool in pools}) == 1):
        return seats_words(pools[0])
    return "; ".join(f"{pool.get_mode_display().lower()}: {_lower(seats_words(pool))}" for pool in pools).capitalize()


def seats_words(pool: Pool) -> str:
    if pool.left:
        return f"{number_of(pool.left, 'place')} left"
    return "Full: you can join the waiting list" if pool.takes_waiting else "Full"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def in_order(event: Event) -> list[Pool]:
    """The room first."""
    return sorted(event.pools.all(), key=lambda pool: pool.mode)


def is_open_to_more(event: Event, at: dt.datetime) -> bool:
    """Whether anybody can still get a seat or a turn."""
    return event.is_bookable(at) and any(pool.left or pool.takes_waiting for pool in event.pools.all())
