"""The page of a contact's organisation, and the way to it."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.after_links import certificate_path
from events.models import Booking, Certificate, Event, Trainee
from tests.conftest import sign_in
from tests.factories.employers import ContactFactory, SupportRequestFactory
from tests.factories.events import BookingFactory, EventFactory, ModuleFactory
from tests.factories.returners import ApplicationFactory

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
MY_ORGANISATION = reverse("portal:my_organisation")


@pytest.fixture
def member():
    return ContactFactory(organisation__name="Cummins", manages=True)


@pytest.fixture
def client(member):
    return sign_in(Client(), member.person)


def home(member):
    return reverse("portal:organisation_home", args=[member.organisation.uuid])


# -- The way there ---------------------------------------------------------------------------------------------------


def test_signing_in_leads_a_contact_to_their_organisation(client, member):
    response = client.get(reverse("portal:after_sign_in"), follow=True)

    assert response.redirect_chain[-1][0] == home(member)


def test_contact_who_has_applied_finds_both(client, member):
    ApplicationFactory(person=member.person)

    response = client.get(reverse("portal:after_sign_in"), follow=True)

    assert response.redirect_chain[-1][0] == reverse("portal:my_home")
    assert home(member) in response.text


def test_contact_of_two_organisations_chooses(client, member):
    other = ContactFactory(person=member.person, organisation__name="A council")

    page = client.get(MY_ORGANISATION).text

    assert home(member) in page
    assert home(other) in page


def test_returner_is_shown_how_to_join_and_has_no_organisation(returner_client):
    assert reverse("employers:organisation_join") in returner_client.get(reverse("portal:my_home")).text
    assert returner_client.get(MY_ORGANISATION).status_code == 404


# -- What is on it ---------------------------------------------------------------------------------------------------


def test_bookings_to_come_show_who_comes_and_how_to_change_them(client, member):
    event = EventFactory(title="Insight Event")
    BookingFactory(event=event, organisation=member.organisation, name="Grace", names=["Ada Lovelace", ""])
    past = BookingFactory(event=EventFactory(title="Long ago"), organisation=member.organisation)
    then = timezone.now() - dt.timedelta(days=9)
    Event.objects.filter(pk=past.event_id).update(booking_closes_at=then, starts_at=then, ends_at=then + HOUR)

    page = client.get(home(member)).text
    every = client.get(reverse("portal:organisation_bookings", args=[member.organisation.uuid])).text

    assert "Ada Lovelace" in page
    assert "1 to be named" in page
    assert "/booking/" in page
    assert past.event.title not in page
    assert "Insight Event" in every
    assert "Long ago" in every


def test_access_needs_of_colleagues_are_on_neither_page(client, member):
    booking = BookingFactory(event=EventFactory(), organisation=member.organisation, names=["Ada"])
    booking.attendees.update(access_needs="A seat by the door", diet="No nuts")

    for name in ("organisation_home", "organisation_bookings"):
        page = client.get(reverse(f"portal:{name}", args=[member.organisation.uuid])).text
        assert "A seat by the door" not in page
        assert "No nuts" not in page


def manage_link(client, member) -> str:
    return re.search(r'"(/booking/[^"]+/)"', client.get(home(member)).text)[1]


def test_access_needs_of_colleagues_are_not_behind_the_link_either(client, member):
    booking = BookingFactory(event=EventFactory(), organisation=member.organisation, names=["Ada", ""])
    booking.attendees.filter(position=1).update(access_needs="A seat by the door", diet="No nuts")
    Booking.objects.update(needs_agreed_at=timezone.now())
    link = manage_link(client, member)

    pages = client.get(link).text + client.get(f"{link}names/").text
    saved = client.post(f"{link}names/", {"name_1": "Ada", "name_2": "Bo", "access_2": "Typed unasked"}, follow=True)

    assert "A seat by the door" not in pages
    assert "No nuts" not in pages
    assert "Access needs" not in pages
    assert "You have told us" not in pages
    assert "We have saved who comes." in saved.text
    people = booking.attendees.order_by("position").values_list("name", "access_needs", "diet")
    assert list(people) == [("Ada", "A seat by the door", "No nuts"), ("Bo", "", "")]
    assert Booking.objects.get().needs_agreed_at


def test_link_to_the_booking_of_a_colleague_lasts_a_day(client, member, time_machine):
    BookingFactory(event=EventFactory(), organisation=member.organisation)
    link = manage_link(client, member)

    then = client.get(link).status_code
    time_machine.move_to(timezone.now() + dt.timedelta(hours=25))

    assert then == 200
    assert client.get(link).status_code == 404


def test_who_booked_sees_the_needs_from_the_page_of_the_organisation(client, member):
    booking = BookingFactory(event=EventFactory(), organisation=member.organisation, booker=member.person)
    booking.attendees.update(access_needs="A seat by the door")

    page = client.get(f"{manage_link(client, member)}names/").text

    assert "A seat by the door" in page


def test_training_says_who_has_been_to_what_and_leads_to_certificates(client, member):
    module = ModuleFactory(name="Fair interviews")
    trainee, other = (
        Trainee.objects.create(
            series=module.series,
            email=f"{name}@example.org",
            name=name,
            organisation=member.organisation,
            modules=[module.pk],
            last_came_at=timezone.now(),
        )
        for name in ("Ada", "Bo")
    )
    certificates = [
        Certificate.objects.create(
            trainee=one, number=one.name, completed_on=dt.date(2026, 3, 2), issued_at=timezone.now(), revoked_at=at
        )
        for one, at in ((trainee, None), (other, timezone.now()))
    ]

    page = client.get(home(member)).text

    assert "Fair interviews" in page
    good, taken_back = (certificate_path(certificate).rpartition(":")[0] for certificate in certificates)
    assert good.split(":")[0] in page
    assert taken_back.split(":")[0] not in page


def test_next_sessions_of_training_are_on_it(client, member):
    EventFactory(title="Fair interviews, on a Monday", kind="training")
    EventFactory(title="A secret session", kind="training", draft=True)

    page = client.get(home(member)).text

    assert "Fair interviews, on a Monday" in page
    assert "A secret session" not in page


def test_only_who_manages_is_asked_to_confirm_colleagues(client, member):
    asked = ContactFactory(organisation=member.organisation, asked=True)
    plain = sign_in(Client(), ContactFactory(organisation=member.organisation).person)

    assert f"{asked.name} asks to join" in client.get(home(member)).text
    assert f"{asked.name} asks to join" not in plain.get(home(member)).text


def test_questions_of_colleagues_are_on_it(client, member):
    asked = SupportRequestFactory(organisation=member.organisation, opened_at=timezone.now() - dt.timedelta(days=5))

    page = client.get(home(member)).text

    assert asked.subject in page
    assert "Our answer is late" in page
