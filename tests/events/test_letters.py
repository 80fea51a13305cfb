"""Reminders, thanks, and the word to those who did not come: to whom, at which hour, and once."""

import datetime as dt
import re
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events import actions, booking_letters
from events.models import Attendee, Booking, Event, FeedbackInvite, Material
from events.tasks import tell_of_event_changes
from notifications.models import Message, TimedLetter
from notifications.timed import replan, replan_all, rule_settings, send_due
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.events import BookingFactory, EventFactory
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

UK = ZoneInfo("Europe/London")
# The day after clocks go forward, at 10am.
STARTS = dt.datetime(2027, 3, 29, 10, 0, tzinfo=UK)
BOOKED = dt.datetime(2027, 3, 1, 12, 0, tzinfo=UK)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def event(**fields) -> Event:
    return EventFactory(**{"made_at": BOOKED, "starts_at": STARTS, "ends_at": STARTS + 3 * HOUR, **fields})


def booked(event: Event, *, at: dt.datetime = BOOKED, **fields) -> Booking:
    """A party whose reminders are planned."""
    booking = BookingFactory(event=event, at=at, **fields)
    replan(booking, at=at)
    return booking


def planned(rule: str = "") -> dict[str, list[dt.datetime]]:
    """When what is planned is due, by rule."""
    found: dict[str, list[dt.datetime]] = {}
    for letter in TimedLetter.objects.planned().filter(rule__startswith=rule).order_by("due_at"):
        found.setdefault(letter.rule, []).append(letter.due_at)
    return found


def sent(rule: str = "event") -> list[tuple[str, str]]:
    """Which letters went to whom, in order."""
    messages = Message.objects.filter(template__contains=f"/{rule}").order_by("pk")
    return [(message.template.rpartition("/")[2], message.to) for message in messages]


def came(booking: Booking, *, at: dt.datetime = STARTS) -> None:
    Attendee.objects.filter(booking=booking).update(arrived_at=at)


def test_reminders_go_at_the_hour_of_uk_clocks_on_both_sides_of_their_change():
    booked(event())

    # Clocks go forward on 28 March: 9am is 9:00 UTC a week before, and 8:00 UTC on the day before.
    assert planned() == {
        "event-week": [dt.datetime(2027, 3, 22, 9, 0, tzinfo=dt.UTC)],
        "event-eve": [dt.datetime(2027, 3, 28, 8, 0, tzinfo=dt.UTC)],
        "event-thanks": [STARTS + 5 * HOUR],
        "event-missed": [dt.datetime(2027, 3, 30, 9, 0, tzinfo=dt.UTC)],
    }


def test_an_event_moved_over_the_change_of_the_clocks_keeps_the_hour():
    meeting = event(starts_at=STARTS - 2 * DAY, ends_at=STARTS - 2 * DAY + 3 * HOUR)
    booked(meeting)
    before = planned("event-eve")

    actions.change(meeting, starts_at=STARTS, ends_at=STARTS + 3 * HOUR, by=ProgrammeManagerFactory(), at=BOOKED + DAY)
    tell_of_event_changes()

    assert before == {"event-eve": [dt.datetime(2027, 3, 26, 9, 0, tzinfo=dt.UTC)]}
    assert planned("event-eve") == {"event-eve": [dt.datetime(2027, 3, 28, 8, 0, tzinfo=dt.UTC)]}


def test_only_those_who_join_online_hear_an_hour_before():
    meeting = event(online=True)
    booked(meeting, mode="in person")
    online = booked(meeting, mode="online")

    send_due(STARTS - HOUR)

    soon = Message.objects.get(template__endswith="event_starts_soon")
    assert soon.to == online.email
    assert "/join/" in soon.text


def test_a_reminder_says_how_to_get_there_or_how_to_join():
    meeting = event(online=True)
    room, online = booked(meeting, mode="in person"), booked(meeting, mode="online")

    send_due(STARTS - DAY)

    to_room, to_online = (Message.objects.get(to=one.email) for one in (room, online))
    assert meeting.venue.address in to_room.text
    assert meeting.venue.access in to_room.text
    assert "openstreetmap.org" in to_room.text
    assert "/join/" not in to_room.text
    assert "/join/" in to_online.text
    assert meeting.venue.access not in to_online.text


