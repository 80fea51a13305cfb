"""What the pages say of an event's seats and of its booking."""

import datetime as dt

from core.words import number_of
from events.models import Event, Pool


def booking_words(event: Event, at: dt.datetime) -> str:
    """One line for a list. The pools have been fetched."""
    if event.status == Event.Status.CANCELLED:
        return "This event is cancelled"
    if event.is_over(at):
        return "This event is over"
    if not event.is_bookable(at):
        return "Booking is closed"
    pools = in_order(event)
    if len(pools) == 1:
        return seats_words(pools[0])
    return "; ".join(f"{pool.get_mode_display()}: {lower(seats_words(pool))}" for pool in pools)


def seats_words(pool: Pool) -> str:
    if pool.left:
        return f"{number_of(pool.left, 'place')} left"
    return "Full: you can join the waiting list" if pool.takes_waiting else "Full"


def lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def in_order(event: Event) -> list[Pool]:
    """The room first."""
    return sorted(event.pools.all(), key=lambda pool: pool.mode)


def is_open_to_more(event: Event, at: dt.datetime) -> bool:
    """Whether anybody can still get a seat or a turn."""
    return event.is_bookable(at) and any(pool.left or pool.takes_waiting for pool in event.pools.all())
