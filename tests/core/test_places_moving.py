"""The engine once places are given: taken up, given up, run out, more of them or fewer."""

import datetime as dt

import pytest

from core import places
from core.errors import Refused
from core.places import Status
from returners.models import Place
from tests.core.pools import DAY, HOUR, NOW, join, pool_of, standing, statuses

pytestmark = pytest.mark.django_db


# -- Taking up an offer --------------------------------------------------------------------------------------------


def test_confirm_keeps_the_seat():
    pool = pool_of(1)
    place = join(pool)

    confirmed = places.confirm(place, at=NOW + HOUR)

    assert confirmed.status == "confirmed"
    assert statuses(pool) == ["confirmed"]
    assert pool.taken == 1


def test_confirm_twice_answers_the_same():
    place = join(pool_of(1))

    first = places.confirm(place, at=NOW)
    second = places.confirm(place, at=NOW)

    assert (first, first.status) == (second, second.status)


def test_confirm_to_the_microsecond():
    pool = pool_of(2)
    in_time, late = join(pool), join(pool)

    places.confirm(in_time, at=in_time.offer_expires_at - dt.timedelta(microseconds=1))
    with pytest.raises(Refused, match="run out"):
        places.confirm(late, at=late.offer_expires_at)

    assert statuses(pool) == ["confirmed", "offered"]


def test_confirm_refuses_someone_who_waits():
    pool = pool_of(1)
    join(pool)
    waiting = join(pool)

    with pytest.raises(Refused, match="this place is waiting"):
        places.confirm(waiting, at=NOW)

    assert statuses(pool) == ["offered", "waiting"]


@pytest.mark.parametrize("status", [Status.DECLINED, Status.EXPIRED, Status.CANCELLED])
def test_confirm_refuses_what_is_closed_for_good(status):
    pool = pool_of(1)
    place = join(pool)
    places.give_up(place, status, at=NOW)

    with pytest.raises(Refused, match="There is no offer to accept"):
        places.confirm(place, at=NOW)

    assert statuses(pool) == [status]
    assert pool.taken == 0


def test_confirm_believes_the_database_and_not_the_object():
    pool = pool_of(1)
    stale = join(pool)
    places.give_up(Place.objects.get(pk=stale.pk), Status.DECLINED, at=NOW)

    with pytest.raises(Refused):
        places.confirm(stale, at=NOW)

    assert stale.status == "offered"
    assert statuses(pool) == ["declined"]


# -- Giving up -----------------------------------------------------------------------------------------------------


def test_give_up_offers_the_seat_to_the_next_with_a_deadline_of_their_own():
    pool = pool_of(1)
    first, second, _ = join(pool), join(pool), join(pool)

    closed, promoted = places.give_up(first, Status.DECLINED, at=NOW + 2 * DAY)

    assert (closed.status, closed.closed_at) == ("declined", NOW + 2 * DAY)
    assert promoted == [second]
    assert (promoted[0].status, promoted[0].offered_at) == ("offered", NOW + 2 * DAY)
    assert promoted[0].offer_expires_at == dt.datetime(2026, 3, 12, tzinfo=dt.UTC)
    assert statuses(pool) == ["declined", "offered", "waiting"]


def test_give_up_gives_the_seat_outright_where_the_pool_says_so():
    pool = pool_of(1, freed_as_offer=False)
    first, second = join(pool), join(pool)

    _, promoted = places.give_up(first, Status.CANCELLED, at=NOW)

    assert promoted == [second]
    assert (promoted[0].status, promoted[0].offer_expires_at) == ("confirmed", None)
    assert statuses(pool) == ["cancelled", "confirmed"]


def test_give_up_of_a_large_party_makes_room_for_several():
    pool = pool_of(3)
    large = join(pool, seats=3)
    others = [join(pool, seats=2), join(pool), join(pool)]

    _, promoted = places.give_up(large, Status.CANCELLED, at=NOW)

    assert promoted == others[:2]
    assert statuses(pool) == ["cancelled", "offered", "offered", "waiting"]


def test_give_up_waits_for_enough_seats_for_the_first_party():
    pool = pool_of(2)
    first, _ = join(pool), join(pool)
    join(pool, seats=2)
    join(pool)

    _, promoted = places.give_up(first, Status.DECLINED, at=NOW)

    assert promoted == []
    assert pool.places.waiting().count() == 2


def test_give_up_lets_the_next_that_fits_pass_where_the_pool_allows_it():
    pool = pool_of(2, let_smaller_pass=True)
    first, _ = join(pool), join(pool)
    join(pool, seats=2)
    single = join(pool)

    _, promoted = places.give_up(first, Status.DECLINED, at=NOW)

    assert promoted == [single]


def test_give_up_of_a_large_party_that_waits_lets_the_next_in():
    pool = pool_of(4)
    join(pool, seats=3)
    large, single = join(pool, seats=2), join(pool)

    _, promoted = places.give_up(large, Status.CANCELLED, at=NOW)

    assert promoted == [single]
    assert standing(pool) == [("offered", 3), ("cancelled", 2), ("offered", 1)]


def test_whoever_cancelled_can_join_again_at_the_end():
    pool = pool_of(1)
    join(pool)
    leaver, stayer = join(pool), join(pool)
    places.give_up(leaver, Status.CANCELLED, at=NOW)

    again = join(pool, application=leaver.application)

    assert again.position == 4
    assert [stayer.parties_ahead(), again.parties_ahead()] == [0, 1]


