"""The sessions of a cohort: planned, changed, called off, and whose they are."""

import datetime as dt
import uuid
from functools import partial

import pytest
from django.db import transaction

from cohorts.models import Enrolment
from core.errors import Refused, SeenOtherwise
from participation.actions import refresh
from participation.actions import timetable as actions
from participation.actions.announcing import announce
from participation.models import RefreshChoice, Session
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.participation import RefreshChoiceFactory, SessionFactory
from tests.letters import letter_to, letters_to
from tests.parallel import blocked, in_parallel
from tests.participation.planning import AT, DAY, HOUR, START, cohort_that_runs, shown, takes_part, told

pytestmark = pytest.mark.django_db

WORDS = {"kind": "coaching", "title": "Your strengths", "starts_at": START, "ends_at": START + HOUR}


@pytest.fixture
def manager():
    return ProgrammeManagerFactory()


def those_of(enrolment):
    return set(Session.objects.of(Enrolment.objects.filter(pk=enrolment.pk)))


# -- Planning --------------------------------------------------------------------------------------------------------


def test_add_session_pressed_twice_adds_one(manager):
    cohort, key = cohort_that_runs(), uuid.uuid4()

    first, again = (actions.add_session(cohort, key=key, by=manager, at=AT, **WORDS) for _ in range(2))

    assert first == again == cohort.sessions.get()


@pytest.mark.parametrize("days", [-60, -51, 400])
def test_add_session_refuses_a_day_on_which_the_cohort_does_not_meet(manager, days):
    given = {**WORDS, "starts_at": START + days * DAY, "ends_at": START + days * DAY + HOUR}

    with pytest.raises(Refused):
        actions.add_session(cohort_that_runs(), key=uuid.uuid4(), by=manager, at=AT, **given)


def test_change_session_keeps_it_from_the_outline_only_for_what_the_outline_says(manager):
    session = SessionFactory(cohort=cohort_that_runs(), starts_at=START, by_hand=False)

    actions.change_session(session, join_url="https://meet.example.org/new", leader=manager, by=manager, at=AT)
    assert not Session.objects.get().by_hand
    actions.change_session(session, starts_at=START + HOUR, ends_at=START + 2 * HOUR, by=manager, at=AT)

    assert Session.objects.get().by_hand


def test_change_session_counts_what_calendars_show(manager):
    session = SessionFactory(cohort=cohort_that_runs(), starts_at=START)

    actions.change_session(session, about="More words", by=manager, at=AT)
    actions.change_session(session, starts_at=START + HOUR, ends_at=START + 2 * HOUR, by=manager, at=AT + HOUR)

    session.refresh_from_db()
    assert (session.changes, session.changed_at) == (1, AT + HOUR)


def test_change_session_from_an_old_page_undoes_nothing(manager):
    SessionFactory(cohort=cohort_that_runs(), starts_at=START, title="Your strengths")
    session = Session.objects.get()
    shown, seen = {"title": session.title, "place": "Leeds"}, actions.session_seen(session)
    actions.change_session(session, title="Your CV", by=manager, at=AT)

    with pytest.raises(SeenOtherwise):
        actions.change_session(session, **shown, seen=seen, by=manager, at=AT)

    assert Session.objects.values_list("title", "place").get() == ("Your CV", "")


def test_change_session_pressed_twice_is_one_change(manager):
    SessionFactory(cohort=cohort_that_runs(), starts_at=START)
    session = Session.objects.get()
    seen = actions.session_seen(session)

    for _ in range(2):
        actions.change_session(session, title="Your CV", seen=seen, by=manager, at=AT)

    assert Session.objects.get().changes == 1


def test_change_session_of_one_that_is_gone_is_refused_and_calling_it_off_is_done(manager):
    session = SessionFactory(cohort=cohort_that_runs(), starts_at=START)
    gone = Session.objects.get()
    actions.call_off(session, why="Not needed", by=manager, at=AT)

    with pytest.raises(Refused, match="has removed this session"):
        actions.change_session(gone, title="Your CV", by=manager, at=AT)
    assert actions.call_off(gone, why="Not needed", by=manager, at=AT)


def test_change_session_leaves_whom_it_is_for_once_they_know(manager):
    cohort = shown()
    session = told(cohort)

    with pytest.raises(Refused, match="People have been told"):
        actions.change_session(session, track=cohort.programme.strands.first(), by=manager, at=AT)


