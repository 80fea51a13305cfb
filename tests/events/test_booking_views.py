"""The pages by which people book, and manage what they booked."""

import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.places import Status
from employers.models import Organisation
from events.links import manage_path
from events.models import Booking
from notifications.models import Message
from tests.events.visits import DAY, create, given, letter_page, link_in
from tests.factories.accounts import UserFactory
from tests.factories.events import BookingFactory, EventFactory

pytestmark = pytest.mark.django_db

MINE = "stranger@example.org"


# -- Booking -------------------------------------------------------------------------------------------------------


def test_booking_takes_one_page_and_the_letter_leads_to_the_booking(client):
    event = EventFactory()

    response = client.post(create(event), given(), follow=True)

    booking = Booking.objects.get()
    assert (booking.status, booking.seats, booking.phone) == (Status.CONFIRMED, 2, "+447700900123")
    assert [str(person) for person in booking.attendees.order_by("position")] == ["Ada Booker", "Bo Example"]
    assert booking.attendees.get(position=2).access_needs == "A step-free way"
    assert "We have written to ada@example.org" in response.text
    assert "Look in your email" in response.text
    behind = client.get(link_in(Message.objects.get())).text
    assert "Booked" in behind
    assert "Bo Example" in behind


def test_whoever_opens_the_form_finds_the_way_back_to_the_event(client):
    event = EventFactory()

    page = client.get(create(event)).text

    assert reverse("events:event_detail", args=[event.slug]) in page


def test_a_link_without_a_letter_is_no_proof_of_the_address(client):
    booking = BookingFactory(email="ada@acme.example", names=["Ada", ""])

    client.post(f"{manage_path(booking)}names/", {"name_1": "Ada", "name_2": "Bo"})

    booking.refresh_from_db()
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
    after = client.post(create(event), given(email=person.email), follow=True).text

    assert "Bo Example" in after
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


def test_going_back_to_mend_the_address_books_with_the_right_one(client):
    event, form = EventFactory(), given(email="typo@example.org")
    client.post(create(event), form)

    client.post(create(event), {**form, "email": "ada@example.org"})

    assert [message.to for message in Message.objects.order_by("pk")] == ["typo@example.org", "ada@example.org"]
    assert Booking.objects.count() == 2


@pytest.mark.parametrize("has_booked", [True, False])
def test_nobody_can_tell_whether_somebody_has_booked(client, has_booked):
    """The page sent, sent again as it is, with fewer people, and with an address whose letters one can read."""
    event, form = EventFactory(seats=50), given()
    if has_booked:
        BookingFactory(event=event, email=form["email"], names=["Secret Name"])

    answers = [client.post(create(event), {**form, **more}) for more in ({}, {}, {"people": "1"}, {"email": MINE})]

    assert {answer.url for answer in answers} == {reverse("events:booking_sent", args=[event.slug])}
    said = [str(message) for message in get_messages(answers[-1].wsgi_request)]
    assert said == [f"We have written to {form['email']}."] * 3 + [f"We have written to {MINE}."]
    assert event.bookings.filter(email=form["email"]).count() == 1
    assert Message.objects.get(to=MINE).template.endswith("booking_confirmed")


def test_whoever_books_twice_reads_in_a_letter_that_they_have(client):
    event = EventFactory()
    booking = BookingFactory(event=event, email="ada@example.org", names=["Ada Booker"])

    page = client.post(create(event), given(), follow=True).text

    assert "If you had booked with this address before, that booking stays as it was." in page
    letter = Message.objects.get()
    assert (letter.to, letter.subject) == ("ada@example.org", f"You have booked already: {event.title}")
    assert "Ada Booker" in client.get(link_in(letter)).text
    assert event.bookings.get() == booking


def test_somebody_signed_in_is_told_of_their_own_booking_and_of_nobody_elses(sign_in):
    person, event = UserFactory(email="olu@acme.example"), EventFactory(seats=50)
    for email in (person.email, "ada@example.org"):
        BookingFactory(event=event, email=email)
    client = sign_in(person)

    own, other, fresh = (
        client.post(create(event), given(email=email), follow=True)
        for email in (person.email, "ada@example.org", "bo@example.org")
    )

    assert "There is a booking with the address olu@acme.example already" in own.text
    assert 'value="Bo Example"' in own.text
    assert ["Look in your email" in answer.text for answer in (other, fresh)] == [True, True]
    # Or it would stand on their own page.
    assert event.bookings.get(email="bo@example.org").booker is None


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
    client.post(create(event), given())
    after = client.get(link_in(Message.objects.get())).text

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
