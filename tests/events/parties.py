"""Parties that book, for the tests of bookings."""

import datetime as dt
import uuid

from events import actions
from events.actions import Named
from events.models import Booking
from tests.counting import miscounted
from tests.factories.events import EventFactory

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def pool_of(seats=40, **fields):
    return EventFactory(seats=seats, **fields).pools.get()


def book(pool, *names, email="ada@acme.example", at=None, **fields):
    given = {"name": "Ada Booker", "email": email, "request_key": uuid.uuid4(), **fields}
    people = [name if isinstance(name, Named) else Named(name) for name in names or ["Ada Booker"]]
    return actions.book(pool, attendees=people, at=at or pool.event.made_at, **given)


def counted(pool):
    """Seats taken and parties waiting, the counters being true."""
    pool.refresh_from_db()
    assert not miscounted(pool, Booking)
    return pool.taken, pool.waiting
