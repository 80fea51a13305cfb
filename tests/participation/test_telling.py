"""What those who take part are told: changes in one letter, and the day before what there is."""

import datetime as dt
from functools import partial

import pytest

from notifications.models import Message
from notifications.timed import send_due
from participation.actions import announcing
from participation.actions.timetable import add_session, call_off, change_session
from participation.models import Session
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.participation import RefreshChoiceFactory, SessionFactory
from tests.letters import letter_to, letters_to
from tests.parallel import in_parallel
from tests.participation.planning import AT, DAY, HOUR, START, cohort_that_runs, shown, takes_part, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return ProgrammeManagerFactory()


def moved(session, by, hours=1):
    times = {name: getattr(session, name) + hours * HOUR for name in ("starts_at", "ends_at")}
    return change_session(session, **times, by=by, at=AT)


# -- Changes ---------------------------------------------------------------------------------------------------------


def test_tell_lists_every_change_in_one_letter(manager):
    cohort = shown()
    me = takes_part(cohort)
    move, off = told(cohort, title="Your strengths"), told(cohort, title="Interviews", starts_at=START + DAY)
    new = {"kind": "coaching", "title": "Your CV", "starts_at": START + 2 * DAY, "ends_at": START + 2 * DAY + HOUR}
    moved(move, manager)
    change_session(move, place="1 High Street, Leeds", by=manager, at=AT)
    call_off(off, why="The leader is ill.", by=manager, at=AT)
    add_session(cohort, key=move.told.session.cohort.programme.uuid, by=manager, at=AT, **new)

    announcing.tell(cohort, at=AT)

    text = letter_to(me.person, "timetable_changed").text
    assert "It is now on Tuesday 20 April 2027, 11am to 1pm. It was on Tuesday 20 April 2027, 10am to midday." in text
    assert "Where: 1 High Street, Leeds. It was: Online." in text
    assert "Called off: Interviews, Wednesday 21 April 2027, 10am to midday. The leader is ill." in text
    assert "New: Your CV. Thursday 22 April 2027, 10am to 11am. Online." in text
    assert letters_to(me.person) == ["timetable_changed"]


def test_tell_writes_to_those_concerned_alone(manager):
    cohort = shown()
    me, other, away = takes_part(cohort), takes_part(cohort, "engineering"), takes_part(cohort, paused=True)
    moved(told(cohort, track=me.strand), manager)

    assert announcing.tell(cohort, at=AT) == 1

    assert [letters_to(one.person) for one in (me, other, away)] == [["timetable_changed"], [], []]


def test_tell_says_nothing_of_what_is_back_where_it_was(manager):
    cohort = shown()
    takes_part(cohort)
    session = told(cohort)
    moved(moved(session, manager), manager, hours=-1)

    assert announcing.tell(cohort, at=AT) == 0


def test_tell_says_nothing_of_a_timetable_that_only_managers_see(manager):
    cohort = cohort_that_runs()
    takes_part(cohort)
    SessionFactory(cohort=cohort, starts_at=START)

    assert announcing.tell(cohort, at=AT) == 0
    assert not announcing.cohorts_to_tell(AT).exists()


def test_changes_are_told_by_themselves_once_nothing_more_has_changed_for_a_while(manager):
    cohort = shown()
    moved(told(cohort), manager)

    found = [list(announcing.cohorts_to_tell(AT + dt.timedelta(minutes=minutes))) for minutes in (14, 15)]

    assert found == [[], [cohort]]


@pytest.mark.django_db(transaction=True)
def test_tell_pressed_by_two_at_once_writes_once(manager):
    cohort = shown()
    me = takes_part(cohort)
    moved(told(cohort), manager)

    outcomes = in_parallel(partial(announcing.tell, cohort, at=AT) for _ in range(2))

    assert sorted(outcomes) == [0, 1]
    assert letters_to(me.person) == ["timetable_changed"]


# -- The day before --------------------------------------------------------------------------------------------------


def reminders():
    return Message.objects.filter(template__endswith="/session_reminder")


def test_reminder_lists_all_of_a_day_in_one_letter(manager):
    cohort = cohort_that_runs()
    me, other = takes_part(cohort), takes_part(cohort, "engineering")
    SessionFactory(cohort=cohort, starts_at=START, title="For technology", track=me.strand)
    SessionFactory(cohort=cohort, starts_at=START + 3 * HOUR, title="For everyone")
    announcing.announce(cohort, by=manager, at=AT)

    send_due(START - DAY)

    assert reminders().count() == 2
    mine, theirs = (letter_to(one.person, "session_reminder").text for one in (me, other))
    assert "10am to midday: For technology. Online.\n1pm to 3pm: For everyone. Online." in mine
    assert "For technology" not in theirs
    assert "1pm to 3pm: For everyone" in theirs


@pytest.mark.parametrize("day", [dt.date(2027, 3, 28), dt.date(2027, 10, 31)])
def test_reminder_goes_at_nine_in_the_uk_across_a_change_of_the_clocks(manager, day):
    cohort = cohort_that_runs()
    me = takes_part(cohort)
    starts_at = dt.datetime.combine(day, dt.time(10), tzinfo=dt.UTC) - (HOUR if day.month == 3 else 0 * HOUR)
    SessionFactory(cohort=cohort, starts_at=starts_at)
    announcing.announce(cohort, by=manager, at=AT)
    nine = dt.datetime.combine(day - DAY, dt.time(9 if day.month == 3 else 8), tzinfo=dt.UTC)

    send_due(nine - dt.timedelta(seconds=1))
    assert not reminders().exists()
    send_due(nine)

    assert "10am to midday" in letter_to(me.person, "session_reminder").text


def test_reminder_follows_a_session_that_moves_and_stays_away_with_one_that_is_off(manager):
    cohort = cohort_that_runs()
    takes_part(cohort)
    moves, off = (SessionFactory(cohort=cohort, starts_at=START + number * DAY) for number in (0, 5))
    announcing.announce(cohort, by=manager, at=AT)
    moved(moves, manager, hours=48)
    call_off(off, why="The leader is ill.", by=manager, at=AT)

    send_due(START)
    assert not reminders().exists()
    send_due(START + DAY)
    send_due(START + 5 * DAY)

    assert reminders().get().subject.endswith("Thursday 22 April 2027")


def test_reminder_of_refresh_week_goes_to_those_who_chose_it(manager):
    cohort = cohort_that_runs()
    me, other = takes_part(cohort), takes_part(cohort)
    SessionFactory(cohort=cohort, starts_at=START, kind=Session.Kind.REFRESH, is_core=False)
    RefreshChoiceFactory(enrolment=me)
    announcing.announce(cohort, by=manager, at=AT)

    send_due(START - DAY)

    assert letters_to(me.person)[-1] == "session_reminder"
    assert "session_reminder" not in letters_to(other.person)
