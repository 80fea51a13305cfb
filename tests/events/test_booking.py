"""What those who book may do: book, say who comes, become fewer, cancel, answer an offer."""

import uuid

import pytest

from core.audit import AuditEntry
from core.errors import Refused
from core.places import Status
from employers.models import Milestone, Organisation
from events import actions
from events import booking_letters as letters
from events.models import Event
from notifications.models import Message
from notifications.outbox import LetterIncomplete
from tests.events.letters import letters_of, newest_letter
from tests.events.parties import DAY, book, counted, pool_of
from tests.factories.accounts import UserFactory
from tests.factories.events import BookingFactory, EventFactory

pytestmark = pytest.mark.django_db


# -- Booking -------------------------------------------------------------------------------------------------------


def test_book_confirms_a_party_where_there_is_room():
    pool = pool_of(3)

    booking = book(pool, "Ada Booker", "", organisation_name="Acme")

    assert (booking.status, booking.seats) == (Status.CONFIRMED, 2)
    assert [str(person) for person in booking.attendees.order_by("position")] == ["Ada Booker", "To be named"]
    assert counted(pool) == (2, 0)
    assert letters_of(booking) == ["booking_confirmed"]


def test_book_keeps_a_party_together_on_the_waiting_list():
    pool = pool_of(3)
    book(pool, "Ada", "Bo")

    booking = book(pool, "Cy", "Di", email="cy@acme.example")

    assert (booking.status, booking.turn) == (Status.WAITING, 1)
    assert counted(pool) == (2, 1)
    assert "You are number 1" in newest_letter(booking).text


def test_book_lets_nobody_pass_who_came_later_and_is_smaller():
    pool = pool_of(3)
    book(pool, "Ada", "Bo")
    book(pool, "Cy", "Di", email="cy@acme.example")

    booking = book(pool, "Ed", email="ed@acme.example")

    assert (booking.status, booking.turn) == (Status.WAITING, 2)


def test_book_pressed_twice_is_one_booking():
    pool, key = pool_of(), uuid.uuid4()

    first, second = book(pool, request_key=key), book(pool, request_key=key)

    assert first == second
    assert counted(pool) == (1, 0)
    assert letters_of(first) == ["booking_confirmed"]


def test_book_pressed_twice_after_it_was_cancelled_books_nothing_anew():
    pool, key = pool_of(), uuid.uuid4()
    booking = actions.cancel_booking(book(pool, request_key=key), at=pool.event.made_at)

    again = book(pool, request_key=key)

    assert (again, again.status) == (booking, Status.CANCELLED)
    assert counted(pool) == (0, 0)


def test_book_with_an_address_that_has_booked_sends_the_link_there_again():
    pool = pool_of()
    booking = book(pool)

    with pytest.raises(actions.BookedAlready, match=r"ada@acme\.example already"):
        book(pool, "Somebody else", email="Ada@ACME.example")

    assert counted(pool) == (1, 0)
    assert letters_of(booking) == ["booking_confirmed", "booking_again"]


def test_book_again_after_cancelling_joins_at_the_end():
    pool = pool_of(1)
    first = book(pool)
    book(pool, email="bo@acme.example")
    actions.cancel_booking(first, at=pool.event.made_at)

    again = book(pool)

    assert (again.status, again.turn) == (Status.WAITING, 1)


@pytest.mark.parametrize(
    ("fields", "at", "words"),
    [
        ({"cancelled": True}, -DAY, "has been cancelled"),
        ({"draft": True}, -DAY, "cannot be booked yet"),
        ({}, 0 * DAY, "has started"),
    ],
)
def test_book_is_refused_where_nobody_may(fields, at, words):
    pool = pool_of(**fields)

    with pytest.raises(Refused, match=words):
        book(pool, at=pool.event.starts_at + at)

    assert counted(pool) == (0, 0)
    assert not Message.objects.exists()


def test_book_is_refused_once_booking_has_closed():
    pool = pool_of()
    Event.objects.update(booking_closes_at=pool.event.made_at + DAY)
    pool.event.refresh_from_db()

    with pytest.raises(Refused, match="Booking closed on"):
        book(pool, at=pool.event.made_at + DAY)


def test_book_reads_anew_whether_the_event_is_on():
    """Called off between the page and the press."""
    pool = pool_of()
    Event.objects.update(status=Event.Status.CANCELLED)

    with pytest.raises(Refused, match="has been cancelled"):
        book(pool)

    assert counted(pool) == (0, 0)


def test_book_refuses_a_party_over_the_limit_of_the_event():
    pool = pool_of(party_limit=2)

    with pytest.raises(Refused, match="2 places at most"):
        book(pool, "Ada", "Bo", "Cy")


def test_book_says_when_the_waiting_list_is_full():
    pool = EventFactory(seats=1, seats__waiting_limit=0).pools.get()
    book(pool)

    with pytest.raises(Refused, match="waiting list is full"):
        book(pool, email="bo@acme.example")


