"""A party that becomes smaller."""

import pytest

from core import places
from core.errors import Refused
from core.places import Status
from tests.core.pools import HOUR, NOW, join, pool_of, standing

pytestmark = pytest.mark.django_db


# -- Becoming fewer ------------------------------------------------------------------------------------------------


def test_shrink_frees_seats_for_the_next():
    pool = pool_of(3)
    large, second = join(pool, seats=3), join(pool, seats=2)

    place, promoted = places.shrink(large, 1, at=NOW)

    assert (place, promoted) == (large, [second])
    assert standing(pool) == [("offered", 1), ("offered", 2)]


def test_shrink_keeps_the_offer_and_its_deadline():
    place = join(pool_of(3), seats=3)

    smaller, _ = places.shrink(place, 2, at=NOW + HOUR)

    assert (smaller.status, smaller.offer_expires_at) == ("offered", place.offer_expires_at)


def test_shrink_keeps_the_turn_of_who_waits():
    pool = pool_of(2)
    join(pool, seats=2)
    waiting = join(pool, seats=2)

    place, promoted = places.shrink(waiting, 1, at=NOW)

    assert (place.position, promoted) == (waiting.position, [])
    assert standing(pool) == [("offered", 2), ("waiting", 1)]


def test_shrink_promotes_itself_where_it_fits_now():
    pool = pool_of(3)
    join(pool, seats=2)
    waiting = join(pool, seats=2)

    place, promoted = places.shrink(waiting, 1, at=NOW)

    assert place.status == "offered"
    assert promoted == [place]
    assert standing(pool) == [("offered", 2), ("offered", 1)]


def test_shrink_to_the_same_size_changes_nothing():
    pool = pool_of(3)
    place = join(pool, seats=2)

    smaller, promoted = places.shrink(place, 2, at=NOW)

    assert (smaller.seats, promoted) == (2, [])
    assert standing(pool) == [("offered", 2)]


@pytest.mark.parametrize("seats", [0, 3])
def test_shrink_refuses_to_grow_and_to_vanish(seats):
    place = join(pool_of(3), seats=2)

    with pytest.raises(Refused, match="can only become smaller"):
        places.shrink(place, seats, at=NOW)


def test_shrink_refuses_what_is_over():
    place = join(pool_of(3), seats=2)
    places.give_up(place, Status.DECLINED, at=NOW)

    with pytest.raises(Refused, match="is declined"):
        places.shrink(place, 1, at=NOW)
