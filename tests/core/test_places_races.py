"""Many at once, on connections of their own. A race that cannot be lost proves nothing: see the negative controls."""

from functools import partial
from itertools import count

import pytest
from django.db import IntegrityError, connection, transaction

from core import places
from core.errors import Refused
from core.places import Status, claiming
from returners.models import Place
from tests.core.pools import NOW, pool_of
from tests.counting import miscounted
from tests.factories.returners import PlaceFactory, many_applications
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 32


def crowd(pool, number):
    """That many people who are about to claim a place."""
    return [partial(claim, pool, application) for application in many_applications(pool.cohort, number)]


@transaction.atomic
def claim(pool, application, **kwargs):
    return places.claim(pool, Place(application=application), at=NOW, **kwargs)


@transaction.atomic
def confirm(place):
    return places.confirm(place, at=NOW)


@transaction.atomic
def give_up(place, status):
    return places.give_up(place, status, at=NOW)


@transaction.atomic
def expire(pool, at):
    return places.expire(pool, Place, at=at)


@transaction.atomic
def resize(pool, capacity):
    return places.resize(pool, Place, capacity=capacity, allowance=0, at=NOW)


def assert_in_order(pool):
    """Counters are the rows, turns run on, and nobody waits beside a free seat or before somebody seated."""
    pool.refresh_from_db()
    rows = list(pool.places.order_by("position").values_list("position", "joined_at", "status"))
    assert not miscounted(pool, Place)
    assert pool.taken <= pool.limit
    assert [position for position, _, _ in rows] == list(range(1, len(rows) + 1))
    assert [at for _, at, _ in rows] == sorted(at for _, at, _ in rows)
    assert not pool.waiting or pool.free == 0
    live = [status == Status.WAITING for _, _, status in rows if status in places.LIVE]
    assert live == sorted(live)


def test_claims_of_rivals_fill_the_seats_and_then_the_queue():
    pool = pool_of(10)

    in_parallel(crowd(pool, CLIENTS))

    assert pool.places.offered().count() == 10
    assert pool.places.waiting().count() == CLIENTS - 10
    assert_in_order(pool)


def test_claims_of_rivals_stop_at_the_end_of_the_waiting_list():
    pool = pool_of(10, waiting_limit=5)

    outcomes = in_parallel(crowd(pool, CLIENTS), may_raise=(Refused,))

    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == CLIENTS - 15
    assert_in_order(pool)


def test_claims_ahead_and_in_turn_never_oversell():
    pool = pool_of(10, let_smaller_pass=True)
    applications = many_applications(pool.cohort, CLIENTS)

    in_parallel(partial(claim, pool, application, ahead=n % 3 == 0) for n, application in enumerate(applications))

    assert pool.places.seated().count() == 10
    pool.refresh_from_db()
    assert (pool.taken, pool.waiting) == (10, CLIENTS - 10)


def test_claim_twice_gives_one_place():
    pool = pool_of(10)
    (application,) = many_applications(pool.cohort, 1)

    outcomes = in_parallel([partial(claim, pool, application) for _ in range(8)], may_raise=(IntegrityError,))

    assert sum(isinstance(outcome, Place) for outcome in outcomes) == 1
    assert_in_order(pool)


def test_an_offer_ends_in_one_way_only():
    pool = pool_of(1)
    offer, *_ = [PlaceFactory(pool=pool, at=NOW) for _ in range(8)]
    moves = [
        partial(confirm, offer),
        partial(give_up, offer, Status.DECLINED),
        partial(give_up, offer, Status.EXPIRED),
        partial(give_up, offer, Status.CANCELLED),
    ]

    in_parallel(moves * 4, may_raise=(Refused,))

    # Who confirmed may still have cancelled; the seat moved on once at most.
    offer.refresh_from_db()
    seated = pool.places.seated().get()
    assert seated.position == (1 if offer.status == Status.CONFIRMED else 2)
    assert_in_order(pool)


def test_expire_and_confirm_of_the_same_offers_share_them_out():
    pool = pool_of(8)
    offers = [PlaceFactory(pool=pool, at=NOW) for _ in range(16)][:8]
    late = offers[0].offer_expires_at

    outcomes = in_parallel(
        [partial(confirm, offer) for offer in offers] + [partial(expire, pool, late)] * 4, may_raise=(Refused,)
    )

    confirmed = sum(isinstance(outcome, Place) for outcome in outcomes)
    assert pool.places.confirmed().count() == confirmed
    assert pool.places.filter(status=Status.EXPIRED).count() == 8 - confirmed
    assert pool.places.offered().count() == 8 - confirmed
    assert_in_order(pool)


def test_storms_over_two_pools_in_opposite_order_do_not_deadlock():
    pools = [pool_of(8), pool_of(8)]
    held = [[PlaceFactory(pool=pool, at=NOW) for _ in range(24)][:8] for pool in pools]

    outcomes = in_parallel(
        partial(give_up, held[(number + turn) % 2][number], Status.CANCELLED)
        for number in range(8)
        for turn in range(2)
    )

    promoted = [place for _, places_ in outcomes for place in places_]
    assert len(promoted) == len({place.pk for place in promoted}) == 16
    for pool in pools:
        assert_in_order(pool)


