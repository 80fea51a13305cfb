"""A booking once it is made: who comes, fewer people, cancelled."""

import uuid
from functools import partial

import pytest

from core.errors import Refused
from core.places import Status
from events import actions
from events.actions import Named, arriving
from events.models import Attendee, Booking
from tests.events.letters import letters_of, newest_letter
from tests.events.parties import HOUR, book, counted, pool_of
from tests.factories.events import BookingFactory, EventFactory

pytestmark = pytest.mark.django_db


# -- Changes -------------------------------------------------------------------------------------------------------


def test_change_names_keeps_what_is_needed_and_says_that_it_was_agreed():
    booking = book(pool_of(), "Ada", "")
    named = [Named("Ada"), Named("Bo", "", "A lift", "No nuts")]

    actions.change_names(booking, attendees=named, needs_agreed=True, at=booking.event.made_at)

    second = booking.attendees.get(position=2)
    assert (second.name, second.access_needs, second.diet) == ("Bo", "A lift", "No nuts")
    assert Booking.objects.get().needs_agreed_at


def test_change_names_leaves_whoever_has_arrived_as_they_are():
    booking = book(pool_of(), "Ada", "")
    booking.attendees.filter(position=1).update(arrived_at=booking.event.starts_at)

    with pytest.raises(Refused, match="Ada has arrived already"):
        actions.change_names(booking, attendees=[Named("Eve"), Named("Bo")], at=booking.event.made_at)
    actions.change_names(booking, attendees=[Named("Ada"), Named("Bo")], at=booking.event.made_at)

    assert list(booking.attendees.order_by("position").values_list("name", flat=True)) == ["Ada", "Bo"]


def test_change_names_refuses_another_number_of_people():
    booking = book(pool_of(), "Ada", "Bo")

    with pytest.raises(Refused, match="number of people has changed"):
        actions.change_names(booking, attendees=[Named("Ada")], at=booking.event.made_at)


def test_reduce_frees_the_seats_for_who_waits_next():
    pool = pool_of(3)
    booking = book(pool, "Ada", "Bo", "Cy")
    next_one = book(pool, "Di", "Ed", email="di@acme.example")
    out = list(booking.attendees.filter(position__in=[1, 3]).values_list("uuid", flat=True))

    booking = actions.reduce_party(booking, without=out, at=pool.event.made_at + HOUR)

    next_one.refresh_from_db()
    assert (booking.seats, booking.status) == (1, Status.CONFIRMED)
    assert list(booking.attendees.values_list("name", "position")) == [("Bo", 1)]
    assert next_one.status == Status.OFFERED
    assert counted(pool) == (3, 0)
    assert letters_of(next_one) == ["booking_waiting", "booking_offered"]
    assert letters_of(booking) == ["booking_confirmed", "booking_reduced"]


def test_reduce_pressed_twice_frees_seats_once():
    booking = book(pool_of(), "Ada", "Bo", "Cy")
    out = [booking.attendees.get(position=2).uuid]

    for _ in range(2):
        actions.reduce_party(booking, without=out, at=booking.event.made_at)

    assert Booking.objects.get().seats == 2
    assert counted(booking.pool) == (2, 0)


def test_reduce_lets_somebody_come():
    booking = book(pool_of(), "Ada", "Bo")
    everybody = booking.attendees.values_list("uuid", flat=True)

    with pytest.raises(Refused, match="cancel the booking"):
        actions.reduce_party(booking, without=list(everybody), at=booking.event.made_at)

    assert booking.attendees.count() == 2


def test_reduce_takes_out_nobody_who_has_arrived():
    booking = BookingFactory(names=["Ada", "Bo"])
    bo = booking.attendees.last()
    arriving.check_in(bo, by=None, at=booking.event.starts_at - HOUR / 2, key=uuid.uuid4())

    with pytest.raises(Refused, match="Bo has arrived already"):
        actions.reduce_party(booking, without=[bo.uuid], at=booking.event.starts_at - HOUR / 4)

    assert booking.attendees.here().get() == bo


@pytest.mark.django_db
def test_reduce_takes_out_nobody_of_another_booking():
    pool = pool_of()
    booking, other = book(pool, "Ada", "Bo"), book(pool, "Cy", "Di", email="cy@acme.example")

    actions.reduce_party(booking, without=[other.attendees.first().uuid], at=pool.event.made_at)

    assert Attendee.objects.count() == 4
    assert counted(pool) == (4, 0)


def test_an_offered_party_that_reduces_keeps_its_offer():
    pool = pool_of(3)
    first = book(pool, "Ada", "Bo", "Cy")
    second = book(pool, "Di", "Ed", "Flo", email="di@acme.example")
    third = book(pool, "Gil", email="gil@acme.example")
    actions.cancel_booking(first, at=pool.event.made_at)
    expires = Booking.objects.get(pk=second.pk).offer_expires_at

    out = [second.attendees.get(name="Flo").uuid]
    second = actions.reduce_party(second, without=out, at=pool.event.made_at + HOUR)

    third.refresh_from_db()
    assert (second.status, second.seats, second.offer_expires_at) == (Status.OFFERED, 2, expires)
    assert third.status == Status.OFFERED
    assert counted(pool) == (3, 0)


def test_a_waiting_party_that_reduces_gets_in_where_it_fits():
    pool = pool_of(3)
    book(pool, "Ada", "Bo")
    waiting = book(pool, "Cy", "Di", email="cy@acme.example")

    waiting = actions.reduce_party(waiting, without=[waiting.attendees.last().uuid], at=pool.event.made_at)

    assert waiting.status == Status.OFFERED
    assert counted(pool) == (3, 0)


def test_cancel_offers_the_seats_to_the_next():
    pool = pool_of(1)
    first, second = book(pool), book(pool, email="bo@acme.example")

    first = actions.cancel_booking(first, at=pool.event.made_at)

    second.refresh_from_db()
    assert (first.status, second.status) == (Status.CANCELLED, Status.OFFERED)
    assert letters_of(first) == ["booking_confirmed", "booking_cancelled"]
    assert "Places have come free" in newest_letter(second).subject


def test_cancel_gives_the_seats_at_once_where_the_pool_is_set_so():
    pool = EventFactory(seats=1, seats__freed_as_offer=False).pools.get()
    first, second = book(pool), book(pool, email="bo@acme.example")

    actions.cancel_booking(first, at=pool.event.made_at)

    second.refresh_from_db()
    assert second.status == Status.CONFIRMED
    assert letters_of(second) == ["booking_waiting", "booking_confirmed"]


def test_leaving_the_waiting_list_moves_the_others_up():
    pool = pool_of(1)
    book(pool)
    second, third = book(pool, email="bo@acme.example"), book(pool, email="cy@acme.example")

    second = actions.cancel_booking(second, at=pool.event.made_at)

    assert third.turn == 1
    assert "left the waiting list" in newest_letter(second).subject
    assert counted(pool) == (1, 1)


def test_cancel_pressed_twice_is_cancelled_once():
    booking = book(pool_of())

    for _ in range(2):
        actions.cancel_booking(booking, at=booking.event.made_at)

    assert letters_of(booking) == ["booking_confirmed", "booking_cancelled"]


@pytest.mark.parametrize(
    "change",
    [
        actions.cancel_booking,
        partial(actions.reduce_party, without=[]),
        partial(actions.change_names, attendees=[Named()]),
    ],
)
def test_nothing_is_changed_once_it_has_started(change):
    booking = book(pool_of())

    with pytest.raises(Refused, match="has started"):
        change(booking, at=booking.event.starts_at)
