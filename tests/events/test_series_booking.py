"""Training booked as a whole."""

import uuid
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from core.errors import Refused
from core.places import Status
from employers.models import Milestone, Organisation
from events import after_links
from events.actions import Named, cancel_booking
from events.actions.series_booking import book_series, cancel_series, next_with_room, sessions_ahead
from events.models import Booking, Event, SeriesBooking
from notifications.models import Message
from tests.events.training import book_training, series_of_two
from tests.factories.accounts import UserFactory
from tests.factories.employers import OrganisationFactory
from tests.factories.events import BookingFactory, EventFactory
from tests.factories.feedback import FeedbackFactory, FeedbackInviteFactory
from tests.parallel import in_parallel
from tests.typed import SERIES_BOOKING


def fill(event):
    for _ in range(event.pools.get().free):
        BookingFactory(event=event)


def small(sessions, seats=1):
    for event in sessions:
        event.pools.update(capacity=seats)


@pytest.mark.django_db
def test_one_press_books_a_session_of_each_module():
    sessions = series_of_two()

    made = book_training(sessions, attendees=[Named("Ada King"), Named()])

    assert {booking.event for booking in made.bookings.all()} == set(sessions)
    assert {booking.status for booking in made.bookings.all()} == {Status.CONFIRMED}
    assert [event.pools.get().taken for event in sessions] == [2, 2]
    letter = Message.objects.get(template="events/email/series_booked")
    assert all(event.module.name in letter.text for event in sessions)
    assert Message.objects.filter(template="events/email/booking_confirmed").count() == 2


@pytest.mark.django_db
def test_where_one_module_is_full_its_turn_is_taken_and_said():
    sessions = series_of_two()
    small(sessions[1:])
    fill(sessions[1])

    made = book_training(sessions)

    assert [booking.status for booking in made.bookings.order_by("event__starts_at")] == ["confirmed", "waiting"]
    assert "On the waiting list" in Message.objects.get(template="events/email/series_booked").text


@pytest.mark.django_db
def test_a_module_that_is_booked_already_is_left_as_it_is():
    sessions = series_of_two()
    before = BookingFactory(event=sessions[0], email="ada@example.org")

    made = book_training(sessions)

    assert [booking.event for booking in made.bookings.all()] == [sessions[1]]
    before.refresh_from_db()
    assert before.status == Status.CONFIRMED
    assert Message.objects.filter(template="events/email/booking_again").count() == 1


@pytest.mark.django_db
def test_where_nothing_can_be_booked_nothing_is_left_behind():
    sessions = series_of_two()
    for event in sessions:
        BookingFactory(event=event, email="ada@example.org")

    with pytest.raises(Refused):
        book_training(sessions)

    assert SeriesBooking.objects.count() == 0
    assert Booking.objects.count() == 2


@pytest.mark.django_db
def test_the_next_session_with_room_is_chosen():
    first, second = series_of_two()
    small([first])
    fill(first)
    later = EventFactory(
        kind=Event.Kind.TRAINING, module=first.module, programme=first.programme, starts_at=second.starts_at
    )

    modules = sessions_ahead(first.module.series, at=timezone.now())

    assert [pool.event for pool in modules[0][1]] == [first, later]
    assert [next_with_room(pools).event for _, pools in modules] == [later, second]


@pytest.mark.django_db
def test_cancelling_all_frees_every_seat_and_cancelling_one_only_its_own():
    sessions = series_of_two()
    made, other = book_training(sessions), book_training(sessions, email="bo@example.org")

    cancel_booking(other.bookings.first(), at=timezone.now())
    one_gone = sorted(event.pools.get().taken for event in sessions)
    number = cancel_series(made, at=timezone.now())

    assert one_gone == [1, 2]
    assert number == 2
    assert cancel_series(made, at=timezone.now()) == 0
    assert sorted(event.pools.get().taken for event in sessions) == [0, 1]


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_are_one():
    sessions = series_of_two()
    key = uuid.uuid4()

    outcomes = in_parallel([partial(book_training, sessions, request_key=key)] * 2)

    assert outcomes[0] == outcomes[1]
    assert Booking.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_many_who_book_the_same_modules_in_different_orders_do_not_wait_for_each_other():
    sessions = series_of_two()
    small(sessions, seats=2)
    series, pools = sessions[0].module.series, [event.pools.get() for event in sessions]

    in_parallel(
        partial(
            book_series,
            series,
            pools if n % 2 else pools[::-1],
            name="Ada",
            email=f"ada{n}@example.org",
            attendees=[Named("Ada")],
            request_key=uuid.uuid4(),
            at=timezone.now(),
        )
        for n in range(6)
    )

    for event in sessions:
        assert event.bookings.confirmed().count() == 2
        assert event.bookings.waiting().count() == 4


