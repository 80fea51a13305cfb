"""The pages behind the link of a booking: each change, tickets, and the link when it is lost."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from core.places import Status
from events import actions
from events.links import ENDS_AFTER, LETTER, manage_path
from events.models import Booking, Event
from notifications.models import Message
from tests.events.visits import DAY, letter_page
from tests.factories.accounts import UserFactory
from tests.factories.events import BookingFactory, EventFactory

pytestmark = pytest.mark.django_db


# -- Managing ------------------------------------------------------------------------------------------------------


def test_names_can_be_changed_and_are_there_again(client):
    booking = BookingFactory(names=["Ada", ""])
    url = letter_page(booking, "booking_names")

    client.post(url, {"name_1": "Ada", "name_2": "Bo", "diet_2": "Vegan", "consent": "on"})

    page = client.get(url).text
    assert 'value="Bo"' in page
    assert 'value="Vegan"' in page


def test_fewer_people_come(client):
    booking = BookingFactory(names=["Ada", "Bo", "Cy"])
    out = [str(booking.attendees.get(name="Bo").uuid)]

    response = client.post(letter_page(booking, "booking_fewer"), {"out": out}, follow=True)

    assert "Your booking is now for 2 people" in response.text
    assert "Bo" not in response.text.partition("<main")[2].partition("Booked by")[0].replace("Booked", "")


def test_nobody_left_is_refused_and_said(client):
    booking = BookingFactory(names=["Ada", "Bo"])
    out = [str(person.uuid) for person in booking.attendees.all()]

    response = client.post(letter_page(booking, "booking_fewer"), {"out": out}, follow=True)

    assert "Somebody has to come" in response.text
    assert Booking.objects.get().seats == 2


def test_cancelling_asks_first_and_says_that_it_is_done(client):
    booking = BookingFactory()
    url = letter_page(booking, "booking_cancel")

    asked = client.get(url)
    after = client.post(url, follow=True)

    assert "cannot be undone" in asked.text
    assert "the booking has been cancelled" in after.text
    assert "Book again" in after.text


def test_an_offer_is_taken_or_turned_down(client):
    event = EventFactory(seats=1)
    first, second, third = (BookingFactory(event=event) for _ in range(3))
    actions.cancel_booking(first, at=timezone.now())

    offered = client.get(letter_page(second))
    client.post(letter_page(second, "booking_decline"))
    taken = client.post(letter_page(third, "booking_accept"), follow=True)

    assert "Take the places" in offered.text
    assert "Show the tickets" in taken.text
    assert list(Booking.objects.order_by("pk").values_list("status", flat=True)) == [
        Status.CANCELLED,
        Status.DECLINED,
        Status.CONFIRMED,
    ]


def test_the_link_to_join_is_for_who_has_a_place_alone(client):
    event = EventFactory(venue=None, online=True, seats=1)
    booked, waiting = BookingFactory(event=event), BookingFactory(event=event)

    pages = [client.get(letter_page(booking)).text for booking in (booked, waiting)]
    joining = [client.get(f"{letter_page(booking)}join/", follow=True).text for booking in (booked, waiting)]

    assert ["/join/" in page for page in pages] == [True, False]
    assert [event.join_link in page for page in joining] == [True, False]


def test_tickets_are_one_for_each(client):
    booking = BookingFactory(names=["Ada", ""])

    page = client.get(letter_page(booking, "booking_tickets")).text

    assert page.count("portal-ticket__code") == 2
    assert "Person 2, to be named" in page


def test_who_waits_has_no_tickets(client):
    event = EventFactory(seats=1)
    _, waiting = BookingFactory(event=event), BookingFactory(event=event)

    response = client.get(letter_page(waiting, "booking_tickets"), follow=True)

    assert "There are no tickets for this booking" in response.text


@pytest.mark.parametrize("name", ["booking_names", "booking_fewer", "booking_cancel", "booking_accept"])
def test_a_change_after_the_start_is_refused_kindly(client, name, time_machine):
    booking = BookingFactory(names=["Ada", "Bo"])
    time_machine.move_to(booking.event.starts_at)

    for response in (client.get(letter_page(booking, name), follow=True), client.post(letter_page(booking, name))):
        assert response.status_code in (200, 302)

    assert Booking.objects.get().status == Status.CONFIRMED
    assert "has started" in client.get(letter_page(booking, name), follow=True).text


def test_a_cancelled_event_needs_nothing_of_anybody(client):
    booking = BookingFactory()
    Event.objects.update(status=Event.Status.CANCELLED, cancelled_why="The venue is flooded.")

    page = client.get(letter_page(booking)).text

    assert "This event has been cancelled" in page
    assert "The venue is flooded." in page
    assert "Cancel the booking" not in page


@pytest.mark.parametrize("token", ["x", "x:y:z", "a" * 2000, "%00", "é:1:2"])
def test_a_broken_link_offers_a_new_one(client, token):
    response = client.get(reverse("events:booking_manage", args=[token]))

    assert response.status_code == 404
    assert "We can send you a new one" in response.text


def test_the_link_ends_sixty_days_after_the_event(client, time_machine):
    booking = BookingFactory()
    url = letter_page(booking)

    time_machine.move_to(booking.event.ends_at + ENDS_AFTER - DAY)
    still = client.get(url)
    time_machine.move_to(booking.event.ends_at + ENDS_AFTER)
    over = client.get(url)

    assert still.status_code == 200
    assert over.status_code == 404


def test_finding_the_link_answers_alike_for_every_address(client):
    BookingFactory(email="ada@example.org")

    pages = [
        client.post(reverse("events:booking_find"), {"email": email}, follow=True).text.replace(email, "…")
        for email in ("ada@example.org", "nobody@example.org")
    ]

    answers = [re.search(r"If there are bookings with[^<]*", page)[0] for page in pages]
    assert answers[0] == answers[1]
    assert [letter.to for letter in Message.objects.all()] == ["ada@example.org"]


def test_no_link_holds_a_name_or_an_address():
    booking = BookingFactory(email="ada@example.org", names=["Ada Booker"])

    path = manage_path(booking, LETTER)

    assert "ada" not in path.lower()
    assert "@" not in path


def test_home_shows_what_somebody_has_booked_with_an_account_and_without(sign_in):
    person = UserFactory(email="olu@acme.example")
    BookingFactory(event__title="Booked signed in", booker=person, email="work@acme.example")
    BookingFactory(event__title="Booked before", email=person.email)
    BookingFactory(event__title="Of somebody else")
    BookingFactory(event__title="Long ago", event__past=True, booker=person, at=timezone.now() - 30 * DAY)

    page = sign_in(person).get(reverse("portal:my_home")).text

    assert "Booked signed in" in page
    assert "Booked before" in page
    assert "Of somebody else" not in page
    assert "Long ago" not in page