@pytest.mark.parametrize("status", [Status.DECLINED, Status.EXPIRED])
def test_give_up_refuses_to_decline_or_expire_what_was_not_offered(status):
    pool = pool_of(1)
    join(pool, confirmed=True)
    waiting = join(pool)

    with pytest.raises(Refused, match="A place that is waiting cannot become"):
        places.give_up(waiting, status, at=NOW)
    with pytest.raises(Refused, match="A place that is confirmed cannot become"):
        places.give_up(pool.places.confirmed().get(), status, at=NOW)

    assert statuses(pool) == ["confirmed", "waiting"]


def test_give_up_twice_frees_one_seat():
    pool = pool_of(1)
    first, _, _ = join(pool), join(pool), join(pool)
    places.give_up(first, Status.CANCELLED, at=NOW)

    with pytest.raises(Refused):
        places.give_up(first, Status.CANCELLED, at=NOW)

    assert statuses(pool) == ["cancelled", "offered", "waiting"]


# -- The clock -----------------------------------------------------------------------------------------------------


def test_expire_closes_offers_that_ran_out_and_promotes_as_many():
    pool = pool_of(3)
    first, second = join(pool), join(pool)
    kept = join(pool, confirmed=True)
    waiting = [join(pool) for _ in range(3)]

    expired, promoted = places.expire(pool, Place, at=first.offer_expires_at)

    assert expired == [first, second]
    assert promoted == waiting[:2]
    assert kept.status == "confirmed"
    assert statuses(pool) == ["expired", "expired", "confirmed", "offered", "offered", "waiting"]


def test_expire_leaves_offers_that_stand():
    pool = pool_of(1)
    place = join(pool)

    expired, promoted = places.expire(pool, Place, at=place.offer_expires_at - dt.timedelta(microseconds=1))

    assert (expired, promoted) == ([], [])
    assert statuses(pool) == ["offered"]


def test_no_deadline_falls_after_the_last_joining_instant():
    pool = pool_of(1)
    last = pool.cohort.last_joining_at
    first, _ = join(pool, at=last - 9 * DAY), join(pool, at=last - 9 * DAY)

    _, promoted = places.give_up(first, Status.DECLINED, at=last - HOUR)

    assert promoted[0].offer_expires_at == last


def test_nobody_is_promoted_from_the_last_joining_instant_on():
    pool = pool_of(1)
    first, _ = join(pool), join(pool)

    _, promoted = places.give_up(first, Status.CANCELLED, at=pool.cohort.last_joining_at)

    assert promoted == []
    assert statuses(pool) == ["cancelled", "waiting"]


def test_close_queue_cancels_those_who_still_wait_a_few_at_a_time():
    pool = pool_of(1)
    join(pool, confirmed=True)
    waiting = [join(pool) for _ in range(3)]
    last = pool.cohort.last_joining_at

    batches = [places.close_queue(pool, Place, at=last, most=2) for _ in range(3)]

    assert batches == [waiting[:2], waiting[2:], []]
    assert statuses(pool) == ["confirmed", "cancelled", "cancelled", "cancelled"]


def test_close_queue_does_nothing_before_the_last_joining_instant():
    pool = pool_of(1)
    join(pool)
    join(pool)

    closed = places.close_queue(pool, Place, at=pool.cohort.last_joining_at - HOUR, most=10)

    assert closed == []
    assert statuses(pool) == ["offered", "waiting"]


# -- The number of seats -------------------------------------------------------------------------------------------


def test_resize_upwards_promotes_in_turn():
    pool = pool_of(1)
    join(pool)
    waiting = [join(pool) for _ in range(3)]

    promoted = places.resize(pool, Place, capacity=2, allowance=1, at=NOW)

    assert promoted == waiting[:2]
    assert statuses(pool) == ["offered", "offered", "offered", "waiting"]


def test_resize_below_what_is_taken_is_refused_with_the_figure():
    pool = pool_of(3)
    for _ in range(3):
        join(pool)

    with pytest.raises(Refused, match="3 places are taken already"):
        places.resize(pool, Place, capacity=2, allowance=0, at=NOW)

    pool.refresh_from_db()
    assert pool.capacity == 3


def test_resize_down_to_what_is_taken_closes_the_door():
    pool = pool_of(3)
    join(pool)

    places.resize(pool, Place, capacity=1, allowance=0, at=NOW)
    late = join(Place.objects.get().pool)

    assert late.status == "waiting"


def test_promote_believes_the_database_and_not_the_object():
    pool = pool_of(2)
    stale = type(pool).objects.get(pk=pool.pk)
    join(pool, seats=2)
    join(pool)
    stale.waiting = 1

    promoted = places.promote(stale, Place, at=NOW)

    assert promoted == []
    assert statuses(pool) == ["offered", "waiting"]


def test_promote_lets_in_whoever_a_new_setting_lets_pass():
    pool = pool_of(4)
    join(pool, seats=3)
    join(pool, seats=2)
    single = join(pool)
    type(pool).objects.filter(pk=pool.pk).update(let_smaller_pass=True)

    promoted = places.promote(pool, Place, at=NOW)

    assert promoted == [single]
