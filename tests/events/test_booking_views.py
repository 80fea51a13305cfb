"""The pages by which people book, and manage what they booked."""

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.places import Status
from employers.models import Organisation
from events import actions
from events.links import ENDS_AFTER, LETTER, manage_path
from events.models import Booking, Event
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.events import BookingFactory, EventFactory
from tests.typed import BOOKING

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def given(**fields):
    return {**BOOKING, "request_key": str(uuid.uuid4()), **fields}


def create(event):
    return reverse("events:booking_create", args=[event.slug])


def letter_page(booking, name="booking_manage"):
    """A page behind the link in the letter."""
    return (
        manage_path(booking, LETTER)
        + {
            "booking_manage": "",
            "booking_names": "names/",
            "booking_fewer": "fewer/",
            "booking_cancel": "cancel/",
            "booking_accept": "accept/",
            "booking_decline": "decline/",
            "booking_tickets": "tickets/",
        }[name]
    )


# -- Booking -------------------------------------------------------------------------------------------------------


def test_booking_takes_one_page_and_leads_to_the_booking(client):
    event = EventFactory()

    response = client.post(create(event), given(), follow=True)

    booking = Booking.objects.get()
    assert (booking.status, booking.seats, booking.phone) == (Status.CONFIRMED, 2, "+447700900123")
    assert [str(person) for person in booking.attendees.order_by("position")] == ["Ada Booker", "Bo Example"]
    assert booking.attendees.get(position=2).access_needs == "A step-free way"
    assert "Booked" in response.text
    assert "Bo Example" in response.text


def test_the_link_of_the_browser_is_no_proof_of_the_address(client):
    event = EventFactory()
    url = client.post(create(event), given(email="ada@acme.example")).url

    client.post(f"{url}names/", {"name_1": "Ada", "name_2": "Bo"})

    booking = Booking.objects.get()
    assert booking.attendees.get(position=2).name == "Bo"
    assert booking.address_confirmed_at is None
    assert not Organisation.objects.exists()


def test_a_press_behind_the_link_of_the_letter_opens_the_organisation(client):
    booking = BookingFactory(email="ada@acme.example", organisation_name="Acme")

    client.post(letter_page(booking))

    booking.refresh_from_db()
    assert booking.address_confirmed_at
    assert booking.organisation.name == "Acme"


def test_looking_behind_the_link_of_the_letter_changes_nothing(client):
    booking = BookingFactory(email="ada@acme.example")

    response = client.get(letter_page(booking))

    booking.refresh_from_db()
    assert "Yes, this is my address" in response.text
    assert booking.address_confirmed_at is None


def test_signed_in_people_find_their_name_and_keep_the_booking(sign_in):
    person, event = UserFactory(name="Olu Example", email="olu@acme.example"), EventFactory()
    client = sign_in(person)

    page = client.get(create(event)).text
    client.post(create(event), given(email=person.email))

    assert 'value="Olu Example"' in page
    assert 'value="olu@acme.example"' in page
    booking = Booking.objects.get()
    assert booking.booker == person
    assert booking.address_confirmed_at


def test_one_press_twice_is_one_booking(client):
    event, form = EventFactory(), given()

    first, second = (client.post(create(event), form, follow=True) for _ in range(2))

    assert Booking.objects.count() == 1
    assert first.status_code == second.status_code == 200
    assert Message.objects.count() == 1


def test_going_back_and_booking_for_another_address_leads_to_the_first(client):
    event, form = EventFactory(), given()
    client.post(create(event), form)

    response = client.post(create(event), {**form, "email": "typo@example.org"}, follow=True)

    assert Booking.objects.count() == 1
    assert "You have booked already" in response.text


def test_an_address_that_has_booked_sees_nothing_of_that_booking(client):
    event = EventFactory()
    BookingFactory(event=event, email="ada@example.org", names=["Secret Name"])

    response = client.post(create(event), given())

    assert "There is a booking with the address ada@example.org already" in response.text
    assert "Secret Name" not in response.text
    assert 'value="Bo Example"' in response.text
    assert Booking.objects.count() == 1
    assert Message.objects.get().to == "ada@example.org"


def test_one_person_more_keeps_what_was_typed(client):
    event = EventFactory()

    response = client.post(create(event), given(add="1"))

    assert response.context["form"].people == 3
    assert 'value="Bo Example"' in response.text
    assert 'value="No nuts"' in response.text
    assert "Person 3" in response.text
    assert not Booking.objects.exists()


def test_no_more_people_than_one_booking_may_have(client):
    event = EventFactory(party_limit=2)

    response = client.post(create(event), given(add="1"))

    assert response.context["form"].people == 2
    assert "Add another person" not in response.text


def test_one_person_fewer_moves_the_others_up(client):
    form = given(people="3", name_1="Ada", name_3="Cy Example", remove="2")

    response = client.post(create(EventFactory()), form)

    assert response.context["form"].people == 2
    assert 'value="Cy Example"' in response.text
    assert 'value="Bo Example"' not in response.text
    assert 'value="No nuts"' not in response.text


def test_the_address_may_say_how_many_come(client):
    response = client.get(f"{create(EventFactory())}?people=3")

    assert response.context["form"].people == 3


@pytest.mark.parametrize("people", ["0", "-1", "99", "x", "", "١", "9" * 400])
def test_no_number_of_people_is_a_fault(client, people):
    event = EventFactory()

    assert client.get(create(event), {"people": people}).status_code == 200
    assert client.post(create(event), given(people=people, add="1")).status_code == 200


def test_needs_are_kept_with_consent_alone(client):
    event, form = EventFactory(), given()
    del form["consent"]

    response = client.post(create(event), form)

    assert "Tick the box to agree" in response.text
    assert not Booking.objects.exists()


def test_nobody_without_needs_has_to_agree_to_anything(client):
    event = EventFactory()

    client.post(create(event), given(access_2="", diet_2="", consent=""))

    assert Booking.objects.get().needs_agreed_at is None


def test_both_ways_to_come_are_open_to_choose(client):
    event = EventFactory(online=True, seats=1)
    BookingFactory(event=event, mode="in person")

    page = client.get(create(event)).text
    client.post(create(event), given(mode="online", people="1"))

    assert "Full: you can join the waiting list" in page
    assert "1 place left" in page
    assert Booking.objects.latest("pk").pool.mode == "online"


def test_a_full_event_says_so_before_and_tells_the_turn_after(client):
    event = EventFactory(seats=2)
    BookingFactory(event=event, names=["Cy", "Di"])

    page = client.get(create(event)).text
    after = client.post(create(event), given(), follow=True).text

    assert "Full: you can join the waiting list." in page
    assert re.search(r"number 1</strong> on the waiting list", after)


def test_a_closed_event_says_since_when(client):
    event = EventFactory(booking_closes_at=timezone.now() - DAY)

    assert "Booking closed on" in client.get(create(event)).text
    assert "Booking closed on" in client.post(create(event), given()).text


def test_an_address_gets_a_few_bookings_a_day_and_an_office_many(client):
    events = EventFactory.create_batch(9)

    same = [client.post(create(event), given(email="victim@example.org")) for event in events]
    others = [Client().post(create(events[0]), given(email=f"person{n}@office.example", people="1")) for n in range(20)]

    assert [response.status_code for response in same] == [302] * 8 + [200]
    assert "Try again tomorrow" in same[-1].text
    assert {response.status_code for response in others} == {302}


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