def test_claims_while_capacity_grows_leave_nobody_beside_a_free_seat():
    pool = pool_of(2)

    in_parallel(
        crowd(pool, 24) + [partial(resize, pool, capacity) for capacity in (4, 8, 12, 16, 16, 16, 16, 16)],
        may_raise=(Refused,),
    )

    assert_in_order(pool)


def test_claims_while_seats_are_freed_leave_nobody_beside_a_free_seat():
    pool = pool_of(12)
    held = [PlaceFactory(pool=pool, at=NOW) for _ in range(12)]

    in_parallel(
        [
            move
            for pair in zip(crowd(pool, 12), (partial(give_up, place, Status.DECLINED) for place in held), strict=True)
            for move in pair
        ]
    )

    assert pool.places.seated().count() == 12
    assert_in_order(pool)


def test_whoever_cancels_and_joins_again_at_once_goes_to_the_end():
    pool = pool_of(4)
    held = [PlaceFactory(pool=pool, at=NOW) for _ in range(16)]

    def leave_and_return(place):
        with transaction.atomic():
            places.give_up(place, Status.CANCELLED, at=NOW)
            return places.claim(pool, Place(application=place.application), at=NOW)

    in_parallel(partial(leave_and_return, place) for place in held)

    assert pool.places.live().count() == 16
    assert_in_order(pool)


# -- Negative controls: with the guard taken out, the same races are lost ------------------------------------------


@pytest.fixture
def unguarded():
    """The pool's table without the check constraint that stands behind the counter."""
    name, table = "cohorts_pool_never_oversold", connection.ops.quote_name("cohorts_pool")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [name])
        (definition,) = cursor.fetchone()
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM returners_place")
        cursor.execute("UPDATE cohorts_pool SET taken = 0")
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


def read_then_write(pool, application):
    """What the engine must not do: look whether there is room, then take it."""
    with transaction.atomic():
        pool = type(pool).objects.get(pk=pool.pk)
        fits = pool.free > 0
        position = next(turns)
        status = Status.CONFIRMED if fits else Status.WAITING
        type(pool).objects.filter(pk=pool.pk).update(taken=pool.taken + fits)
        return Place.objects.create(pool=pool, application=application, status=status, position=position, joined_at=NOW)


turns = count(1)


@pytest.mark.usefixtures("unguarded")
def test_read_then_write_would_oversell():
    pool = pool_of(10)

    in_parallel(partial(read_then_write, pool, application) for application in many_applications(pool.cohort, CLIENTS))

    assert pool.places.seated().count() > 10


@pytest.mark.usefixtures("unguarded")
def test_claims_without_the_condition_would_oversell(monkeypatch):
    monkeypatch.setattr(claiming, "FITS", "(TRUE OR %(passes)s)")
    pool = pool_of(10)

    in_parallel(crowd(pool, CLIENTS))

    assert pool.places.seated().count() == CLIENTS


def test_claims_without_the_condition_are_stopped_by_the_constraint(monkeypatch):
    monkeypatch.setattr(claiming, "FITS", "(TRUE OR %(passes)s)")
    pool = pool_of(10)

    outcomes = in_parallel(crowd(pool, CLIENTS), may_raise=(IntegrityError,))

    assert sum(isinstance(outcome, IntegrityError) for outcome in outcomes) == CLIENTS - 10
    assert_in_order(pool)


# -- By hand (make torture) ----------------------------------------------------------------------------------------


@pytest.mark.torture
def test_ten_thousand_claims_from_64_clients_for_40_seats():
    pool = pool_of(40)

    in_parallel(crowd(pool, 10_000), clients=64)

    assert pool.places.offered().count() == 40
    assert pool.places.waiting().count() == 9_960
    assert_in_order(pool)


@pytest.mark.torture
def test_two_hundred_pools_of_one_place_with_ten_clients_each():
    pools = [pool_of(1) for _ in range(200)]
    claims = [crowd(pool, 10) for pool in pools]

    in_parallel((claim for round_ in zip(*claims, strict=True) for claim in round_), clients=64)

    for pool in pools:
        assert pool.places.seated().count() == 1
        assert_in_order(pool)


@pytest.mark.torture
@pytest.mark.usefixtures("unguarded")
def test_two_hundred_pools_would_be_oversold_without_the_guard():
    pools = [pool_of(1) for _ in range(200)]
    claims = [
        [partial(read_then_write, pool, application) for application in many_applications(pool.cohort, 10)]
        for pool in pools
    ]

    in_parallel((claim for of_pool in claims for claim in of_pool), clients=64)

    assert any(pool.places.seated().count() > 1 for pool in pools)


@pytest.mark.torture
def test_long_storms_over_two_pools_in_opposite_order():
    pools = [pool_of(20), pool_of(20)]
    applications = [many_applications(pool.cohort, 300) for pool in pools]

    def storm(number):
        """Join both pools, in one order or the other, and leave them in the opposite one."""
        order = (0, 1) if number % 2 else (1, 0)
        joined = [claim(pools[side], applications[side][number]) for side in order]
        for place in reversed(joined):
            give_up(place, Status.CANCELLED)

    in_parallel((partial(storm, number) for number in range(300)), clients=64)

    for pool in pools:
        assert_in_order(pool)
        assert pool.taken == pool.waiting == 0
