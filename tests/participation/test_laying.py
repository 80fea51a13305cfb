"""An outline laid on the dates of a cohort: what comes when, what moves, what is left alone."""

import datetime as dt
import random
from functools import partial

import pytest
from django.db import transaction

from core.bank_holidays import bank_holidays
from core.errors import SeenOtherwise
from core.slots import Day
from core.uktime import uk_time
from participation.actions.laying import What, foresee, lay_outline
from participation.actions.outlines import change_in_outline, remove_from_outline
from participation.actions.timetable import call_off, change_session
from participation.laying import day_of, in_the_way, lay
from participation.models import OutlineSession, Session
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.participation import (
    OutlineFactory,
    OutlineSessionFactory,
    SchoolHolidayFactory,
    SessionFactory,
    ToldFactory,
)
from tests.parallel import blocked
from tests.participation.planning import AT, HOUR, cohort_that_runs, shown

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
MONDAY = dt.date(2027, 3, 8)


def item(week=1, weekday="tue", starts=10, minutes=120, **fields):
    return OutlineSession(week=week, weekday=weekday, starts=dt.time(starts), minutes=minutes, title="A", **fields)


def laid(items, *, away=(), move=True, first=MONDAY, last=MONDAY + 12 * WEEK):
    return lay(items, first=first, ends=lambda _: last, away=lambda day: "away" if day in away else "", move=move)


# -- On paper --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "weekday", "day"),
    [
        (dt.date(2027, 3, 8), "mon", dt.date(2027, 3, 15)),
        (dt.date(2027, 3, 10), "wed", dt.date(2027, 3, 17)),
        (dt.date(2027, 3, 10), "tue", dt.date(2027, 3, 23)),
    ],
)
def test_a_week_begins_on_the_weekday_on_which_the_cohort_does(first, weekday, day):
    assert day_of(item(week=2, weekday=weekday), first) == day


def test_a_session_on_a_day_away_moves_past_weeks_that_are_taken():
    weekly = [item(week=week) for week in (1, 2, 3)]

    found = laid(weekly, away={MONDAY + DAY + WEEK})

    assert [one.day for one in found] == [MONDAY + DAY, MONDAY + DAY + 3 * WEEK, MONDAY + DAY + 2 * WEEK]


def test_a_session_on_a_day_away_is_listed_where_nothing_may_move_or_no_week_is_left():
    away = {MONDAY + DAY}

    (listed,) = laid([item()], away=away, move=False)
    (no_week,) = laid([item()], away=away, last=MONDAY + 6 * DAY)

    assert [(one.day, one.why) for one in (listed, no_week)] == [(None, "away")] * 2


def test_a_session_after_the_cohort_ends_is_listed():
    (one,) = laid([item(week=14)])

    assert (one.day, one.why) == (None, "it would be after the cohort ends")


def test_laying_keeps_its_promises_whatever_the_outline_and_the_holidays():
    """Nothing on a day away or past the end, on another weekday or in the way of another; and nothing lost."""
    chance = random.Random(6)
    for _ in range(300):
        items = [
            item(chance.randint(1, 14), chance.choice(list(Day)[:5]), chance.randint(9, 17), chance.choice([60, 120]))
            for _ in range(chance.randint(1, 20))
        ]
        away = {MONDAY + chance.randrange(90) * DAY for _ in range(chance.randint(0, 25))}
        last = MONDAY + 12 * WEEK

        found = laid(items, away=away, last=last)

        assert len(found) == len(items)
        placed = [one for one in found if one.day]
        for one in placed:
            assert one.day not in away
            assert one.meant <= one.day <= last
            assert one.day.weekday() == one.item.weekday_number
        for one in (one for one in placed if one.day != one.meant):
            beside = [other for other in placed if other.day == one.day and other is not one]
            assert not any(in_the_way(one.item, other.item) for other in beside)


# -- On a cohort -----------------------------------------------------------------------------------------------------

db = pytest.mark.django_db


@pytest.fixture
def manager():
    return ProgrammeManagerFactory()


def outline_of(cohort, *sessions):
    outline = OutlineFactory(programme=cohort.programme)
    for fields in sessions:
        OutlineSessionFactory(outline=outline, **fields)
    return outline


def press(cohort, outline, by, *, move=True, at=AT):
    plan = foresee(cohort, outline, move=move, at=at)
    return lay_outline(cohort, outline, move=move, seen=plan.seen, by=by, at=at)


