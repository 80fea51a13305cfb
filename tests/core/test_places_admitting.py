"""Places decided for many at once: the order is given, the seats and turns are the engine's."""

import datetime as dt
from functools import partial

import pytest
from django.db import transaction

from core import places
from core.errors import Refused
from core.places import Status
from returners.models import Place
from tests.core.pools import DAY, NOW, join, pool_of, standing
from tests.factories.returners import many_applications
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db


def crowd(pool, number):
    return [Place(application=application) for application in many_applications(pool.cohort, number)]


@transaction.atomic
def admit(pool, chosen, following=(), *, at=NOW):
    places.admit(pool, chosen, following, at=at)


def test_admit_seats_the_chosen_and_lets_the_others_wait_in_the_order_given():
    pool = pool_of(2)
    first, second, third, fourth = crowd(pool, 4)

    admit(pool, [third, first], [fourth, second])

    assert standing(pool) == [("offered", 1), ("offered", 1), ("waiting", 1), ("waiting", 1)]
    assert list(pool.places.order_by("position").values_list("application", flat=True)) == [
        place.application_id for place in (third, first, fourth, second)
    ]
    # Seven days, to the end of the day in the UK.
    assert {place.offer_expires_at for place in pool.places.offered()} == {dt.datetime(2026, 3, 10, tzinfo=dt.UTC)}


def test_a_seat_that_is_given_up_goes_to_the_first_who_waits():
    pool = pool_of(1)
    holder, following, last = crowd(pool, 3)
    admit(pool, [holder], [following, last])

    with transaction.atomic():
        _, promoted = places.give_up(pool.places.offered().get(), Status.DECLINED, at=NOW)

    assert [place.application_id for place in promoted] == [following.application_id]
    assert [status for status, _ in standing(pool)] == ["declined", "offered", "waiting"]


def test_whoever_joins_afterwards_is_last():
    pool = pool_of(1)
    admit(pool, crowd(pool, 1), crowd(pool, 1))

    late = join(pool)

    assert (late.status, late.position) == ("waiting", 3)


@pytest.mark.parametrize(
    ("seats", "chosen", "following", "settings", "at"),
    [
        (1, 2, 0, {}, NOW),
        (1, 1, 2, {"waiting_limit": 1}, NOW),
        (1, 1, 0, {}, NOW + 36 * DAY),
    ],
    ids=["too few seats", "list too long", "too late"],
)
def test_admit_is_refused_whole(seats, chosen, following, settings, at):
    pool = pool_of(seats, **settings)

    with pytest.raises(Refused):
        admit(pool, crowd(pool, chosen), crowd(pool, following), at=at)

    assert standing(pool) == []


def test_admit_passes_nobody_who_waits_already():
    pool = pool_of(1)
    join(pool), join(pool)
    pool.capacity = 5
    pool.save(update_fields=["capacity"])

    with pytest.raises(Refused, match="waiting for these places already"):
        admit(pool, crowd(pool, 1))

    assert len(standing(pool)) == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_admit_at_the_same_moment_sell_no_seat_twice():
    pool = pool_of(3)
    calls = [partial(admit, pool, crowd(pool, 2)) for _ in range(2)]

    outcomes = in_parallel(calls, may_raise=(Refused,))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "Refused"]
    assert standing(pool) == [("offered", 1), ("offered", 1)]
