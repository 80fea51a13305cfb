"""What the clock does with places: in batches, with a moment's grace, and pool by pool."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.places import Status
from returners import actions, letters, tasks
from returners.actions import placing
from returners.models import Place
from tests.counting import miscounted
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
DEADLINE = dt.datetime(2026, 3, 10, tzinfo=dt.UTC)
OVER = DEADLINE + dt.timedelta(hours=1)


def sent(number, *, capacity):
    cohort = CohortFactory(now=NOW, pool__capacity=capacity)
    for _ in range(number):
        actions.submit(ApplicationFactory(now=NOW, cohort=cohort), at=NOW)
    return cohort.pools.get()


def count(pool, status):
    return pool.places.filter(status=status).count()


def test_expire_offers_of_more_than_one_batch_offers_every_place_on(monkeypatch):
    monkeypatch.setattr(placing, "BATCH", 2)
    pool = sent(10, capacity=5)

    assert actions.expire_offers(at=OVER) == 5

    pool.refresh_from_db()
    assert (count(pool, Status.EXPIRED), count(pool, Status.OFFERED)) == (5, 5)
    assert not miscounted(pool, Place)


def test_resize_pool_offers_one_batch_and_the_clock_the_rest(monkeypatch):
    monkeypatch.setattr(placing, "BATCH", 2)
    pool = sent(8, capacity=1)

    promoted = actions.resize_pool(
        pool, capacity=6, allowance=0, why="More money.", by=ProgrammeManagerFactory(), at=NOW
    )
    rest = actions.fill_free_places(at=NOW + dt.timedelta(minutes=1))

    assert (len(promoted), rest) == (2, 3)
    turns = [place.status for place in pool.places.order_by("position")]
    assert turns == [Status.OFFERED] * 6 + [Status.WAITING] * 2


def test_fill_free_places_does_nothing_where_nobody_waits_or_nothing_is_free():
    sent(1, capacity=2)
    sent(2, capacity=1)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert actions.fill_free_places(at=NOW) == 0

    assert len(queries) == 1


def test_expire_offers_goes_on_where_one_pool_cannot_be_moved(monkeypatch):
    broken, sound = sent(1, capacity=1), sent(1, capacity=1)
    tell = letters.expired

    def tell_all_but_one(place):
        if place.pool_id == broken.pk:
            raise LookupError("no letter")
        tell(place)

    monkeypatch.setattr(letters, "expired", tell_all_but_one)

    assert actions.expire_offers(at=OVER) == 1

    assert (count(broken, Status.OFFERED), count(sound, Status.EXPIRED)) == (1, 1)


def test_the_clock_leaves_an_answer_that_arrived_in_time_a_moment_to_be_written():
    pool = sent(1, capacity=1)

    with time_machine.travel(DEADLINE + tasks.GRACE - dt.timedelta(seconds=1), tick=False):
        tasks.expire_offers()
    still = count(pool, Status.OFFERED)
    with time_machine.travel(DEADLINE + tasks.GRACE, tick=False):
        tasks.expire_offers()

    assert (still, count(pool, Status.OFFERED)) == (1, 0)
