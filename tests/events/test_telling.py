"""Everybody with a booking is told what has become of the event: once, in words, and their calendar with them."""

import datetime as dt
import re
from functools import partial

import pytest
from django.utils import timezone
from icalendar import Calendar

from core import jobs
from core.jobs import Job
from events import actions, news
from events.actions import telling
from events.models import Booking, Event, EventChange
from events.tasks import tell_of_event_changes
from notifications.models import Message, TimedLetter
from notifications.timed import replan
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.events import BookingFactory, EventFactory, VenueFactory
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2027, 3, 1, 12, 0, tzinfo=dt.UTC)
STARTS = dt.datetime(2027, 4, 24, 9, 0, tzinfo=dt.UTC)  # 10am in the UK
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def staff(db):
    return ProgrammeManagerFactory()


def event(**fields) -> Event:
    return EventFactory(**{"made_at": NOW, **on(STARTS), **fields})


def on(starts: dt.datetime) -> dict[str, dt.datetime]:
    return {"starts_at": starts, "ends_at": starts + 3 * HOUR}


def booked(event: Event, **fields) -> Booking:
    booking = BookingFactory(**{"event": event, "at": NOW, **fields})
    replan(booking, at=NOW)
    return booking


def move(event: Event, by, *, days: int = 1, at: dt.datetime = NOW + HOUR) -> None:
    actions.change(event, **on(STARTS + days * DAY), by=by, at=at)


def letters(name: str = "event") -> list[Message]:
    return list(Message.objects.filter(template__startswith=f"events/email/{name}").order_by("pk"))


def unfolded(calendar: str) -> str:
    return calendar.replace("\r\n ", "")


def entry_of(message: Message):
    calendar = Calendar.from_ical(message.calendar)
    return str(calendar["METHOD"]), calendar.walk("VEVENT")[0]


def test_everybody_with_a_booking_reads_what_it_was_and_what_it_is_now(staff):
    meeting = event(seats=1)
    seat, waits = booked(meeting), booked(meeting)
    cancelled = booked(meeting)
    Booking.objects.filter(pk=cancelled.pk).update(status=Booking.Status.CANCELLED, closed_at=NOW)

    move(meeting, staff)
    tell_of_event_changes()

    assert [message.to for message in letters()] == [seat.email, waits.email]
    for message in letters():
        assert "The time was: Saturday 24 April 2027, 10am to 1pm." in message.text
        assert "The time is now: Sunday 25 April 2027, 10am to 1pm." in message.text


def test_the_calendar_entry_has_the_same_uid_and_a_higher_sequence(staff):
    meeting = event(seats=1)
    booked(meeting)
    booked(meeting)

    move(meeting, staff)
    tell_of_event_changes()

    with_seat, waiting = letters()
    method, entry = entry_of(with_seat)
    assert (method, str(entry["UID"]), entry["SEQUENCE"]) == ("PUBLISH", str(meeting.uuid), 1)
    assert entry["DTSTART"].dt == STARTS + DAY
    assert waiting.calendar == ""


def test_calling_it_off_tells_everybody_why_and_takes_it_out_of_calendars(staff):
    meeting, other, past = event(), event(title="The next one", **on(STARTS + 7 * DAY)), event(**on(NOW - DAY))
    booked(meeting)

    actions.cancel(meeting, why="The venue is closed.", by=staff, at=NOW + HOUR)
    tell_of_event_changes()

    (message,) = letters()
    method, entry = entry_of(message)
    assert (method, entry["SEQUENCE"], str(entry["STATUS"])) == ("CANCEL", 1, "CANCELLED")
    assert "Why: The venue is closed." in message.text
    assert f"The next one, {other.when}" in message.text
    assert past.title not in message.text
    assert not TimedLetter.objects.planned().exists()


def test_a_change_that_no_calendar_shows_is_told_to_nobody(staff):
    meeting = event()
    booked(meeting)

    actions.change(meeting, summary="Shorter.", by=staff, at=NOW + HOUR)
    tell_of_event_changes()

    assert letters() == []


def test_a_new_link_is_told_to_those_who_join_alone_and_is_in_no_letter(staff, client):
    meeting = event(online=True)
    online, _ = booked(meeting, mode="online"), booked(meeting, mode="in person")

    actions.change(meeting, join_link="https://meet.example.org/new", by=staff, at=NOW + HOUR)
    tell_of_event_changes()

    assert [message.to for message in letters()] == [online.email]
    link = re.search(r"Your own link takes you there: \S+(/booking/\S+/join/)", letters()[0].text)
    assert client.get(link[1]).status_code == 200
    assert "meet.example.org" not in letters()[0].text + unfolded(letters()[0].calendar)


def test_the_calendar_of_whoever_joins_online_leads_to_our_page(staff, client):
    meeting = event(online=True)
    online, room = booked(meeting, mode="online"), booked(meeting, mode="in person")

    move(meeting, staff)
    tell_of_event_changes()

    entries = [unfolded(Message.objects.get(to=one.email).calendar) for one in (online, room)]

    link = re.search(r"Join online: \S+?(/booking/[^\s\\]+/join/)", entries[0])
    assert meeting.title in client.get(link[1]).text
    assert "/join/" not in entries[1]
    assert not any(meeting.join_link in one for one in entries)


