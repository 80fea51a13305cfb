"""What every move of a place begins and ends with: the pool held, the rows found, the counters moved."""

import datetime as dt
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import F

from core.errors import Refused
from core.places.models import AbstractPlace, AbstractPool, PlaceQuerySet, Status

Pool = TypeVar("Pool", bound=AbstractPool)
Place = TypeVar("Place", bound=AbstractPlace)


def hold(place: Place) -> tuple[Any, Place]:
    """Lock the place's pool, then read the place anew: nobody can move it until this transaction ends."""
    pool = hold_pool(place.pool)  # type: ignore[attr-defined]
    fresh = type(place).objects.get(pk=place.pk)
    fresh.pool = pool  # type: ignore[attr-defined]
    return pool, fresh


def of_pool(pool: AbstractPool, model: type[Place]) -> PlaceQuerySet:
    return model.objects.filter(pool=pool)


def hold_pool(pool: Pool) -> Pool:
    """Refused where it was taken away since it was read: that can only be one without places."""
    try:
        return type(pool).objects.lock().get(pk=pool.pk)
    except ObjectDoesNotExist as gone:
        raise Refused("There are no places to give here any more.") from gone


def count(pool: AbstractPool, *, taken: int = 0, waiting: int = 0) -> None:
    """Move the counters in the database and in the object that is held."""
    type(pool)._default_manager.filter(pk=pool.pk).update(taken=F("taken") + taken, waiting=F("waiting") + waiting)
    pool.taken += taken
    pool.waiting += waiting


def seat(pool: AbstractPool, place: AbstractPlace, status: Status, at: dt.datetime) -> None:
    """Give it a seat of the held pool, as an offer or for good; while it is pending, hold the seat for it."""
    place.move_to(Status.HELD if place.is_pending else status)
    set_deadline(pool, place, at)


def set_deadline(pool: AbstractPool, place: AbstractPlace, at: dt.datetime) -> None:
    """That of an offer, or of a hold: it lasts to the day that was promised; once that is past, to one as far again.

    So nobody loses a turn because somebody else is late to decide. None falls after the last joining instant.
    """
    if place.status == Status.OFFERED:
        place.offered_at, place.offer_expires_at = at, pool.offer_deadline(at)
    elif place.status == Status.HELD:
        promised: dt.datetime = place.pending_until  # type: ignore[assignment]
        until = promised if promised > at else pool.hold_deadline(at)
        place.pending_until = min(until, pool.last_joining_at) if pool.last_joining_at else until
