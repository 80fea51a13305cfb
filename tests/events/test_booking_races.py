"""Many who book, change and cancel at the same moment, and the clock with them."""

import datetime as dt
import uuid
from functools import partial

import pytest
from django.db import transaction

from core.errors import Refused
from core.places import Status, claiming
from events import actions
from events.actions import Named
from events.models import Attendee, Booking
from notifications.models import Message
from tests.counting import miscounted
from tests.factories.events import BookingFactory, EventFactory
from tests.parallel import blocked, in_parallel

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = dt.timedelta(hours=1)


def pool_of(seats, **fields):
    return EventFactory(seats=seats, **fields).pools.get()


def book(pool, email, *, seats=1, key=None):
    return actions.book(
        pool,
        name="Somebody",
        email=email,
        attendees=[Named("Somebody")] * seats,
        request_key=key or uuid.uuid4(),
        at=pool.event.made_at,
    )


def assert_true(pool):
    """Counters are the rows, nobody is oversold, turns have no gap, and each seat has a person to sit on it."""
    pool.refresh_from_db()
    assert not miscounted(pool, Booking)
    assert pool.taken <= pool.limit
    positions = list(pool.places.order_by("position").values_list("position", flat=True))
    assert positions == list(range(1, len(positions) + 1))
    for booking in pool.places.live():
        assert booking.attendees.count() == booking.seats


def test_the_last_seat_goes_to_one_of_two():
    pool = pool_of(1)

    outcomes = in_parallel(partial(book, pool, email) for email in ("one@example.org", "two@example.org"))

    assert sorted(booking.status for booking in outcomes) == [Status.CONFIRMED, Status.WAITING]
    assert_true(pool)


def test_many_parties_never_oversell():
    pool = pool_of(10)

    in_parallel([partial(book, pool, f"p{n}@example.org", seats=1 + n % 3) for n in range(24)], clients=12)

    assert pool.places.count() == 24
    assert_true(pool)


def test_without_its_guard_the_engine_would_oversell(monkeypatch):
    """The control: the same crowd, and the counter no longer asked. A race that cannot be lost proves nothing."""
    pool = pool_of(10, seats__allowance=100)
    monkeypatch.setattr(claiming, "FITS", "(TRUE OR %(seats)s = %(seats)s OR %(passes)s)")

    in_parallel([partial(book, pool, f"p{n}@example.org") for n in range(24)], clients=12)

    pool.refresh_from_db()
    assert pool.taken > pool.capacity


def test_one_press_sent_many_times_is_one_booking():
    pool, key = pool_of(40), uuid.uuid4()

    outcomes = in_parallel([partial(book, pool, "one@example.org", key=key)] * 8)

    assert len({booking.pk for booking in outcomes}) == 1
    assert Message.objects.count() == 1
    assert_true(pool)


def test_one_address_from_two_browsers_is_one_booking():
    pool = pool_of(40)

    outcomes = in_parallel([partial(book, pool, "one@example.org")] * 6, may_raise=(actions.BookedAlready,))

    assert sum(isinstance(outcome, Booking) for outcome in outcomes) == 1
    assert_true(pool)


def test_a_storm_of_cancellations_offers_each_seat_once():
    pool = pool_of(8)
    booked = [BookingFactory(event=pool.event) for _ in range(8)]
    waiting = [BookingFactory(event=pool.event) for _ in range(8)]
    at = pool.event.made_at

    in_parallel([partial(actions.cancel_booking, booking, at=at) for booking in booked * 2], clients=8)

    assert {Booking.objects.get(pk=booking.pk).status for booking in waiting} == {Status.OFFERED}
    letters = Message.objects.filter(template="events/email/booking_offered")
    assert letters.count() == len({letter.to for letter in letters}) == 8
    assert_true(pool)


def test_becoming_fewer_while_others_book():
    pool = pool_of(6)
    party = BookingFactory(event=pool.event, names=["Ada", "Bo", "Cy"])
    out = list(party.attendees.exclude(name="Ada").values_list("uuid", flat=True))
    fewer = partial(actions.reduce_party, party, without=out, at=pool.event.made_at)

    in_parallel([fewer, fewer, *[partial(book, pool, f"p{n}@example.org", seats=2) for n in range(4)]])

    party.refresh_from_db()
    assert party.seats == 1
    assert Attendee.objects.filter(booking=party).count() == 1
    assert_true(pool)


