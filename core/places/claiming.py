"""Joining: one statement takes the turn and adds the place."""

import datetime as dt
from typing import Any

from django.db import connection

from core.errors import Refused
from core.places.holding import Place, hold_pool, of_pool, set_deadline
from core.places.models import AbstractPlace, AbstractPool, Status
from core.words import number_of

FITS = "(taken + %(seats)s <= capacity + allowance AND (waiting = 0 OR %(passes)s))"
# One statement, so that the pool is held for as few round trips as can be: a third less CPU than an UPDATE and a save.
TAKE_A_TURN = """
    WITH turn AS (
        UPDATE {pools} SET
            taken = taken + CASE WHEN {fits} THEN %(seats)s ELSE 0 END,
            waiting = waiting + CASE WHEN {fits} THEN 0 ELSE 1 END,
            last_position = last_position + 1,
            last_joined_at = GREATEST(last_joined_at, %(at)s)
        WHERE id = %(pool_id)s AND ({fits} OR %(ahead)s OR waiting_limit IS NULL OR waiting < waiting_limit)
        -- Who went straight in without passing the queue leaves nobody waiting.
        RETURNING last_position, last_joined_at, waiting = 0 OR %(passes)s AS straight_in
    )
    INSERT INTO {places} ({columns}) SELECT {values} FROM turn RETURNING id, position, joined_at, status
"""
# What the turn decides of a place; the rest is written as it stands.
DECIDED = {
    "position": "last_position",
    "joined_at": "last_joined_at",
    "status": "CASE WHEN straight_in THEN %(status)s ELSE 'waiting' END",
    "offered_at": "CASE WHEN straight_in THEN %(offered_at)s::timestamptz END",
    "offer_expires_at": "CASE WHEN straight_in THEN %(offer_expires_at)s::timestamptz END",
}


def claim(pool: AbstractPool, place: Place, *, at: dt.datetime, ahead: bool = False) -> Place:
    """Save a new place: straight in where its party fits and nobody waits who comes before it, else in the queue.

    With `pending_until` set, its seat is held where another's is offered. Refused after the last joining instant, for a
    party that could never fit, and once the waiting list is full: that alone keeps out nobody who goes ahead. Written
    without `save`: one statement takes the turn and adds the place.
    """
    if pool.is_over(at):
        raise Refused("The last day to join has passed.")
    if place.seats > pool.limit:
        raise Refused(_too_large(pool, place))
    passes = (ahead or pool.let_smaller_pass) and _passes_the_queue(hold_pool(pool), place, ahead)
    place.pool, place.ahead = pool, ahead  # type: ignore[attr-defined]
    place.status = Status.HELD if place.is_pending else pool.STRAIGHT_IN
    set_deadline(pool, place, at)
    if (turn := _take_a_turn(place, at=at, passes=passes)) is None:
        hold_pool(pool)
        raise Refused("Every place is taken and the waiting list is full.")
    place.pk, place.position, place.joined_at, place.status = turn
    if place.status == Status.WAITING:
        place.offered_at = place.offer_expires_at = None
    place._state.adding = False
    return place


def _too_large(pool: AbstractPool, place: AbstractPlace) -> str:
    if not pool.limit:
        return "There are no places to give here at the moment."
    are = "is" if pool.limit == 1 else "are"
    return f"There {are} {number_of(pool.limit, 'place')} in all, so a group of {place.seats} cannot be fitted in."


def _take_a_turn(place: AbstractPlace, *, at: dt.datetime, passes: bool) -> tuple[Any, ...] | None:
    """Its key, position, instant and status; None if the list is full."""
    fields = [f for f in place._meta.concrete_fields if not f.primary_key]
    written = {str(f.column): f.get_db_prep_save(f.pre_save(place, True), connection) for f in fields}
    sql = TAKE_A_TURN.format(
        pools=place.pool._meta.db_table,  # type: ignore[attr-defined]
        places=place._meta.db_table,
        columns=", ".join(written),
        values=", ".join(DECIDED.get(column, f"%({column})s") for column in written),
        fits=FITS,
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, {**written, "at": at, "passes": passes})
        return cursor.fetchone()


def _passes_the_queue(pool: AbstractPool, place: Place, ahead: bool) -> bool:
    """Whether a party that joins the held pool now is the first, of all who would then wait, that may go."""
    before = of_pool(pool, type(place)).waiting()
    if ahead:
        before = before.filter(ahead=True)
    if pool.let_smaller_pass:
        before = before.filter(seats__lte=pool.free)
    return place.seats <= pool.free and not before.exists()
