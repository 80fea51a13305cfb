"""Who sees what people need at an event and what they eat."""

import pytest
from django.test import Client
from django.utils import timezone

from events.links import BROWSER, COLLEAGUE, LETTER, manage_path
from events.models import Attendee
from tests.conftest import sign_in
from tests.factories.accounts import UserFactory
from tests.factories.events import BookingFactory

pytestmark = pytest.mark.django_db


def booked(**fields):
    booking = BookingFactory(needs_agreed_at=timezone.now(), **fields)
    Attendee.objects.filter(booking=booking).update(access_needs="A hearing loop", diet="Vegan")
    return booking


def sees_needs(booking, purpose, client=None):
    """On the page of the booking and in the form that changes who comes."""
    client = client or Client()
    path = manage_path(booking, purpose)
    page, form = client.get(path).text, client.get(f"{path}names/").text
    shown = {"or what they need" in page, "hearing loop" in form}
    assert len(shown) == 1
    return shown.pop()


def test_needs_are_seen_by_who_reads_the_letters_and_by_no_colleague():
    booking = booked(address_confirmed_at=timezone.now())

    assert sees_needs(booking, LETTER)
    assert not sees_needs(booking, COLLEAGUE)


def test_needs_are_not_seen_without_the_letter_or_the_account():
    """Anybody may have typed the address."""
    assert not sees_needs(booked(), BROWSER)


def test_needs_are_seen_by_the_account_that_has_the_address():
    person = UserFactory()
    booking = booked(email=person.email)

    assert sees_needs(booking, BROWSER, sign_in(Client(), person))


def test_account_that_booked_sees_needs_in_its_browser():
    person = UserFactory()
    booking = booked(booker=person, address_confirmed_at=timezone.now())

    assert sees_needs(booking, BROWSER, sign_in(Client(), person))
    assert not sees_needs(booking, BROWSER, sign_in(Client(), UserFactory()))
