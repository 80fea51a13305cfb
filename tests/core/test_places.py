"""The engine, rule by rule (product.md § 5): joining and what holds it to its word. The machine and the races next door
look for what nobody thought of.
"""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from core import places
from core.errors import Refused
from core.places import Status
from returners.models import Place
from tests.core.pools import HOUR, NOW, join, pool_of, standing, statuses
from tests.counting import miscounted
from tests.factories.returners import ApplicationFactory

pytestmark = pytest.mark.django_db


# -- Joining -------------------------------------------------------------------------------------------------------


def test_claim_offers_a_free_seat_with_a_deadline():
    pool = pool_of(1)

    place = join(pool)

    assert (place.status, place.position, place.joined_at, place.offered_at) == ("offered", 1, NOW, NOW)
    # Seven days, to the end of the day in the UK.
    assert place.offer_expires_at == dt.datetime(2026, 3, 10, tzinfo=dt.UTC)


def test_claim_puts_whoever_comes_after_the_last_seat_in_the_queue():
    pool = pool_of(2)

    for _ in range(4):
        join(pool)

    assert statuses(pool) == ["offered", "offered", "waiting", "waiting"]
    assert (pool.taken, pool.waiting) == (2, 2)


def test_claim_counts_the_allowance_as_seats():
    pool = pool_of(1, allowance=1)

    for _ in range(3):
        join(pool)

    assert statuses(pool) == ["offered", "offered", "waiting"]


def test_claim_keeps_a_party_together():
    pool = pool_of(4)
    join(pool, seats=3)

    pair = join(pool, seats=2)

    assert pair.status == "waiting"
    assert pool.free == 4
    assert standing(pool) == [("offered", 3), ("waiting", 2)]


def test_claim_lets_nobody_pass_a_large_party_that_waits():
    pool = pool_of(4)
    join(pool, seats=3)
    join(pool, seats=2)

    single = join(pool)

    assert single.status == "waiting"
    assert single.parties_ahead() == 1


def test_claim_lets_a_smaller_party_pass_where_the_pool_allows_it():
    pool = pool_of(4, let_smaller_pass=True)
    join(pool, seats=3)
    join(pool, seats=2)

    single = join(pool)

    assert single.status == "offered"
    assert standing(pool) == [("offered", 3), ("waiting", 2), ("offered", 1)]


def test_claim_lets_a_smaller_party_pass_a_full_waiting_list():
    pool = pool_of(4, let_smaller_pass=True, waiting_limit=1)
    join(pool, seats=3)
    join(pool, seats=2)

    single = join(pool)

    assert single.status == "offered"


def test_claim_refuses_a_party_larger_than_the_pool():
    pool = pool_of(2, allowance=1)

    with pytest.raises(Refused, match="There are 3 places in all, so a group of 4"):
        join(pool, seats=4)

    assert standing(pool) == []


@pytest.mark.parametrize(
    ("capacity", "words"),
    [(0, "There are no places to give here"), (1, "There is 1 place in all, so a group of 2 cannot")],
)
def test_claim_refuses_in_plain_words(capacity, words):
    with pytest.raises(Refused, match=words):
        join(pool_of(capacity), seats=2)


def test_claim_refuses_once_the_waiting_list_is_full():
    pool = pool_of(1, waiting_limit=1)
    join(pool)
    join(pool)

    with pytest.raises(Refused, match="the waiting list is full"):
        join(pool)

    assert statuses(pool) == ["offered", "waiting"]
    assert pool.last_position == 2


def test_claim_refuses_from_the_last_joining_instant_on():
    pool = pool_of(1)
    last = pool.cohort.last_joining_at

    with pytest.raises(Refused, match="last day to join"):
        join(pool, at=last)
    place = join(pool, at=last - dt.timedelta(microseconds=1))

    assert place.status == "offered"
    assert place.offer_expires_at == last


def test_claim_gives_one_application_one_live_place():
    pool = pool_of(2)
    place = join(pool)

    with pytest.raises(IntegrityError, match="one_live_place_for_an_application"), transaction.atomic():
        join(pool, application=place.application)

    assert statuses(pool) == ["offered"]
    assert pool.last_position == 1