def test_all_of_a_party_join_through_our_page_and_nobody_is_sent_the_meetings_own_link():
    meeting = event(online=True)
    online = booked(meeting, mode="online")
    Attendee.objects.create(event=meeting, booking=online, position=2, name="Bo", email="bo@example.org")

    send_due(STARTS - HOUR)

    texts = [Message.objects.get(to=to).text for to in (online.email, "bo@example.org")]
    assert [meeting.join_link in text for text in texts] == [False, False]
    assert ["/join/" in text for text in texts] == [True, True]


def test_whoever_books_on_the_eve_gets_no_reminder_late():
    booked(event(), at=STARTS - 20 * HOUR)

    send_due(STARTS - 19 * HOUR)

    assert sent() == []
    assert TimedLetter.objects.filter(rule="event-eve", state="missed").count() == 1


def test_those_who_come_with_an_address_of_their_own_are_reminded_once_and_plainly():
    meeting = event()
    party = booked(meeting, names=["Ada", "Bo", "Cy", "Di"])
    other = booked(meeting, names=["Eve", "Bo"])
    for position, email in ((1, party.email), (2, "bo@example.org"), (3, "bo@example.org"), (4, other.email)):
        party.attendees.filter(position=position).update(email=email)
    other.attendees.filter(position=2).update(email="bo@example.org")

    send_due(STARTS - DAY)

    assert sorted(to for _, to in sent()) == sorted([party.email, other.email, "bo@example.org"])
    to_bo = Message.objects.get(to="bo@example.org")
    assert to_bo.text.startswith("Hello Bo,")
    assert f"{party.name} has booked a seat for you" in to_bo.text
    assert "/booking/" not in to_bo.text
    assert to_bo.subject_uuid == party.attendees.get(position=2).uuid


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_remind_each_address_once():
    meeting = event(seats=100)
    for number in range(30):
        party = booked(meeting, names=["", "Bo"])
        party.attendees.filter(position=2).update(email=f"bo{number}@example.org")

    in_parallel(partial(send_due, STARTS - DAY) for _ in range(2))

    assert len(sent()) == len(set(sent())) == 60


def test_nobody_who_waits_or_has_cancelled_is_reminded():
    meeting = event(seats=1)
    gone = booked(meeting)
    booked(meeting)
    Booking.objects.filter(pk=gone.pk).update(status=Booking.Status.CANCELLED, closed_at=BOOKED)

    send_due(STARTS - DAY)

    assert sent() == []


def test_thanks_go_to_those_who_came_and_a_word_to_those_who_did_not():
    meeting = event()
    there, away = booked(meeting, names=["Ada", "Bo"]), booked(meeting)
    there.attendees.filter(position=2).update(email="bo@example.org")
    there.attendees.filter(position=1).update(arrived_at=STARTS)

    send_due(STARTS + 5 * HOUR)
    send_due(STARTS + 5 * HOUR)
    after_thanks = sent()
    send_due(STARTS + DAY)

    assert after_thanks == [("event_thanks", there.email)]
    assert sent() == [("event_thanks", there.email), ("event_missed", away.email)]


def test_thanks_go_to_all_of_a_party_who_came():
    party = booked(event(), names=["Ada", "Bo"])
    party.attendees.filter(position=2).update(email="bo@example.org")
    came(party)

    send_due(STARTS + 5 * HOUR)

    assert sorted(to for _, to in sent()) == ["bo@example.org", party.email]


def test_thanks_ask_what_each_thought_by_a_link_of_their_own():
    party = booked(event(), names=["Ada", "Bo"])
    party.attendees.filter(position=2).update(email="bo@example.org")
    came(party)

    send_due(STARTS + 5 * HOUR)

    links = {re.search(r"http\S+/feedback/\S+", text)[0] for text in Message.objects.values_list("text", flat=True)}
    assert len(links) == 2
    assert set(FeedbackInvite.objects.values_list("email", flat=True)) == {party.email, "bo@example.org"}


