"""Joining online, by the link of the booking."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.places import Status
from events.links import JOIN, LETTER, join_url, manage_path
from events.models import Attendee, Booking
from tests.factories.events import BookingFactory, EventFactory

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.org/insight"


@pytest.fixture
def event():
    return EventFactory(starts_at=timezone.now() + dt.timedelta(minutes=30), venue=None, online=True)


def path_of(booking):
    return f"{manage_path(booking, LETTER)}join/"


def test_one_press_notes_who_came_and_shows_the_link(event):
    booking, client = BookingFactory(event=event), Client()
    page = client.get(path_of(booking))
    assert LINK not in page.text
    assert not Attendee.objects.here().exists()

    page = client.post(path_of(booking), follow=True)

    assert LINK in page.text
    assert "We have noted that Ada Booker came." in " ".join(page.text.split())
    assert Attendee.objects.here().count() == 1


def test_link_to_join_that_is_passed_round_manages_nothing(event):
    booking, client = BookingFactory(event=event), Client()
    join_path = urlsplit(join_url(booking)).path

    joining = client.post(join_path, follow=True)

    assert LINK in joining.text
    assert "Your booking" not in joining.text
    assert client.get(manage_path(booking, JOIN)).status_code == 404
    assert client.post(f"{manage_path(booking, JOIN)}cancel/").status_code == 404
    assert Booking.objects.get().address_confirmed_at is None


def test_party_says_who_of_it_joins(event):
    booking, client = BookingFactory(event=event, names=["Ada Booker", "Bo Marsh", ""]), Client()
    ada, _, third = booking.attendees.order_by("position")

    page = client.post(path_of(booking))
    assert "Select who is joining" in page.text
    client.post(path_of(booking), {"who": [str(ada.uuid), str(third.uuid)]})

    assert list(Attendee.objects.here().order_by("position").values_list("position", flat=True)) == [1, 3]
    assert "Somebody else joins, too" in client.get(path_of(booking)).text


def test_trying_the_link_the_day_before_is_not_coming(event):
    booking, client = BookingFactory(event=event), Client()

    with time_machine.travel(event.starts_at - dt.timedelta(hours=2), tick=False):
        page = client.get(path_of(booking))
        client.post(path_of(booking))

    assert "Try it beforehand" in page.text
    assert LINK in page.text
    assert not Attendee.objects.here().exists()


@pytest.mark.parametrize("how", ["waiting", "in the room", "over", "cancelled"])
def test_nothing_to_join_without_a_place_online(how):
    start = timezone.now() + dt.timedelta(minutes=30)
    venue = {} if how == "in the room" else {"venue": None, "online": True}
    event = EventFactory(starts_at=start, **venue)
    booking = BookingFactory(event=event)
    if how == "waiting":
        Booking.objects.update(status=Status.WAITING)
    if how == "over":
        type(event).objects.update(
            starts_at=start - dt.timedelta(days=1),
            ends_at=start - dt.timedelta(hours=1),
            booking_closes_at=start - dt.timedelta(days=1),
        )
    if how == "cancelled":
        type(event).objects.update(status="cancelled")

    page = Client().post(path_of(booking), follow=True)

    assert "There is nothing to join with this booking." in page.text
    assert LINK not in page.text
    assert not Attendee.objects.here().exists()


def test_link_that_is_not_ready_says_so(event):
    type(event).objects.update(join_link="")

    page = Client().get(path_of(BookingFactory(event=event)))

    assert "The link is not ready yet." in page.text


def test_link_that_is_not_one_of_ours_is_not_found():
    assert Client().get(reverse("events:booking_join", args=["nothing"])).status_code == 404
