"""Two people come to meet: times proposed, one picked, changed, called off, and said to have been held."""

import datetime as dt
import uuid
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from core.calendar import uk_day
from core.errors import Refused, SeenOtherwise
from core.uktime import uk_datetime
from mentoring.actions import meeting as actions
from mentoring.models import Meeting, Pair, Side
from notifications.models import Message, TimedLetter
from notifications.timed import send_due
from tests.factories.mentoring import MeetingFactory, PairFactory
from tests.letters import letter_to, letters_to
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

NOW = timezone.now().replace(microsecond=0)
DAY = dt.timedelta(days=1)
TIMES = [NOW + 7 * DAY, NOW + 8 * DAY]


def url(name, thing):
    return reverse(f"mentoring:{name}", args=[thing.uuid])


def propose(pair, side=Side.RETURNER, **given):
    by = pair.person if side == Side.RETURNER else pair.mentor.person
    said = {"times": TIMES, "minutes": 45, "where": "", "by": by, "at": NOW}
    return actions.propose(pair, side=side, **{**said, **given})


def in_calendar(message):
    calendar = Calendar.from_ical(message.calendar)
    (entry,) = calendar.walk("VEVENT")
    return calendar["METHOD"], int(entry["SEQUENCE"]), entry["DTSTART"].dt


# -- Proposing and picking -------------------------------------------------------------------------------------------


def test_times_are_chosen_from_those_that_suit_both_and_one_is_picked(sign_in):
    pair = PairFactory(active=True, mentor__availability=["tue-school"], enrolment__availability=["tue-school"])
    pair.enrolment.availability = ["tue-school"]
    pair.enrolment.save()
    returner, mentor = sign_in(pair.person), sign_in(pair.mentor.person)
    page = returner.get(url("meeting_propose", pair))
    offered = [value for value, _ in page.context["form"].fields["times"].choices]

    returner.post(url("meeting_propose", pair), {"times": offered[:2], "minutes": "60", "where": "Video call"})
    meeting = Meeting.objects.get()
    letter = letter_to(pair.mentor.person, "meeting_proposed")
    mentor.post(url("meeting_pick", meeting), {"time": offered[1]})

    assert all(uk_datetime(time) in letter.text for time in meeting.times)
    assert url("meeting_pick", meeting) in letter.text
    meeting.refresh_from_db()
    assert (meeting.status, meeting.starts_at) == ("agreed", dt.datetime.fromisoformat(offered[1]))
    for person in (pair.person, pair.mentor.person):
        told = letter_to(person, "meeting_agreed")
        assert "Video call" in told.text
        assert in_calendar(told) == ("PUBLISH", 1, meeting.starts_at)


def test_times_are_typed_in_where_none_suits_both(sign_in):
    pair = PairFactory(active=True, mentor__availability=[])
    first, second = ((uk_day(NOW) + n * DAY) for n in (5, 6))
    parts = {
        f"{name}_{part}": str(getattr(day, part))
        for name, day in (("first", first), ("second", second))
        for part in ("day", "month", "year")
    }

    sign_in(pair.person).post(
        url("meeting_propose", pair), {**parts, "first_time": "10am", "second_time": "7pm", "minutes": "30"}
    )

    assert [uk_datetime(time).rpartition(" at ")[2] for time in Meeting.objects.get().times] == ["10am", "7pm"]


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ([NOW + DAY], "Propose two or three times."),
        ([NOW + DAY * n for n in range(1, 5)], "Propose two or three times."),
        ([NOW - DAY, NOW + DAY], "has passed"),
        ([NOW + DAY, NOW + 400 * DAY], "runs until"),
    ],
)
def test_times_that_make_no_sense_are_refused(times, words):
    with pytest.raises(Refused, match=words):
        propose(PairFactory(active=True), times=times)


def test_other_times_take_the_place_of_those_proposed():
    meeting = MeetingFactory()

    changed = propose(meeting.pair, seen=actions.shown(meeting))

    assert changed == meeting
    assert (changed.proposed_by, changed.times) == (Side.RETURNER, TIMES)