def test_book_in_the_name_of_a_known_address_opens_its_organisation():
    person = UserFactory(email="ada@acme.example", verified=True)

    booking = book(pool_of(), organisation_name="Acme", by=person)

    assert (booking.booker, booking.organisation.name) == (person, "Acme")
    assert booking.address_confirmed_at
    assert Milestone.objects.get().step == Milestone.Step.REGISTERED


def test_book_in_the_name_of_another_address_opens_nothing():
    person = UserFactory(email="mallory@evil.example", verified=True)

    booking = book(pool_of(), organisation_name="Acme", by=person)

    assert booking.organisation is None
    assert not Organisation.objects.exists()


# -- The address ---------------------------------------------------------------------------------------------------


def test_confirm_address_opens_the_organisation_once():
    booking = book(pool_of(), organisation_name="Acme")

    actions.confirm_address(booking, at=booking.event.made_at)
    actions.confirm_address(booking, at=booking.event.made_at + DAY)

    booking.refresh_from_db()
    assert booking.organisation.name == "Acme"
    assert booking.address_confirmed_at == booking.event.made_at
    assert Milestone.objects.get().programme == booking.event.programme


def test_confirm_address_of_free_mail_opens_nothing():
    booking = book(pool_of(), email="ada@gmail.com", organisation_name="Acme")

    actions.confirm_address(booking, at=booking.event.made_at)

    assert booking.address_confirmed_at
    assert not Organisation.objects.exists()


def test_confirm_address_at_a_training_notes_the_training():
    booking = book(pool_of(kind=Event.Kind.TRAINING))

    actions.confirm_address(booking, at=booking.event.made_at)

    assert list(Milestone.objects.values_list("step", flat=True)) == [Milestone.Step.TRAINING]


# -- Offers --------------------------------------------------------------------------------------------------------


def offered(pool):
    """The second in a pool of one seat, once the first has cancelled."""
    first, second = book(pool), book(pool, email="bo@acme.example")
    actions.cancel_booking(first, at=pool.event.made_at)
    second.refresh_from_db()
    return second


def test_accept_confirms_the_seats():
    booking = offered(pool_of(1))

    booking = actions.accept_offer(booking, at=booking.event.made_at)

    assert booking.status == Status.CONFIRMED
    assert letters_of(booking) == ["booking_waiting", "booking_offered", "booking_confirmed"]


def test_accept_twice_is_once():
    booking = offered(pool_of(1))

    for _ in range(2):
        booking = actions.accept_offer(booking, at=booking.event.made_at)

    assert letters_of(booking)[2:] == ["booking_confirmed"]


def test_an_offer_that_has_run_out_cannot_be_accepted():
    booking = offered(pool_of(1))

    with pytest.raises(Refused, match="ran out on"):
        actions.accept_offer(booking, at=booking.offer_expires_at)


def test_whoever_waits_cannot_accept():
    pool = pool_of(1)
    book(pool)
    waiting = book(pool, email="bo@acme.example")

    with pytest.raises(Refused, match="still on the waiting list"):
        actions.accept_offer(waiting, at=pool.event.made_at)


def test_decline_offers_the_seats_on():
    pool = pool_of(1)
    second = offered(pool)
    third = book(pool, email="cy@acme.example")

    second = actions.decline_offer(second, at=pool.event.made_at)

    third.refresh_from_db()
    assert (second.status, third.status) == (Status.DECLINED, Status.OFFERED)
    assert letters_of(second)[2:] == ["booking_declined"]


def test_who_moved_a_booking_is_in_the_trail():
    person = UserFactory(email="ada@acme.example", verified=True)
    booking = book(pool_of(), by=person)

    actions.cancel_booking(booking, by=person, at=booking.event.made_at)

    entry = AuditEntry.objects.filter(table="events_booking", row=booking.pk, verb="changed").latest("pk")
    assert (entry.actor, entry.fields) == (person, ["closed_at", "status"])


def test_a_booking_and_its_letter_are_one(monkeypatch):
    pool = pool_of()
    monkeypatch.setattr(letters, "context", lambda booking: {})

    with pytest.raises(LetterIncomplete):
        book(pool)

    assert counted(pool) == (0, 0)
    assert not Message.objects.exists()


def test_links_go_to_the_address_alone():
    booking = book(pool_of())
    book(pool_of(), email="bo@acme.example")

    actions.send_links("ADA@acme.example", at=booking.event.made_at)
    actions.send_links("nobody@acme.example", at=booking.event.made_at)

    letters = Message.objects.filter(template="events/email/booking_links")
    assert [letter.to for letter in letters] == ["ada@acme.example"]
    assert letters[0].text.count("/booking/") == 1


def test_attendees_of_another_event_stay_as_they_are():
    other = BookingFactory(names=["Zed"])

    book(pool_of(), "Ada")

    assert list(other.attendees.values_list("name", flat=True)) == ["Zed"]