@db
def test_a_timetable_across_both_clock_changes_and_all_holidays_has_uk_times(manager):
    """Every Sunday, Monday and Friday at 10 of a year: 28 March and 31 October are Sundays on which clocks change."""
    cohort = cohort_that_runs(ends_on=dt.date(2027, 12, 31))
    week = [{"week": number, "weekday": day} for number in range(1, 39) for day in ("sun", "mon", "fri")]
    outline = outline_of(cohort, *week)
    half_term = SchoolHolidayFactory(programme=cohort.programme)

    press(cohort, outline, manager)

    sessions = list(Session.objects.in_order())
    days = [session.starts_at.astimezone(dt.UTC).date() for session in sessions]
    assert len(days) == len(set(days)) == 114
    assert {uk_time(session.starts_at) for session in sessions} == {"10am"}
    assert {session.ends_at - session.starts_at for session in sessions} == {2 * HOUR}
    assert not set(days) & bank_holidays()
    assert not [day for day in days if half_term.first_on <= day <= half_term.last_on]
    assert {dt.date(2027, 3, 28), dt.date(2027, 10, 31)} <= set(days)
    assert {f"{session.starts_at:%H:%M}" for session in sessions} == {"09:00", "10:00"}


@db
def test_laying_again_changes_only_what_nobody_has_touched(manager):
    cohort = shown()
    outline = outline_of(cohort, {"title": "One"}, {"title": "Two", "week": 2}, {"title": "Three", "week": 3})
    press(cohort, outline, manager)
    one, two, _ = Session.objects.in_order()
    change_session(two, title="Two, by hand", by=manager, at=AT)
    change_session(one, join_url="https://meet.example.org/one", by=manager, at=AT)
    SessionFactory(cohort=cohort, title="Added by hand", starts_at=AT + 30 * DAY)
    for row in outline.sessions.all():
        change_in_outline(row, title=f"{row.title} again", starts=dt.time(11), by=manager)

    press(cohort, outline, manager)

    titles = set(Session.objects.values_list("title", flat=True))
    assert titles == {"One again", "Two, by hand", "Three again", "Added by hand"}
    one.refresh_from_db()
    assert one.join_url == "https://meet.example.org/one"
    assert uk_time(one.starts_at) == "11am"


@db
def test_laying_again_takes_away_what_has_left_the_outline_and_says_so_where_people_know(manager):
    cohort = shown()
    outline = outline_of(cohort, {"title": "Stays"}, {"title": "Unknown"}, {"title": "Known"})
    press(cohort, outline, manager)
    ToldFactory(session=Session.objects.get(title="Known"))
    for row in outline.sessions.exclude(title="Stays"):
        remove_from_outline(row, by=manager)

    press(cohort, outline, manager)

    assert set(Session.objects.values_list("title", "status")) == {("Stays", "planned"), ("Known", "called off")}


@db
def test_laying_leaves_what_is_over_and_what_was_called_off(manager):
    cohort = shown()
    outline = outline_of(cohort, {"title": "Over"}, {"title": "Off", "week": 5}, {"title": "To come", "week": 6})
    press(cohort, outline, manager)
    off = Session.objects.get(title="Off")
    ToldFactory(session=off)
    call_off(off, why="Ill", by=manager, at=AT)
    outline.sessions.update(starts=dt.time(14))
    later = Session.objects.get(title="Over").ends_at

    plan = press(cohort, outline, manager, at=later)

    assert [step.what for step in plan.steps] == [What.STAY, What.STAY, What.CHANGE]
    assert [uk_time(session.starts_at) for session in Session.objects.in_order()] == ["10am", "10am", "2pm"]


@db
def test_laying_twice_does_nothing_the_second_time(manager):
    cohort = shown()
    outline = outline_of(cohort, {}, {"week": 2})
    press(cohort, outline, manager)

    assert not foresee(cohort, outline, move=True, at=AT).does_something


@db
def test_laying_refuses_what_was_not_shown(manager):
    cohort = shown()
    outline = outline_of(cohort, {})
    plan = foresee(cohort, outline, move=True, at=AT)
    outline.sessions.update(starts=dt.time(11))

    with pytest.raises(SeenOtherwise):
        lay_outline(cohort, outline, move=True, seen=plan.seen, by=manager, at=AT)

    assert not Session.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_laying_keeps_what_a_colleague_writes_meanwhile(manager):
    cohort = shown()
    outline = outline_of(cohort, {"title": "One"})
    press(cohort, outline, manager)
    outline.sessions.update(title="One again")
    plan, session = foresee(cohort, outline, move=True, at=AT), Session.objects.get()

    with transaction.atomic():
        change_session(session, leader=manager, by=manager, at=AT)
        laid = blocked(partial(lay_outline, cohort, outline, move=True, seen=plan.seen, by=manager, at=AT))

    laid.result()
    session.refresh_from_db()
    assert (session.title, session.leader) == ("One again", manager)