def test_another_venue_is_told_with_how_to_get_in(staff):
    meeting = event()
    booked(meeting)
    venue = VenueFactory(name="Town Hall", street="The Headrow", access="A ramp on the left.")

    actions.change(meeting, venue=venue, by=staff, at=NOW + HOUR)
    tell_of_event_changes()

    assert "The place is now: Town Hall, The Headrow, Leeds LS1 4JB." in letters()[0].text
    assert "A ramp on the left." in letters()[0].text


def test_attendees_with_an_address_of_their_own_are_told_too(staff):
    party = booked(event(), names=["Ada", "Bo"])
    party.attendees.filter(position=2).update(email="bo@example.org")

    move(party.event, staff)
    tell_of_event_changes()

    assert [message.to for message in letters()] == [party.email, "bo@example.org"]
    assert "/booking/" not in letters()[1].text
    assert letters()[1].calendar != ""


def test_telling_twice_tells_once(staff):
    meeting = event()
    for _ in range(3):
        booked(meeting)
    move(meeting, staff)
    change = EventChange.objects.get()

    tell_of_event_changes()
    telling.carry_out_change(jobs.start(telling.EVENT_CHANGE, change, total=3))

    assert len(letters()) == 3


def test_a_killed_worker_leaves_the_rest_to_the_next(staff, monkeypatch):
    meeting = event(seats=100)
    for _ in range(60):
        booked(meeting)
    move(meeting, staff)
    dying(monkeypatch, after=2)

    with pytest.raises(SystemExit):
        tell_of_event_changes()
    left = Job.objects.get()
    half = len(letters())
    monkeypatch.undo()
    Job.objects.update(touched_at=timezone.now() - DAY)
    tell_of_event_changes()

    assert (left.state, left.done, half) == ("running", 50, 50)
    assert Job.objects.get().state == "finished"
    assert len(letters()) == len({message.to for message in letters()}) == 60


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_each_once(staff):
    meeting = event(seats=100)
    for _ in range(40):
        booked(meeting)
    move(meeting, staff)
    job = Job.objects.get()

    in_parallel(partial(telling.carry_out_change, job) for _ in range(2))

    assert len(letters()) == 40


def test_moved_twice_before_anybody_was_told_is_told_as_one(staff):
    meeting = event()
    booked(meeting)

    move(meeting, staff, days=1)
    actions.change(meeting, title="Another name", by=staff, at=NOW + HOUR)
    move(meeting, staff, days=2)
    tell_of_event_changes()

    (message,) = letters()
    assert "The time was: Saturday 24 April 2027" in message.text
    assert "The time is now: Monday 26 April 2027" in message.text
    assert "It is now called “Another name”" in message.text
    assert entry_of(message)[1]["SEQUENCE"] == 3
    assert sorted(Job.objects.values_list("state", flat=True)) == ["finished", "stopped", "stopped"]


def test_moved_and_called_off_before_anybody_was_told_is_told_as_called_off(staff):
    meeting = event()
    booked(meeting)

    move(meeting, staff)
    actions.cancel(meeting, why="The venue is closed.", by=staff, at=NOW + HOUR)
    tell_of_event_changes()

    assert [message.template for message in letters()] == ["events/email/event_cancelled"]


def test_a_booking_cancelled_between_the_change_and_the_telling_is_not_told(staff):
    meeting = event()
    gone, there = booked(meeting), booked(meeting)
    move(meeting, staff)
    Booking.objects.filter(pk=gone.pk).update(status=Booking.Status.CANCELLED, closed_at=NOW)

    tell_of_event_changes()

    assert [message.to for message in letters()] == [there.email]


def test_whoever_books_after_the_change_is_not_told_of_it(staff):
    meeting = event()
    booked(meeting)
    move(meeting, staff)
    booked(meeting, at=NOW + 2 * HOUR)

    tell_of_event_changes()

    assert len(letters()) == 1


def test_nobody_to_tell_is_no_job(staff):
    meeting, over = event(), event(starts_at=NOW - 2 * DAY, ends_at=NOW - DAY)
    BookingFactory(event=over, at=NOW - 3 * DAY)

    move(meeting, staff)
    actions.change(over, title="As it was called later", by=staff, at=NOW)

    assert not Job.objects.exists()


@pytest.mark.parametrize(("hours", "lane"), [(23, "now"), (25, "normal")])
def test_what_changes_on_the_last_day_goes_at_once(staff, hours, lane):
    meeting = event()
    booked(meeting)

    actions.cancel(meeting, why="Snow.", by=staff, at=STARTS - hours * HOUR)
    tell_of_event_changes()

    assert letters()[0].lane == lane


def dying(monkeypatch, *, after: int) -> None:
    """A worker that is killed in its third batch."""
    tell, batches = news.tell, []

    def killed(bookings, change):
        batches.append(bookings)
        if len(batches) > after:
            raise SystemExit
        tell(bookings, change)

    monkeypatch.setattr(news, "tell", killed)


def test_an_offer_that_the_move_leaves_open_is_said_to_need_an_answer(staff):
    meeting = event(seats=1)
    seat, offered = booked(meeting), booked(meeting)
    offered.attendees.update(name="Bo", email="bo@example.org")
    actions.cancel_booking(seat, at=NOW)

    move(meeting, staff)
    tell_of_event_changes()

    to_booker, to_named = letters("event_changed")
    assert "Places have come free for you, and we keep them until" in to_booker.text
    assert "You need not do anything" not in to_booker.text
    assert f"{offered.name} has asked for a seat for you" in to_named.text
