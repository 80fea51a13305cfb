"""One press for the event that follows, for those who did not come."""

import re
import uuid
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from core.places import Status
from events.actions import cancel_booking
from events.actions.rebooking import book_again, follow_on
from events.after_links import rebook_url
from events.models import Attendee, Booking, Event, Pool
from notifications.models import Message
from notifications.timed import all_rules
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.events import BookingFactory, EventFactory
from tests.parallel import in_parallel


def missed(**event):
    """A party of two that cancelled, and the online event that follows."""
    follows = EventFactory(venue=None, online=True, **event)
    booking = BookingFactory(
        event__followed_by=follows, event__programme=follows.programme, names=["Ada", "Bo"], email="ada@example.org"
    )
    return cancel_booking(booking, at=timezone.now()), follows


def path(booking):
    return "/" + rebook_url(booking).split("/", 3)[3]


@pytest.mark.django_db
def test_one_press_books_as_many_seats_for_the_same_people(client):
    booking, follows = missed()
    Attendee.objects.filter(name="Ada").update(diet="vegan")

    shown = client.get(path(booking))
    booked_by_looking = follows.bookings.count()
    page = client.post(path(booking), follow=True)

    assert "One press books 2 places" in shown.text
    assert booked_by_looking == 0
    assert page.status_code == 200
    made = follows.bookings.get()
    assert (made.seats, made.status, made.email) == (2, Status.CONFIRMED, "ada@example.org")
    assert list(made.attendees.order_by("position").values_list("name", "diet")) == [("Ada", ""), ("Bo", "")]
    assert made.address_confirmed_at is not None


@pytest.mark.django_db
def test_pressed_after_it_was_cancelled_they_join_anew():
    booking, follows = missed()
    first = book_again(booking, at=timezone.now())
    cancel_booking(first, at=timezone.now())

    second = book_again(booking, at=timezone.now())

    assert second.pk != first.pk
    assert follows.bookings.live().get() == second


@pytest.mark.django_db
def test_pressed_again_it_is_the_same_booking(client):
    booking, follows = missed()

    for _ in range(2):
        client.post(path(booking))

    assert follows.bookings.count() == 1


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_it_is_one_booking():
    booking, follows = missed()

    made = in_parallel([partial(book_again, booking, at=timezone.now())] * 2)

    assert made[0] == made[1]
    assert follows.pools.get().taken == 2


@pytest.mark.django_db
def test_where_it_is_full_they_wait(client):
    booking, follows = missed(seats=2)
    BookingFactory(event=follows)

    shown = client.get(path(booking)).text
    client.post(path(booking))

    assert "this puts you on the waiting list" in shown
    assert follows.bookings.get(email="ada@example.org").status == Status.WAITING


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"status": Event.Status.CANCELLED, "cancelled_why": "Ill"}, "This event has been cancelled"),
        ({"booking_closes_at": timezone.now()}, "Booking closed"),
        ({"party_limit": 1}, "One booking can have 1 place at most"),
    ],
)
def test_where_it_cannot_be_booked_any_more_the_words_are_kind(client, change, says):
    booking, follows = missed()
    Event.objects.filter(pk=follows.pk).update(**change)

    page = client.post(path(booking))

    assert says in page.text
    assert "We are sorry" in page.text
    assert follows.bookings.count() == 0


@pytest.mark.django_db
def test_who_has_booked_it_already_is_told(client):
    booking, follows = missed()
    BookingFactory(event=follows, email="ada@example.org")

    page = client.post(path(booking))

    assert "There is a booking with the address ada@example.org already" in page.text
    assert Booking.objects.filter(event=follows).count() == 1


@pytest.mark.django_db
def test_without_an_event_that_follows_there_is_no_link():
    booking = BookingFactory()

    assert rebook_url(booking) == ""


@pytest.mark.django_db
def test_a_link_to_an_event_that_follows_no_more_says_so(client):
    booking, _ = missed()
    url = path(booking)
    follow_on(booking.event, None, by=ProgrammeManagerFactory())

    page = client.get(url)

    assert "There is no event to book instead at the moment." in page.text


@pytest.mark.django_db
def test_staff_choose_among_online_events_to_come(sign_in):
    event = EventFactory()
    online = EventFactory(programme=event.programme, venue=None, online=True)
    in_person = EventFactory(programme=event.programme)
    client = sign_in(ProgrammeManagerFactory(role=Role.EVENTS_OFFICER))
    url = reverse("events:event_follow_on", args=[event.uuid])

    page = client.get(url).text
    client.post(url, {"event": online.pk})
    chosen = Event.objects.get(pk=event.pk).followed_by
    client.post(url, {"event": in_person.pk})

    assert online.title in page
    assert in_person.title not in page
    assert chosen == online
    assert Event.objects.get(pk=event.pk).followed_by == online


@pytest.mark.django_db
def test_staff_take_the_event_that_follows_away_again(sign_in):
    following = EventFactory(venue=None, online=True)
    event = EventFactory(programme=following.programme, followed_by=following)
    client = sign_in(ProgrammeManagerFactory(role=Role.EVENTS_OFFICER))

    page = client.post(reverse("events:event_follow_on", args=[event.uuid]), {"event": ""}, follow=True).text

    assert Event.objects.get(pk=event.pk).followed_by is None
    assert "Saved. No event follows this one." in page
    assert "carry a link" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("become", "says"),
    [
        ({"status": Event.Status.CANCELLED, "cancelled_why": "Ill"}, "This event has been cancelled"),
        ({"booking_closes_at": timezone.now()}, "Booking closed"),
    ],
)
def test_an_event_that_follows_stays_chosen_and_the_page_says_why_it_cannot_be_booked(sign_in, become, says):
    following = EventFactory(venue=None, online=True)
    event = EventFactory(programme=following.programme, followed_by=following)
    Event.objects.filter(pk=following.pk).update(**become)
    client = sign_in(ProgrammeManagerFactory(role=Role.EVENTS_OFFICER))
    url = reverse("events:event_follow_on", args=[event.uuid])

    page = client.get(url).text
    saved = client.post(url, {"event": re.search(r'<option value="(\d*)"\s+selected', page)[1]}, follow=True).text

    assert says in page
    assert f"Saved. {says}" in saved
    assert Event.objects.get(pk=event.pk).followed_by == following


@pytest.mark.django_db
def test_an_event_that_is_not_online_any_more_is_not_booked_in_its_room(client):
    booking, follows = missed(seats=20)
    Pool.objects.filter(event=follows).update(mode=Pool.Mode.IN_PERSON)

    page = client.post(path(booking))

    assert "There is no event to book instead at the moment." in page.text
    assert not follows.bookings.exists()


@pytest.mark.django_db
def test_a_link_that_was_cut_leads_to_what_else_is_on(client):
    page = client.get(reverse("events:booking_again", args=[uuid.uuid4().hex]))

    assert page.status_code == 404
    assert "See what else is on" in page.text


@pytest.mark.django_db
def test_the_letter_to_whoever_cancelled_leads_to_the_event_that_follows(client):
    booking, follows = missed()

    letter = Message.objects.get(template="events/email/booking_cancelled")

    url = next(line for line in letter.text.splitlines() if "/again/" in line)
    assert follows.title in client.get("/" + url.split("/", 3)[3]).text
    assert all_rules()["event-missed"].letter(booking)["context"]["rebook_url"] == rebook_url(booking)
