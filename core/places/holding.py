"""What every move of a place begins and ends with: the pool held, the rows found, the counters moved."""

import datetime as dt
from typing import Any, TypeVar

from django.db.models import F

from core.places.models import AbstractPlace, AbstractPool, PlaceQuerySet

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
    return type(pool)._default_manager.lock().get(pk=pool.pk)  # type: ignore[attr-defined, return-value]


def count(pool: AbstractPool, *, taken: int = 0, waiting: int = 0) -> None:
    """Move the counters in the database and in the object that is held."""
    type(pool)._default_manager.filter(pk=pool.pk).update(taken=F("taken") + taken, waiting=F("waiting") + waiting)
    pool.taken += taken
    pool.waiting += waiting


def put_offer(pool: AbstractPool, place: AbstractPlace, at: dt.datetime) -> None:
    place.offered_at = at
    place.offer_expires_at = pool.offer_deadline(at)