def test_proposing_twice_writes_one_letter():
    pair = PairFactory(active=True)

    propose(pair)
    propose(pair)

    assert letters_to(pair.mentor.person) == ["meeting_proposed"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_propose_at_once_the_second_sees_the_first():
    pair = PairFactory(active=True)
    nothing = actions.shown(None)

    outcomes = in_parallel(
        [
            partial(propose, pair, side, minutes=minutes, seen=nothing)
            for side, minutes in zip(Side, (30, 45), strict=True)
        ],
        may_raise=(SeenOtherwise,),
    )

    assert [type(outcome) for outcome in outcomes].count(SeenOtherwise) == 1
    assert Meeting.objects.count() == 1


def test_page_shows_what_the_other_proposed_meanwhile_and_keeps_what_was_typed(sign_in):
    pair = PairFactory(active=True, mentor__availability=["tue-school"])
    pair.enrolment.availability = ["tue-school"]
    pair.enrolment.save()
    client, page = sign_in(pair.person), url("meeting_propose", pair)
    form = client.get(page).context["form"]
    given = {
        "times": [value for value, _ in form.fields["times"].choices][:2],
        "minutes": "60",
        "where": "The library",
        "seen": form["seen"].value(),
    }
    propose(pair, Side.MENTOR)

    answer = client.post(page, given)

    assert "has changed your next meeting since you opened that page" in answer.text
    assert all(uk_datetime(time) in answer.text for time in TIMES)
    assert "The library" in answer.text
    assert Meeting.objects.get().proposed_by == Side.MENTOR


def test_nobody_picks_their_own_times_or_those_that_were_changed():
    meeting = MeetingFactory()
    pair = meeting.pair

    with pytest.raises(Refused, match="You proposed these times"):
        actions.pick(meeting, side=Side.MENTOR, time=meeting.times[0], by=pair.mentor.person, at=NOW)
    with pytest.raises(SeenOtherwise):
        actions.pick(meeting, side=Side.RETURNER, time=NOW + 30 * DAY, by=pair.person, at=NOW)
    late = meeting.times[0] + DAY
    with pytest.raises(Refused, match="has passed"):
        actions.pick(meeting, side=Side.RETURNER, time=meeting.times[0], by=pair.person, at=late)


def test_time_at_which_the_mentor_meets_somebody_else_by_now_is_refused():
    meeting = MeetingFactory()
    other = PairFactory(active=True, mentor=meeting.pair.mentor, place=2)
    MeetingFactory(pair=other, agreed=True, times=[meeting.times[0] + dt.timedelta(minutes=30)])

    with pytest.raises(Refused, match="meets somebody else"):
        actions.pick(meeting, side=Side.RETURNER, time=meeting.times[0], by=meeting.pair.person, at=NOW)


# -- Changing and calling off ----------------------------------------------------------------------------------------


def test_changed_meeting_moves_in_both_calendars():
    meeting = MeetingFactory(agreed=True)
    pair = meeting.pair

    actions.change(meeting, starts_at=NOW + 9 * DAY, minutes=30, where="A café", by=pair.person, at=NOW)

    for person in (pair.person, pair.mentor.person):
        told = letter_to(person, "meeting_changed")
        assert in_calendar(told) == ("PUBLISH", 2, NOW + 9 * DAY)
        assert "A café" in told.text


def test_change_from_a_page_that_showed_something_else_is_shown_again(sign_in):
    meeting = MeetingFactory(agreed=True)
    client, page = sign_in(meeting.pair.person), url("meeting_change", meeting)
    seen = client.get(page).context["form"]["seen"].value()
    day = uk_day(NOW) + 9 * DAY
    actions.change(meeting, starts_at=NOW + 5 * DAY, minutes=30, where="", by=meeting.pair.mentor.person, at=NOW)

    answer = client.post(
        page,
        {
            "starts_at_day": day.day,
            "starts_at_month": day.month,
            "starts_at_year": day.year,
            "starts_at_time": "11am",
            "minutes": "60",
            "where": "Typed words",
            "seen": seen,
        },
    )

    assert "It is now on" in answer.text
    assert "Typed words" in answer.text
    meeting.refresh_from_db()
    assert meeting.starts_at == NOW + 5 * DAY


def test_meeting_called_off_leaves_both_calendars_and_frees_the_way(sign_in):
    meeting = MeetingFactory(agreed=True)
    pair = meeting.pair

    sign_in(pair.person).post(url("meeting_call_off", meeting))

    for person in (pair.person, pair.mentor.person):
        assert in_calendar(letter_to(person, "meeting_called_off"))[:2] == ("CANCEL", 2)
    assert propose(pair).pk != meeting.pk


def test_times_taken_back_are_told_to_the_other_alone(sign_in):
    meeting = MeetingFactory()

    sign_in(meeting.pair.mentor.person).post(url("meeting_call_off", meeting))

    assert letters_to(meeting.pair.person) == ["times_taken_back"]
    assert letters_to(meeting.pair.mentor.person) == []


# -- Afterwards ------------------------------------------------------------------------------------------------------


def test_either_says_that_they_met_and_corrects_it(sign_in):
    meeting = MeetingFactory(agreed=True, times=[NOW - DAY], pair__asked_at=NOW - 30 * DAY)
    pair, day = meeting.pair, uk_day(NOW - DAY)
    given = {"on_day": day.day, "on_month": day.month, "on_year": day.year}

    sign_in(pair.person).post(url("meeting_held", meeting), {**given, "minutes": "50"})
    sign_in(pair.mentor.person).post(url("meeting_held", meeting), {**given, "minutes": "40"})

    meeting.refresh_from_db()
    assert (meeting.status, meeting.held_minutes, meeting.logged_by) == ("held", 40, Side.MENTOR)
    assert meeting.starts_at == NOW - DAY


def test_meeting_never_planned_counts_once_however_often_it_is_logged():
    pair = PairFactory(active=True, asked_at=NOW - 30 * DAY)
    log = partial(actions.log_unplanned, pair, minutes=30, at=NOW)
    key, day = uuid.uuid4(), uk_day(NOW - 2 * DAY)

    first = log(side=Side.RETURNER, on=day, key=key, by=pair.person)
    again = log(side=Side.RETURNER, on=day, key=key, by=pair.person)

    assert first == again
    with pytest.raises(Refused, match="is here already"):
        log(side=Side.MENTOR, on=day, key=uuid.uuid4(), by=pair.mentor.person)
    with pytest.raises(Refused, match="still to come"):
        log(side=Side.MENTOR, on=uk_day(NOW + DAY), key=uuid.uuid4(), by=pair.mentor.person)
    with pytest.raises(Refused, match="when you were a pair"):
        log(side=Side.MENTOR, on=uk_day(NOW - 60 * DAY), key=uuid.uuid4(), by=pair.mentor.person)


def test_meeting_logged_by_mistake_is_taken_off(sign_in):
    meeting = MeetingFactory(held=True)

    sign_in(meeting.pair.person).post(url("meeting_unlog", meeting))

    assert Meeting.objects.held().count() == 0


def test_meeting_is_logged_for_a_month_after_the_end():
    pair = PairFactory(
        status=Pair.Status.ENDED,
        asked_at=NOW - 90 * DAY,
        answered_at=NOW - 80 * DAY,
        ends_on=uk_day(NOW + 100 * DAY),
        ended_at=NOW - 29 * DAY,
    )
    log = partial(actions.log_unplanned, pair, side=Side.MENTOR, minutes=30, by=pair.mentor.person)

    log(on=uk_day(NOW - 40 * DAY), key=uuid.uuid4(), at=NOW)

    with pytest.raises(Refused, match="is over"):
        log(on=uk_day(NOW - 41 * DAY), key=uuid.uuid4(), at=NOW + 2 * DAY)


# -- Letters at a time -----------------------------------------------------------------------------------------------


def test_both_are_reminded_the_day_before_and_asked_the_day_after():
    meeting = MeetingFactory()
    pair = meeting.pair
    actions.pick(meeting, side=Side.RETURNER, time=meeting.times[0], by=pair.person, at=NOW)

    send_due(meeting.times[0] - dt.timedelta(hours=2))
    send_due(meeting.times[0] + 2 * DAY)

    for person in (pair.person, pair.mentor.person):
        assert {"meeting_eve", "meeting_held"} <= set(letters_to(person))


def test_nobody_is_asked_about_a_meeting_that_was_called_off():
    meeting = MeetingFactory()
    actions.pick(meeting, side=Side.RETURNER, time=meeting.times[0], by=meeting.pair.person, at=NOW)

    actions.call_off(meeting, side=Side.MENTOR, by=meeting.pair.mentor.person, at=NOW)

    assert not TimedLetter.objects.planned().exists()
    send_due(meeting.times[0] + 2 * DAY)
    assert not Message.objects.filter(template__endswith="meeting_held").exists()


def test_stale_page_calls_nothing_else_off():
    agreed = MeetingFactory(agreed=True)
    stale = actions.shown(agreed)
    later = agreed.starts_at + dt.timedelta(days=7)
    side, by = Side.MENTOR, agreed.pair.mentor.person
    actions.change(agreed, starts_at=later, minutes=60, where="", by=by, at=timezone.now())

    with pytest.raises(SeenOtherwise):
        actions.call_off(agreed, side=side, by=by, at=timezone.now(), seen=stale)

    agreed.refresh_from_db()
    assert agreed.status == Meeting.Status.AGREED