def test_change_session_that_is_over_changes_only_who_led_it(manager):
    session = told(shown())
    later = session.ends_at

    actions.change_session(session, leader=manager, by=manager, at=later)
    with pytest.raises(Refused, match="is over"):
        actions.change_session(session, title="Another", by=manager, at=later)

    assert Session.objects.get().leader == manager


def test_call_off_says_so_where_people_know_of_it_and_removes_it_where_nobody_does(manager):
    cohort = shown()
    known, unknown = told(cohort), SessionFactory(cohort=cohort, starts_at=START)

    for session in (known, unknown):
        actions.call_off(session, why="The leader is ill.", by=manager, at=AT)

    left = cohort.sessions.get()
    assert left == known
    assert (left.status, left.called_off_why, left.changes) == ("called off", "The leader is ill.", 1)


def test_call_off_refuses_what_is_over(manager):
    session = told(shown())

    with pytest.raises(Refused, match="is over"):
        actions.call_off(session, why="Too late", by=manager, at=session.ends_at)


# -- Clashes ---------------------------------------------------------------------------------------------------------


def test_clashing_finds_people_and_leaders_who_would_be_at_two(manager):
    cohort, other = shown(), shown()
    technology, engineering = (cohort.programme.strands.get(slug=slug) for slug in ("technology", "engineering"))
    for_all = SessionFactory(cohort=cohort, starts_at=START)
    on_track = SessionFactory(cohort=cohort, starts_at=START + HOUR, track=technology)
    other_track = SessionFactory(cohort=cohort, starts_at=START + 2 * HOUR, track=engineering, leader=manager)
    elsewhere = SessionFactory(cohort=other, starts_at=START + 3 * HOUR, leader=manager)
    SessionFactory(cohort=cohort, starts_at=START + DAY)
    SessionFactory(cohort=other, starts_at=START + DAY)

    found = {session: list(session.clashes()) for session in Session.objects.clashing()}

    assert found == {
        for_all: [on_track],
        on_track: [for_all],
        other_track: [elsewhere],
        elsewhere: [other_track],
    }


def test_clashing_leaves_small_groups_beside_each_other_and_what_is_off_or_only_touches():
    cohort = shown()
    for _ in range(2):
        SessionFactory(cohort=cohort, starts_at=START, kind=Session.Kind.SMALL_GROUP)
    SessionFactory(cohort=cohort, starts_at=START + 2 * HOUR)
    SessionFactory(cohort=cohort, starts_at=START, status=Session.Status.CALLED_OFF)

    assert not Session.objects.clashing().exists()


# -- Whose -----------------------------------------------------------------------------------------------------------


def test_of_shows_what_is_for_all_and_for_ones_own_strand():
    cohort = shown()
    me, other = takes_part(cohort), takes_part(cohort, "engineering")
    for_all, mine = told(cohort), told(cohort, track=me.strand)
    theirs, off = told(cohort, track=other.strand), told(cohort, status=Session.Status.CALLED_OFF)
    told(shown())

    assert those_of(me) == {for_all, mine, off}
    assert those_of(other) == {for_all, theirs, off}


def test_of_shows_nothing_that_is_still_planned():
    cohort = cohort_that_runs()
    me = takes_part(cohort)
    SessionFactory(cohort=cohort)

    assert those_of(me) == set()


def test_of_shows_refresh_week_to_those_who_chose_it():
    cohort = shown()
    me, other = takes_part(cohort), takes_part(cohort)
    session = told(cohort, kind=Session.Kind.REFRESH, is_core=False, track=me.strand)
    RefreshChoiceFactory(enrolment=me)

    assert (those_of(me), those_of(other)) == ({session}, set())
    assert list(session.people()) == [me]


def test_to_come_is_where_somebody_is_expected():
    cohort = shown()
    me, away = takes_part(cohort), takes_part(cohort, paused=True)
    done = takes_part(cohort, status=Enrolment.Status.COMPLETED, ended_at=AT)
    coaching, check_in = told(cohort), told(cohort, kind=Session.Kind.FOLLOW_ON, starts_at=START + DAY)
    told(cohort, status=Session.Status.CALLED_OFF)

    found = [
        list(Session.objects.to_come_for(Enrolment.objects.filter(pk=one.pk), at))
        for one, at in [(me, START), (me, coaching.ends_at), (done, AT), (away, AT)]
    ]

    assert found == [[coaching, check_in], [check_in], [check_in], []]


