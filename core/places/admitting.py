"""Places that somebody has decided on for many at once: they give the order, the engine the seats and the turns."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from core.errors import Refused
from core.places.holding import Place, hold_pool, set_deadline
from core.places.models import AbstractPool, Status
from core.words import number_of


def admit(pool: AbstractPool, chosen: Sequence[Place], following: Sequence[Place], *, at: dt.datetime) -> None:
    """Save new places: each of the chosen gets its seats, and behind them the following wait, in the order given.

    All of it or nothing. Refused after the last joining instant, where somebody waits already, where the seats do not
    suffice (nobody who was chosen is put in the queue instead), and where the queue would grow too long.
    """
    pool = hold_pool(pool)
    if pool.is_over(at):
        raise Refused("The last day to join has passed.")
    if pool.waiting:
        raise Refused("Other people are waiting for these places already.")
    seats = sum(place.seats for place in chosen)
    if seats > pool.free:
        raise Refused(f"{number_of(seats, 'place')} cannot be given out: {number_of(pool.free, 'place')} left.")
    if pool.waiting_limit is not None and len(following) > pool.waiting_limit:
        raise Refused(f"The waiting list takes {pool.waiting_limit}, not {len(following)}.")
    joined_at = max(pool.last_joined_at or at, at)
    for turn, place in enumerate((*chosen, *following), start=pool.last_position + 1):
        place.pool, place.position, place.joined_at = pool, turn, joined_at  # type: ignore[attr-defined]
        place.status = pool.STRAIGHT_IN if turn <= pool.last_position + len(chosen) else Status.WAITING
        set_deadline(pool, place, at)
    _save([*chosen, *following])
    pool.taken, pool.waiting = pool.taken + seats, len(following)
    pool.last_position, pool.last_joined_at = pool.last_position + len(chosen) + len(following), joined_at
    pool.save(update_fields=["taken", "waiting", "last_position", "last_joined_at"])


def _save(places: list[Any]) -> None:
    if places:
        type(places[0]).objects.bulk_create(places)