def test_claim_keeps_instants_in_the_order_of_positions():
    pool = pool_of(1)
    join(pool, at=NOW)

    earlier = join(pool, at=NOW - HOUR)

    assert (earlier.position, earlier.joined_at) == (2, NOW)


# -- Ahead of the queue --------------------------------------------------------------------------------------------


def test_claim_ahead_takes_the_next_seat_and_displaces_nobody():
    pool = pool_of(1)
    first, second, third = join(pool), join(pool), join(pool)

    overturned = join(pool, ahead=True)
    _, promoted = places.give_up(first, Status.DECLINED, at=NOW)

    assert promoted == [overturned]
    assert [place.parties_ahead() for place in (second, third)] == [0, 1]
    assert statuses(pool) == ["declined", "waiting", "waiting", "offered"]


def test_claims_ahead_keep_their_own_order():
    pool = pool_of(1)
    join(pool)
    waiting = [join(pool), join(pool, ahead=True), join(pool), join(pool, ahead=True)]

    assert [place.parties_ahead() for place in waiting] == [2, 0, 3, 1]
    assert list(pool.places.waiting().in_turn()) == [waiting[1], waiting[3], waiting[0], waiting[2]]


def test_claim_ahead_takes_a_seat_too_few_for_the_party_it_passes():
    pool = pool_of(4)
    join(pool, seats=3)
    join(pool, seats=2)

    overturned = join(pool, ahead=True)

    assert overturned.status == "offered"
    assert standing(pool) == [("offered", 3), ("waiting", 2), ("offered", 1)]


def test_claim_ahead_waits_behind_another_ahead():
    pool = pool_of(4)
    join(pool, seats=3)
    join(pool, seats=2, ahead=True)

    later = join(pool, ahead=True)

    assert later.status == "waiting"
    assert later.parties_ahead() == 1


def test_claim_ahead_is_not_kept_out_by_a_full_waiting_list():
    pool = pool_of(1, waiting_limit=1)
    join(pool)
    join(pool)

    overturned = join(pool, ahead=True)

    assert overturned.status == "waiting"
    assert overturned.parties_ahead() == 0


# -- What the database itself says ---------------------------------------------------------------------------------


def test_the_database_refuses_to_oversell():
    pool = pool_of(2, allowance=1)

    with pytest.raises(IntegrityError, match="never_oversold"), transaction.atomic():
        type(pool).objects.filter(pk=pool.pk).update(taken=4)

    type(pool).objects.filter(pk=pool.pk).update(taken=3)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"position": 1}, "one_turn_each"),
        ({"seats": 0}, "has_seats"),
        ({"offer_expires_at": None}, "offer_has_deadline"),
        ({"closed_at": NOW}, "closed_at_once_over"),
        ({"status": "cancelled"}, "closed_at_once_over"),
    ],
)
def test_the_database_refuses_a_place_that_cannot_be(change, constraint):
    pool = pool_of(2)
    join(pool)
    place = join(pool)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Place.objects.filter(pk=place.pk).update(**change)

    assert statuses(pool) == ["offered", "offered"]


def test_miscounted_tells_when_somebody_went_round_the_engine():
    pool = pool_of(2)
    join(pool)
    Place.objects.update(seats=2)

    pool.refresh_from_db()

    assert miscounted(pool, Place)


# -- What it costs -------------------------------------------------------------------------------------------------


def test_claim_is_one_statement_however_long_the_queue(django_assert_num_queries):
    pool = pool_of(1)
    for _ in range(3):
        join(pool)
    application = ApplicationFactory(cohort=pool.cohort, decided=True)

    with django_assert_num_queries(1):
        places.claim(pool, Place(application=application), at=NOW)


def test_promotion_is_as_many_statements_for_one_as_for_many(django_assert_max_num_queries):
    pool = pool_of(1)
    for _ in range(9):
        join(pool)

    with django_assert_max_num_queries(7):
        promoted = places.resize(pool, Place, capacity=8, allowance=0, at=NOW)

    assert len(promoted) == 7
