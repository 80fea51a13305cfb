"""Places that somebody has yet to decide on: they take their turn, and their seat is held and never offered."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from core import places
from core.calendar import end_of_uk_day
from core.errors import Refused
from core.places import Status
from returners.models import Place
from tests.core.pools import DAY, HOUR, NOW, join, statuses
from tests.factories.cohorts import CohortFactory, PoolFactory

pytestmark = pytest.mark.django_db

PROMISED = dt.datetime(2026, 3, 10, tzinfo=dt.UTC)
LATE = PROMISED + HOUR


def pool_of(capacity, **settings):
    return PoolFactory(cohort=CohortFactory(now=NOW, pool=None, review_days=5), capacity=capacity, **settings)


def pending(pool, **fields):
    return join(pool, **{"pending_until": PROMISED, **fields})


def test_claim_holds_a_free_seat_for_a_pending_place_up_to_the_promised_day():
    pool = pool_of(1)

    place = pending(pool)
    join(pool)

    place.refresh_from_db()
    assert (place.status, place.pending_until, place.offered_at, place.offer_expires_at) == (
        "held",
        PROMISED,
        None,
        None,
    )
    assert statuses(pool) == ["held", "waiting"]
    assert (pool.taken, pool.waiting) == (1, 1)


def test_claim_lets_a_pending_place_wait_in_turn():
    pool = pool_of(1)
    join(pool)

    first, second = pending(pool), join(pool)

    assert statuses(pool) == ["offered", "waiting", "waiting"]
    assert (first.parties_ahead(), second.parties_ahead()) == (0, 1)


def test_claim_holds_no_seat_past_the_last_joining_instant():
    pool = pool_of(1)

    place = pending(pool, pending_until=NOW + 90 * DAY)

    assert place.pending_until == pool.last_joining_at


def test_promotion_holds_the_seat_of_a_pending_place_in_strict_order():
    pool = pool_of(1)
    holder = join(pool)
    pending(pool)
    join(pool)

    _, promoted = places.give_up(holder, Status.DECLINED, at=NOW + DAY)

    assert [(place.status, place.pending_until) for place in promoted] == [("held", PROMISED)]
    assert statuses(pool) == ["declined", "held", "waiting"]


def test_promotion_after_the_promised_day_gives_as_long_again():
    """Nobody loses their turn because somebody else was late to decide."""
    pool = pool_of(1)
    holder = join(pool)
    place = pending(pool)

    places.give_up(holder, Status.DECLINED, at=LATE)

    place.refresh_from_db()
    assert place.status == Status.HELD
    assert place.pending_until == end_of_uk_day(dt.date(2026, 3, 17))


def test_promotion_as_confirmed_still_holds_what_is_pending():
    pool = pool_of(1, freed_as_offer=False)
    holder = join(pool)
    pending(pool)

    places.give_up(holder, Status.DECLINED, at=NOW)

    assert statuses(pool) == ["declined", "held"]


def test_settle_offers_a_held_seat_with_a_deadline_of_its_own():
    pool = pool_of(1)
    place = pending(pool)

    settled = places.settle(place, at=NOW + DAY)

    assert (settled.status, settled.pending_until, settled.offered_at) == ("offered", None, NOW + DAY)
    assert settled.offer_expires_at == end_of_uk_day(dt.date(2026, 3, 10))
    assert statuses(pool) == ["offered"]


def test_settle_leaves_who_waits_where_they_are():
    pool = pool_of(1)
    holder, place, last = join(pool), pending(pool), join(pool)

    places.settle(place, at=NOW)
    _, promoted = places.give_up(holder, Status.DECLINED, at=NOW)

    assert promoted == [place]
    assert statuses(pool) == ["declined", "offered", "waiting"]
    assert last.parties_ahead() == 0


def test_settle_after_the_deadline_keeps_a_seat_that_nobody_else_was_promised():
    pool = pool_of(1)
    place = pending(pool)

    settled = places.settle(place, at=LATE)

    assert settled.status == Status.OFFERED
    assert places.release(pool, Place, at=LATE) == ([], [])


@pytest.mark.parametrize("closed", [False, True])
def test_settle_of_what_is_not_pending_is_refused(closed):
    place = pending(pool_of(1)) if closed else join(pool_of(1))
    if closed:
        places.give_up(place, Status.CANCELLED, at=NOW)

    with pytest.raises(Refused, match="Nothing is to be decided"):
        places.settle(place, at=NOW)


def test_release_gives_a_seat_held_for_too_long_to_the_next_in_turn():
    pool = pool_of(1)
    place, following = pending(pool), join(pool)

    early = places.release(pool, Place, at=PROMISED - HOUR)
    released, promoted = places.release(pool, Place, at=PROMISED)

    assert early == ([], [])
    assert (released, promoted) == ([place], [following])
    assert statuses(pool) == ["released", "offered"]
    assert released[0].closed_at == PROMISED


def test_release_in_batches():
    pool = pool_of(3)
    for _ in range(3):
        pending(pool)

    released, _ = places.release(pool, Place, at=LATE, most=2)

    assert len(released) == 2
    assert statuses(pool) == ["released", "released", "held"]


def test_expire_lets_held_seats_be():
    pool = pool_of(1)
    pending(pool)

    expired, _ = places.expire(pool, Place, at=NOW + 30 * DAY)

    assert expired == []
    assert statuses(pool) == ["held"]


@pytest.mark.parametrize("status", [Status.DECLINED, Status.EXPIRED])
def test_give_up_of_a_held_seat_is_a_cancellation_and_nothing_else(status):
    pool = pool_of(1)
    place = pending(pool)

    with pytest.raises(Refused, match="place that is held cannot become"):
        places.give_up(place, status, at=NOW)

    assert statuses(pool) == ["held"]


def test_confirm_of_a_held_seat_is_refused():
    place = pending(pool_of(1))

    with pytest.raises(Refused, match="no offer to accept: this place is held"):
        places.confirm(place, at=NOW)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"pending_until": None}, "hold_has_deadline"),
        ({"status": "offered", "offer_expires_at": LATE}, "pending_not_promised"),
        ({"status": "confirmed"}, "pending_not_promised"),
        ({"closed_at": NOW}, "closed_at_once_over"),
        ({"status": "released"}, "closed_at_once_over"),
    ],
)
def test_the_database_refuses_a_held_place_that_cannot_be(change, constraint):
    place = pending(pool_of(1))

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Place.objects.filter(pk=place.pk).update(**change)


def test_the_database_refuses_a_second_live_place_beside_a_held_one():
    pool = pool_of(2)
    place = pending(pool)

    with pytest.raises(IntegrityError, match="one_live_place"), transaction.atomic():
        join(pool, application=place.application)