def test_nobody_is_asked_before_they_are_thanked():
    booked(event())

    assert not FeedbackInvite.objects.exists()


def test_thanks_lead_to_the_materials_where_there_are_some():
    meeting = event()
    came(booked(meeting))
    Material.objects.create(event=meeting, title="Slides", link="https://example.org/slides", added_at=BOOKED)

    send_due(STARTS + 5 * HOUR)

    assert "materials are on the page of your booking" in Message.objects.get().text


def test_those_who_were_missed_can_book_what_follows_with_one_press():
    meeting = event(followed_by=event(title="The same online", starts_at=STARTS + 30 * DAY, ends_at=STARTS + 31 * DAY))
    came(booked(meeting))
    away = booked(meeting)

    send_due(STARTS + DAY)

    assert "One press books it for you" in Message.objects.get(to=away.email).text


def test_where_nobody_was_checked_in_nobody_is_told_that_they_were_missed():
    booked(event())

    send_due(STARTS + 2 * DAY)

    assert sent() == []


def test_a_beat_that_slept_for_a_day_sends_what_is_still_of_use():
    meeting = event()
    came(booked(meeting))
    booked(meeting)

    send_due(STARTS + 2 * DAY)

    assert [name for name, _ in sent()] == ["event_thanks", "event_missed"]


def test_a_cancelled_event_reminds_nobody():
    meeting = event()
    booked(meeting)

    actions.cancel(meeting, why="The venue is closed.", by=ProgrammeManagerFactory(), at=BOOKED + DAY)
    send_due(STARTS + 2 * DAY)

    assert planned() == {}
    assert sent("event_reminder") == []


def test_an_event_moved_after_its_reminder_reminds_of_the_new_day():
    meeting, by = event(), ProgrammeManagerFactory()
    booking = booked(meeting)
    send_due(STARTS - 7 * DAY)

    for days in (10, 14):
        moved = STARTS + days * DAY
        actions.change(meeting, starts_at=moved, ends_at=moved + HOUR, by=by, at=STARTS - 5 * DAY)
        tell_of_event_changes()
    send_due(STARTS + 7 * DAY)
    send_due(STARTS + 7 * DAY)

    assert sent("event_reminder") == [("event_reminder", booking.email)] * 2
    assert planned("event-eve") == {"event-eve": [dt.datetime(2027, 4, 11, 8, 0, tzinfo=dt.UTC)]}


def test_an_event_moved_within_its_last_day_is_not_reminded_of_again():
    meeting, by = event(), ProgrammeManagerFactory()
    booking = booked(meeting)
    send_due(STARTS - DAY)

    later = STARTS + 4 * HOUR
    actions.change(meeting, starts_at=later, ends_at=later + HOUR, by=by, at=STARTS - 6 * HOUR)
    tell_of_event_changes()
    send_due(later - HOUR)

    assert sent() == [("event_reminder", booking.email), ("event_changed", booking.email)]


def test_planning_for_five_hundred_parties_asks_as_much_as_for_five():
    rule_settings()
    few, many = event(seats=600), event(seats=600)
    for meeting, number in ((few, 5), (many, 60)):
        for _ in range(number):
            BookingFactory(event=meeting, names=["Ada", "Bo"])

    counts = []
    for meeting in (few, many):
        with CaptureQueriesContext(connection) as queries:
            replan_all(Booking.objects.filter(event=meeting))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 25
    assert TimedLetter.objects.planned().filter(rule="event-eve").count() == 65


def test_the_booking_letter_has_the_link_to_join_as_no_reminder_may_follow_it():
    meeting = event(online=True)
    late = booked(meeting, at=STARTS - HOUR / 2, mode="online")

    booking_letters.confirmed(late, at=STARTS - HOUR / 2)
    send_due(STARTS)

    (letter,) = Message.objects.filter(to=late.email)
    assert "/join/" in letter.text
    assert "We send the link" not in letter.text