@pytest.mark.django_db
def test_the_page_books_what_is_chosen_and_leads_to_it(client):
    sessions = series_of_two()
    url = reverse("events:series_booking_create", args=[sessions[0].module.series.slug])
    chosen = {f"module_{sessions[0].module.pk}": sessions[0].pools.get().pk, f"module_{sessions[1].module.pk}": "none"}

    shown = client.get(url).text
    sent = client.post(url, {**SERIES_BOOKING, **chosen, "people": "2"}, follow=True)
    page = client.get(path_of(SeriesBooking.objects.get()))

    assert all(event.module.name in shown for event in sessions)
    assert reverse("events:series_detail", args=[sessions[0].module.series.slug]) in shown
    assert "Look in your email" in sent.text
    assert "Your training" in page.text
    assert "Not booked" in page.text
    booking = Booking.objects.get()
    assert (booking.event, booking.seats, booking.address_confirmed_at) == (sessions[0], 2, None)


def path_of(made):
    """Behind the link in the letter."""
    return "/" + after_links.training_url(made).split("/", 3)[3]


@pytest.mark.django_db
@pytest.mark.parametrize("booked", [0, 1, 2])
def test_nobody_can_tell_whether_somebody_has_booked(client, booked):
    sessions = series_of_two()
    for event in sessions[:booked]:
        BookingFactory(event=event, email=SERIES_BOOKING["email"])
    slug = sessions[0].module.series.slug

    response = client.post(reverse("events:series_booking_create", args=[slug]), SERIES_BOOKING)

    assert response.url == reverse("events:series_booking_sent", args=[slug])
    assert Booking.objects.count() == 2
    assert Message.objects.filter(template="events/email/booking_again").count() == booked


@pytest.mark.django_db
def test_somebody_signed_in_is_led_to_their_training_and_told_what_they_have_booked(sign_in):
    sessions = series_of_two()
    person = UserFactory(email=SERIES_BOOKING["email"])
    client, url = sign_in(person), reverse("events:series_booking_create", args=[sessions[0].module.series.slug])

    first = client.post(url, SERIES_BOOKING, follow=True)
    second = client.post(url, {**SERIES_BOOKING, "request_key": uuid.uuid4()})

    assert "Your training" in first.text
    assert "There is a booking with the address" in second.text


@pytest.mark.django_db
def test_somebody_without_a_choice_is_asked(client):
    sessions = series_of_two()
    url = reverse("events:series_booking_create", args=[sessions[0].module.series.slug])
    none = {f"module_{event.module.pk}": "none" for event in sessions}

    page = client.post(url, {**SERIES_BOOKING, **none})
    foreign = client.post(url, {**SERIES_BOOKING, **none, f"module_{sessions[0].module.pk}": "999999"})

    assert "Choose a session of one module at least." in page.text
    assert "Choose one of the options listed" in foreign.text
    assert Booking.objects.count() == 0


@pytest.mark.django_db
def test_a_series_without_sessions_says_so(client):
    sessions = series_of_two()
    Event.objects.update(status=Event.Status.CANCELLED, cancelled_why="Ill")

    page = client.get(reverse("events:series_booking_create", args=[sessions[0].module.series.slug]))

    assert "No session of this training can be booked at the moment." in page.text


@pytest.mark.django_db
def test_a_press_behind_the_letter_shows_where_they_work(client):
    organisation = OrganisationFactory(domain="cummins.example")
    made = book_training(series_of_two(), email="ada@cummins.example")
    path = path_of(made)

    before = Organisation.objects.filter(bookings__series_booking=made).exists()
    client.post(path + "cancel/")

    assert not before
    assert set(made.bookings.values_list("organisation", flat=True)) == {organisation.pk}
    assert set(made.bookings.values_list("status", flat=True)) == {Status.CANCELLED}


@pytest.mark.django_db
def test_registering_for_training_is_a_milestone_as_long_as_it_stands():
    organisation = OrganisationFactory(domain="cummins.example")
    made = book_training(series_of_two(), email="ada@cummins.example", reads_letters=True)
    step = organisation.milestones.filter(step=Milestone.Step.TRAINING)

    registered = step.count()
    cancel_series(made, at=timezone.now())

    assert (registered, step.count()) == (1, 0)


@pytest.mark.django_db
def test_whoever_gave_feedback_signs_up_with_one_press(client):
    sessions = series_of_two()
    booking = BookingFactory(event__programme=sessions[0].programme, names=["Ada King"], email="ada@example.org")
    invite = FeedbackInviteFactory(event=booking.event, booking=booking, email="ada@example.org")
    FeedbackFactory(invite=invite)
    token = after_links.feedback_url(invite).split("/")[-2]
    press = reverse("events:feedback_training", args=[token, sessions[0].module.series.uuid])
    thanks = reverse("events:feedback_thanks", args=[token])

    shown = client.get(thanks).text
    looked = client.get(press, follow=True)
    pages = [client.post(press, follow=True) for _ in range(2)]
    later = client.get(thanks).text

    assert "Sign me up for the training" in shown
    assert "You have signed up here" in later
    assert "Sign me up for the training" not in later
    assert "Thank you" in looked.text
    assert all("Your training" in page.text for page in pages)
    made = SeriesBooking.objects.get()
    assert made.bookings.count() == 2
    assert {attendee.name for one in made.bookings.all() for attendee in one.attendees.all()} == {"Ada King"}
    assert made.bookings.filter(address_confirmed_at=None).count() == 0