def test_two_people_taken_out_at_once_leave_one():
    party = BookingFactory(names=["Ada", "Bo", "Cy"])
    ones = [partial(actions.reduce_party, party, without=[p.uuid], at=party.joined_at) for p in party.attendees.all()]

    outcomes = in_parallel(ones, may_raise=(Refused,))

    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    assert Booking.objects.get().seats == 1
    assert_true(party.pool)


def test_an_offer_is_taken_or_runs_out_and_never_both():
    pool = pool_of(1)
    first, second, third = (BookingFactory(event=pool.event) for _ in range(3))
    actions.cancel_booking(first, at=pool.event.made_at)
    second.refresh_from_db()
    taken = partial(actions.accept_offer, second, at=second.offer_expires_at - HOUR)
    expired = partial(actions.expire_offers, at=second.offer_expires_at)

    in_parallel([taken, expired, expired], may_raise=(Refused,))

    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.status, third.status) in [
        (Status.CONFIRMED, Status.WAITING),
        (Status.EXPIRED, Status.OFFERED),
    ]
    assert_true(pool)


def test_more_seats_while_people_leave_and_book():
    pool = pool_of(4)
    booked = [BookingFactory(event=pool.event) for _ in range(4)]
    first = [BookingFactory(event=pool.event).pk for _ in range(6)]
    at = pool.event.made_at

    in_parallel(
        [
            *[partial(actions.cancel_booking, booking, at=at) for booking in booked],
            partial(actions.resize_pool, pool, capacity=7, allowance=0, at=at),
            *[partial(book, pool, f"late{n}@example.org") for n in range(3)],
        ]
    )

    assert pool.places.offered().filter(pk__in=first).count() == 6
    # The seventh seat is booked, or offered where its party had to wait a moment for it.
    assert (pool.places.seated().count(), pool.places.waiting().count()) == (7, 2)
    assert_true(pool)


def test_two_clocks_tell_each_of_them_once():
    pool = pool_of(2)
    for _ in range(6):
        BookingFactory(event=pool.event)
    actions.resize_pool(pool, capacity=4, allowance=0, at=pool.event.made_at)
    at = pool.event.starts_at

    in_parallel([partial(clock, at=at) for clock in (actions.expire_offers, actions.close_waiting_lists) * 2])

    letters = Message.objects.exclude(template="events/email/booking_offered")
    assert letters.filter(template="events/email/booking_expired").count() == 2
    assert letters.filter(template="events/email/booking_queue_closed").count() == 2
    assert_true(pool)


@pytest.mark.parametrize("let_smaller_pass", [False, True])
def test_a_way_to_come_that_was_dropped_in_the_meantime_is_refused_in_words(let_smaller_pass):
    event = EventFactory(online=True)
    event.pools.update(let_smaller_pass=let_smaller_pass)
    online = event.pools.get(mode="online")
    actions.change(event, online=False, by=None, at=event.made_at)

    with pytest.raises(Refused, match="There are no places to give here any more"):
        book(online, "one@example.org")

    assert not event.bookings.exists()


def test_a_party_that_is_too_large_since_it_pressed_is_refused():
    pool = pool_of(10)
    with transaction.atomic():
        actions.change(pool.event, party_limit=1, by=None, at=pool.event.made_at)
        waiting = blocked(partial(book, pool, "one@example.org", seats=2))

    with pytest.raises(Refused, match="One booking can have 1 place at most"):
        waiting.result(timeout=60)

    assert_true(pool)
    assert pool.taken == 0


@pytest.mark.parametrize(
    ("clock", "before_the_start"),
    [(actions.expire_offers, HOUR), (actions.fill_free_seats, HOUR), (actions.close_waiting_lists, 0 * HOUR)],
)
def test_the_clock_leaves_the_bookings_of_an_event_alone_that_is_called_off_at_that_moment(clock, before_the_start):
    pool = pool_of(1, offer_hours=1)
    first, second, third = (BookingFactory(event=pool.event) for _ in range(3))
    actions.cancel_booking(first, at=pool.event.made_at)
    # A seat more is free than what the clock has offered so far.
    type(pool).objects.filter(pk=pool.pk).update(capacity=2)
    letters, at = Message.objects.count(), pool.event.starts_at - before_the_start

    with transaction.atomic():
        actions.cancel(pool.event, why="A flood", by=None, at=at)
        waiting = blocked(partial(clock, at=at))

    assert waiting.result(timeout=60) == 0
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.status, third.status) == (Status.OFFERED, Status.WAITING)
    assert Message.objects.count() == letters
