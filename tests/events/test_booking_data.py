"""What is held on those who book: how long, how it goes, and what becomes of their seats."""

import datetime as dt
import uuid
import zipfile

import pytest
from django.apps import apps
from django.utils import timezone

from core.places import Status
from core.privacy import NOWHERE
from events import actions
from events.actions import Named
from events.actions.feedback import give_feedback
from events.asking import invite
from events.models import Attendee, Booking, Feedback, FeedbackInvite
from portal.actions import erase, retain
from portal.actions.exporting import download
from portal.models import Erasure
from tests.factories.accounts import UserFactory
from tests.factories.events import BookingFactory, EventFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
ATTENDEE_HISTORY = apps.get_model("events", "AttendeeEvent")


def with_needs(**fields):
    booking = BookingFactory(names=["Ada", "Bo"], **fields)
    named = [Named("Ada", "", "A quiet room", ""), Named("Bo", "", "", "Vegan")]
    return actions.change_names(booking, attendees=named, needs_agreed=True, at=booking.joined_at)


def needs_of(booking):
    return list(booking.attendees.order_by("position").values_list("access_needs", "diet"))


def test_needs_go_30_days_after_the_event():
    booking = with_needs()
    ends = booking.event.ends_at

    assert actions.forget_needs(at=ends + 30 * DAY - DAY / 24) == 0
    assert needs_of(booking) == [("A quiet room", ""), ("", "Vegan")]

    assert actions.forget_needs(at=ends + 30 * DAY) == 2
    assert needs_of(booking) == [("", ""), ("", "")]
    assert actions.forget_needs(at=ends + 31 * DAY) == 0


def test_needs_go_at_once_where_the_seats_were_given_up():
    kept, booking = with_needs(), with_needs()
    actions.cancel_booking(booking, at=booking.joined_at)

    actions.forget_needs(at=booking.joined_at)

    assert needs_of(booking) == [("", ""), ("", "")]
    assert needs_of(kept) == [("A quiet room", ""), ("", "Vegan")]


def test_no_history_holds_needs():
    assert {"access_needs", "diet"}.isdisjoint(field.name for field in ATTENDEE_HISTORY._meta.fields)


def test_erasing_a_booker_cancels_what_is_to_come_and_gives_the_seats_on():
    person = UserFactory(email="ada@acme.example")
    event = EventFactory(seats=1)
    mine = BookingFactory(event=event, booker=person, email=person.email, names=["Ada Byron"])
    next_one = BookingFactory(event=event)

    erase(person, by=None, how=Erasure.How.HERE, at=event.made_at)

    mine.refresh_from_db()
    next_one.refresh_from_db()
    assert (mine.status, next_one.status) == (Status.CANCELLED, Status.OFFERED)
    assert (mine.name, mine.phone) == ("Name deleted", "")
    assert mine.email.endswith(NOWHERE)
    assert "Byron" not in str([*mine.attendees.values_list("name"), *ATTENDEE_HISTORY.objects.values_list("name")])


def test_erasing_a_booker_finds_what_was_booked_without_the_account():
    person = UserFactory(email="ada@acme.example")
    booking = BookingFactory(email=person.email, names=["Ada Byron"])

    erase(person, by=None, how=Erasure.How.HERE, at=booking.joined_at)

    booking.refresh_from_db()
    assert (booking.status, booking.name) == (Status.CANCELLED, "Name deleted")


def test_an_event_that_was_stays_counted_after_an_erasure():
    person = UserFactory()
    booking = BookingFactory(booker=person, email=person.email)

    erase(person, by=None, how=Erasure.How.HERE, at=booking.event.ends_at)

    booking.refresh_from_db()
    assert (booking.status, booking.name) == (Status.CONFIRMED, "Name deleted")


