"""Pools on one day, and how their places stand."""

import datetime as dt

from returners.models import Place
from tests.counting import miscounted
from tests.factories.cohorts import CohortFactory, PoolFactory
from tests.factories.returners import PlaceFactory

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def pool_of(capacity, **settings):
    return PoolFactory(cohort=CohortFactory(now=NOW, pool=None), capacity=capacity, **settings)


def join(pool, *, at=NOW, **fields):
    return PlaceFactory(pool=pool, at=at, **fields)


def standing(pool):
    """The pool's places in the order in which they joined, as (status, seats), the counters being true."""
    pool.refresh_from_db()
    assert not miscounted(pool, Place)
    return list(pool.places.order_by("position").values_list("status", "seats"))


def statuses(pool):
    return [status for status, _ in standing(pool)]