def test_people_are_those_who_take_part_and_to_a_check_in_those_who_completed():
    cohort = shown()
    me, _ = takes_part(cohort), takes_part(cohort, paused=True)
    done = takes_part(cohort, status=Enrolment.Status.COMPLETED, ended_at=AT)

    assert list(told(cohort).people()) == [me]
    assert set(told(cohort, kind=Session.Kind.FOLLOW_ON).people()) == {me, done}


# -- Announcing ------------------------------------------------------------------------------------------------------


def test_announce_writes_once_to_each_who_takes_part(manager):
    cohort = cohort_that_runs()
    me, gone = takes_part(cohort), takes_part(cohort, ended=True)
    SessionFactory(cohort=cohort, starts_at=START)

    for _ in range(2):
        announce(cohort, by=manager, at=AT)

    assert letters_to(me.person) == ["timetable"]
    assert letters_to(gone.person) == []
    assert not Session.objects.untold().exists()


def test_announce_names_the_next_session_and_none_that_is_over(manager):
    cohort = cohort_that_runs()
    me = takes_part(cohort)
    SessionFactory(cohort=cohort, starts_at=START, title="Over by then")
    SessionFactory(cohort=cohort, starts_at=START + DAY, title="Still to come")

    announce(cohort, by=manager, at=START + 3 * HOUR)

    text = letter_to(me.person, "timetable").text
    assert "Your next session is Still to come: Wednesday 21 April 2027, 10am to midday." in text


@pytest.mark.django_db(transaction=True)
def test_call_off_beside_announce_calls_off_what_people_have_just_been_told(manager):
    session = SessionFactory(cohort=cohort_that_runs(), starts_at=START)
    SessionFactory(cohort=session.cohort, starts_at=START + DAY)

    with transaction.atomic():
        announce(session.cohort, by=manager, at=AT)
        waiting = blocked(partial(actions.call_off, session, why="The leader is ill.", by=manager, at=AT))

    assert waiting.result() is False
    session.refresh_from_db()
    assert session.is_off


def test_announce_refuses_an_empty_timetable(manager):
    with pytest.raises(Refused, match="no session to come"):
        announce(cohort_that_runs(), by=manager, at=AT)


# -- ReFresh Week ----------------------------------------------------------------------------------------------------


def refresh_week(cohort, **fields):
    return told(cohort, kind=Session.Kind.REFRESH, is_core=False, **fields)


def test_choose_refresh_can_be_taken_back_until_it_starts():
    cohort = shown()
    me = takes_part(cohort)
    refresh_week(cohort)

    for comes in (True, True):
        refresh.choose_refresh(me, comes=comes, by=me.person, at=AT)
    assert RefreshChoice.objects.count() == 1
    refresh.choose_refresh(me, comes=False, by=me.person, at=START - dt.timedelta(seconds=1))

    assert not RefreshChoice.objects.exists()
    with pytest.raises(Refused):
        refresh.choose_refresh(me, comes=True, by=me.person, at=START)


def test_choose_refresh_keeps_the_place_of_whoever_has_a_break():
    cohort = shown()
    me, away = takes_part(cohort), takes_part(cohort, paused=True)
    refresh_week(cohort, capacity=1)
    RefreshChoiceFactory(enrolment=away)

    with pytest.raises(Refused, match="All places"):
        refresh.choose_refresh(me, comes=True, by=me.person, at=AT)


@pytest.mark.django_db(transaction=True)
def test_choose_refresh_gives_the_last_place_to_one_of_two_rivals():
    cohort = shown()
    rivals = [takes_part(cohort), takes_part(cohort)]
    refresh_week(cohort, capacity=1)

    outcomes = in_parallel(
        (partial(refresh.choose_refresh, one, comes=True, by=one.person, at=AT) for one in rivals),
        may_raise=(Refused,),
    )

    assert sorted(str(one) for one in outcomes) == ["All places in this ReFresh Week have gone.", "None"]
    assert RefreshChoice.objects.count() == 1