def test_a_named_attendee_is_erased_from_another_ones_booking():
    person = UserFactory(email="bo@acme.example")
    booking = BookingFactory(names=["Ada", "Bo Example"])
    booking.attendees.filter(position=2).update(email=person.email)

    erase(person, by=None, how=Erasure.How.HERE, at=booking.joined_at)

    booking.refresh_from_db()
    assert (booking.status, booking.seats) == (Status.CONFIRMED, 2)
    assert list(booking.attendees.order_by("position").values_list("name", "email")) == [
        ("Ada", ""),
        ("Name deleted", ""),
    ]


def test_who_was_taken_out_of_a_party_is_forgotten_with_it():
    person = UserFactory(email="ada@acme.example")
    booking = BookingFactory(names=["Ada", "Gone Example"], booker=person, email=person.email)
    out = [booking.attendees.get(position=2).uuid]
    actions.reduce_party(booking, without=out, at=booking.joined_at)

    erase(person, by=None, how=Erasure.How.HERE, at=booking.event.ends_at)

    assert not ATTENDEE_HISTORY.objects.filter(name="Gone Example").exists()


@pytest.mark.parametrize("account", [True, False])
def test_bookings_go_24_months_after_the_event_with_an_account_and_without(account):
    booking = BookingFactory(booker=UserFactory() if account else None, names=["Ada Byron"])
    soon = booking.event.ends_at + 700 * DAY

    retain(at=soon)
    booking.refresh_from_db()
    assert booking.name == "Ada Byron"

    retain(at=soon + 60 * DAY)
    booking.refresh_from_db()
    assert booking.name == "Name deleted"
    assert [str(person) for person in booking.attendees.all()] == ["Name deleted"]
    assert not ATTENDEE_HISTORY.objects.filter(name="Ada Byron").exists()


def test_walk_ins_go_24_months_after_the_event():
    event = EventFactory()
    Attendee.objects.create(event=event, name="Walked In", arrived_at=event.starts_at)

    retain(at=event.ends_at + 760 * DAY)

    assert Attendee.objects.get().name == "Name deleted"


def test_a_download_has_the_bookings_of_an_address():
    person = UserFactory(email="ada@acme.example")
    BookingFactory(email=person.email, names=["Ada Byron"], request_key=uuid.uuid4())
    BookingFactory(names=["Somebody Else"])

    with download(person, by=person, at=timezone.now()) as file, zipfile.ZipFile(file) as archive:
        data = archive.read("events-you-booked.json").decode() + archive.read("events-you-are-named-for.json").decode()

    assert "Ada Byron" in data
    assert "Somebody Else" not in data


def test_only_live_bookings_are_cancelled_before_an_erasure():
    person = UserFactory()
    booking = BookingFactory(booker=person, email=person.email)
    actions.cancel_booking(booking, at=booking.joined_at)
    closed = Booking.objects.get().closed_at

    erase(person, by=None, how=Erasure.How.HERE, at=booking.joined_at + DAY)

    assert Booking.objects.get().closed_at == closed


def test_what_a_colleague_said_is_neither_shown_to_whoever_booked_nor_erased_with_them():
    person = UserFactory(email="ada@acme.example")
    booking = BookingFactory(booker=person, email=person.email, names=["Ada", "Bo"])
    bo, at = booking.attendees.get(name="Bo"), booking.event.ends_at
    mine = invite(booking.event, email=person.email, booking=booking, at=at)
    theirs = invite(booking.event, email="bo@acme.example", booking=booking, attendee=bo, at=at)
    for asked, words in ((mine, "The talks."), (theirs, "Time away from Ada.")):
        give_feedback(asked, overall=4, best=words, at=at)
    with download(person, by=person, at=at) as file, zipfile.ZipFile(file) as archive:
        shown = b"".join(archive.read(name) for name in archive.namelist()).decode()

    erase(person, by=None, how=Erasure.How.HERE, at=at)

    assert ("The talks." in shown, "Time away from Ada." in shown) == (True, False)
    assert list(Feedback.objects.order_by("pk").values_list("best", flat=True)) == ["", "Time away from Ada."]
    assert FeedbackInvite.objects.get(pk=theirs.pk).email == "bo@acme.example"
