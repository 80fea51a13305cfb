"""What the clock and the staff do to the seats of an event."""

import datetime as dt

import pytest

from core import places
from core.errors import Refused
from core.places import Status
from events import actions
from events.models import Booking, Event
from tests.counting import miscounted
from tests.events.letters import letters_of, newest_letter
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.events import BookingFactory, EventFactory

pytestmark = pytest.mark.django_db

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def room(seats, parties, **fields):
    """A pool with so many bookings of one seat each, in turn."""
    event = EventFactory(seats=seats, **fields)
    return event.pools.get(), [BookingFactory(event=event, at=event.made_at) for _ in range(parties)]


def statuses(pool):
    pool.refresh_from_db()
    assert not miscounted(pool, Booking)
    return list(pool.places.order_by("position").values_list("status", flat=True))


def test_an_offer_that_ran_out_goes_to_the_next():
    pool, (first, second, third) = room(1, 3)
    actions.cancel_booking(first, at=pool.event.made_at)
    second.refresh_from_db()

    assert actions.expire_offers(at=second.offer_expires_at - HOUR) == 0
    assert actions.expire_offers(at=second.offer_expires_at) == 1
    assert actions.expire_offers(at=second.offer_expires_at) == 0

    assert statuses(pool) == [Status.CANCELLED, Status.EXPIRED, Status.OFFERED]
    assert "Your offer has run out" in newest_letter(second).subject
    assert letters_of(third) == ["booking_offered"]


def test_an_offer_stands_for_the_hours_of_the_event_and_never_beyond_its_start():
    pool, (first, second) = room(1, 2, offer_hours=48)
    actions.cancel_booking(first, at=pool.event.starts_at - DAY)

    second.refresh_from_db()
    assert second.offer_expires_at == pool.event.starts_at


def test_an_offer_that_ends_with_the_start_asks_nobody_to_book_again():
    pool, (first, second) = room(1, 2)
    actions.cancel_booking(first, at=pool.event.starts_at - HOUR)

    actions.expire_offers(at=pool.event.starts_at)

    assert "book again" not in newest_letter(second).text
    assert "which events come next" in newest_letter(second).text


def test_free_seats_are_filled_by_the_clock():
    pool, _ = room(1, 3)
    type(pool).objects.filter(pk=pool.pk).update(capacity=2)

    assert actions.fill_free_seats(at=pool.event.made_at) == 1

    assert statuses(pool) == [Status.CONFIRMED, Status.OFFERED, Status.WAITING]


def test_seats_are_filled_in_batches(monkeypatch):
    monkeypatch.setattr("events.actions.offering.BATCH", 2)
    pool, _ = room(0, 0)
    type(pool).objects.filter(pk=pool.pk).update(capacity=1)
    pool.refresh_from_db()
    for _ in range(6):
        BookingFactory(event=pool.event)
    actions.resize_pool(pool, capacity=6, allowance=0, at=pool.event.made_at)

    assert statuses(pool).count(Status.OFFERED) == 2

    actions.fill_free_seats(at=pool.event.made_at)
    assert statuses(pool) == [Status.CONFIRMED] + [Status.OFFERED] * 5


def test_resize_offers_in_turn_and_says_who_did_it():
    pool, (_, second, _) = room(1, 3)
    officer = ProgrammeManagerFactory()

    actions.resize_pool(pool, capacity=2, allowance=0, why="A larger room", by=officer, at=pool.event.made_at)

    assert statuses(pool) == [Status.CONFIRMED, Status.OFFERED, Status.WAITING]
    assert letters_of(second) == ["booking_offered"]


def test_resize_below_what_is_taken_is_refused_with_the_figure():
    pool, _ = room(3, 3)

    with pytest.raises(Refused, match="3 places are taken"):
        actions.resize_pool(pool, capacity=2, allowance=0, at=pool.event.made_at)


def test_the_waiting_list_closes_when_it_starts_and_everybody_is_told_once():
    pool, (_, second, third) = room(1, 3)

    assert actions.close_waiting_lists(at=pool.event.starts_at - HOUR) == 0
    assert actions.close_waiting_lists(at=pool.event.starts_at) == 2
    assert actions.close_waiting_lists(at=pool.event.starts_at + HOUR) == 0

    assert statuses(pool) == [Status.CONFIRMED, Status.CANCELLED, Status.CANCELLED]
    assert letters_of(second) == letters_of(third) == ["booking_queue_closed"]


def test_who_walked_in_all_the_same_is_not_told_that_there_was_no_room():
    pool, (_, second) = room(1, 2)
    second.attendees.update(arrived_at=pool.event.starts_at)

    actions.close_waiting_lists(at=pool.event.starts_at)

    assert letters_of(second) == []


@pytest.mark.parametrize("clock", [actions.expire_offers, actions.fill_free_seats, actions.close_waiting_lists])
def test_of_an_event_that_is_called_off_every_booking_stays_as_it_was(clock):
    pool, (first, *_) = room(1, 3)
    actions.cancel_booking(first, at=pool.event.made_at)
    Event.objects.update(status=Event.Status.CANCELLED)
    type(pool).objects.update(capacity=2)

    clock(at=pool.event.starts_at + DAY)

    assert statuses(pool) == [Status.CANCELLED, Status.OFFERED, Status.WAITING]


def test_a_fault_in_one_pool_holds_up_no_other(monkeypatch):
    broken, _ = room(1, 2)
    whole, _ = room(1, 2)
    real = places.close_queue

    def close(pool, model, *, at, most):
        if pool.pk == broken.pk:
            raise RuntimeError
        return real(pool, model, at=at, most=most)

    monkeypatch.setattr(places, "close_queue", close)

    actions.close_waiting_lists(at=max(broken.event.starts_at, whole.event.starts_at))

    assert statuses(whole) == [Status.CONFIRMED, Status.CANCELLED]
    assert statuses(broken) == [Status.CONFIRMED, Status.WAITING]
