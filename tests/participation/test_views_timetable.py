"""The pages of a timetable, as managers and those who take part see them."""

import pytest
import time_machine
from django.urls import reverse

from cohorts.actions import make_manager
from participation.actions.timetable import change_session
from participation.models import Session
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.participation import AttendanceFactory, SessionFactory
from tests.participation.planning import AT, DAY, HOUR, START, cohort_that_runs, shown, takes_part, told
from tests.typed import day

pytestmark = pytest.mark.django_db


def page(name, cohort, *more):
    return reverse(f"participation:{name}", args=[cohort.programme.slug, cohort.slug, *more])


def managing(sign_in, cohort):
    manager = ProgrammeManagerFactory(name="Mo Manager")
    make_manager(cohort.programme, person=manager)
    return sign_in(manager)


# -- Managers --------------------------------------------------------------------------------------------------------


@time_machine.travel(AT, tick=False)
def test_timetable_says_what_clashes_and_what_nobody_has_been_told_of(sign_in):
    cohort = shown()
    told(cohort, title="Your strengths")
    SessionFactory(cohort=cohort, title="Meet the mentors", starts_at=START + HOUR)
    SessionFactory(cohort=cohort, title="Interviews", starts_at=START + DAY)

    text = managing(sign_in, cohort).get(page("timetable_detail", cohort)).text

    assert "At the same time as another one" in text
    assert text.count("Clash") == 2
    assert text.count("Not told yet") == 1
    assert "Week of Monday 19 April 2027" in text


@time_machine.travel(AT, tick=False)
def test_timetable_shows_uk_times_on_both_sides_of_the_clock_changes(sign_in):
    cohort = shown()
    for month, date in ((3, 27), (3, 28), (10, 30), (10, 31)):
        client = managing(sign_in, cohort)
        sent = {"kind": "coaching", "title": "A", "minutes": "60", "is_core": "on"}
        when = {"starts_at_day": date, "starts_at_month": month, "starts_at_year": 2027, "starts_at_time": "10am"}
        assert client.post(page("session_add", cohort), {**sent, **when}).status_code == 302

    text = client.get(page("timetable_detail", cohort)).text

    assert [f"{one.starts_at:%d %H:%M}" for one in Session.objects.in_order()] == [
        *("27 10:00", "28 09:00", "30 09:00", "31 10:00")
    ]
    for words in ("Saturday 27 March", "Sunday 28 March", "Saturday 30 October", "Sunday 31 October"):
        assert f"{words} 2027, 10am to 11am" in text


@time_machine.travel(AT, tick=False)
def test_session_add_keeps_what_was_typed_when_it_is_refused(sign_in):
    cohort = shown()
    sent = {**day("starts_at", 2031, time="10am"), "kind": "coaching", "title": "My title", "minutes": "60"}

    text = managing(sign_in, cohort).post(page("session_add", cohort), sent).text

    assert "This cohort runs from 8 March 2027 to 31 December 2027" in text
    assert "My title" in text


@time_machine.travel(AT, tick=False)
def test_session_change_that_is_sent_as_it_is_changes_nothing(sign_in):
    session = told(shown(), starts_at=START.replace(second=7))
    client = managing(sign_in, session.cohort)
    form = client.get(page("session_change", session.cohort, session.uuid)).context["form"]
    boxes = dict(zip(("day", "month", "year", "time"), ("20", "4", "2027", "10:00"), strict=True))
    sent = {f"starts_at_{part}": text for part, text in boxes.items()}
    sent |= {name: form.initial[name] or "" for name in ("kind", "title", "about", "minutes", "join_url", "place")}

    response = client.post(page("session_change", session.cohort, session.uuid), {**sent, "is_core": "on"})

    assert response.status_code == 302, response.context["form"].errors
    again = Session.objects.get()
    assert (again.starts_at, again.ends_at, again.changes) == (session.starts_at, session.ends_at, 0)


@time_machine.travel(AT, tick=False)
def test_session_change_from_an_old_page_shows_what_a_colleague_has_made_of_it(sign_in):
    session = told(shown())
    client, url = managing(sign_in, session.cohort), page("session_change", session.cohort, session.uuid)
    seen = client.get(url).context["form"].initial["seen"]
    change_session(session, place="1 High Street, Leeds", by=session.leader, at=AT)
    sent = {"kind": "coaching", "title": "My title", "minutes": "120", "is_core": "on", "seen": seen}
    sent |= day("starts_at", 2027, day="20", month="4", time="10am")

    text = client.post(url, sent).text

    assert "A colleague has changed this session since you opened this page." in text
    assert "1 High Street, Leeds" in text
    assert "My title" in text
    assert Session.objects.get().place == "1 High Street, Leeds"


@time_machine.travel(AT, tick=False)
def test_refresh_week_cannot_count_towards_completing(sign_in):
    cohort = shown()
    sent = {**day("starts_at", 2027, time="10am"), "kind": "refresh", "title": "A", "minutes": "60", "is_core": "on"}

    text = managing(sign_in, cohort).post(page("session_add", cohort), sent).text

    assert "so it cannot count" in text


@time_machine.travel(AT, tick=False)
def test_session_says_who_would_have_to_be_at_two_and_that_there_is_too_little_room(sign_in):
    cohort = shown()
    for _ in range(2):
        takes_part(cohort)
    session = told(cohort, capacity=1)
    told(cohort, title="Meet the mentors")

    text = managing(sign_in, cohort).get(page("session_detail", cohort, session.uuid)).text

    assert "Meet the mentors, 10am to midday: people would have to be at both." in text
    assert "There is room for 1, and 2 people would come" in text


@time_machine.travel(AT, tick=False)
def test_session_keeps_the_sessions_of_another_programme_to_its_managers(sign_in):
    leader = ProgrammeManagerFactory(name="Lee Leader")
    session = told(shown(), leader=leader)
    told(shown(), leader=leader, title="Something of theirs")

    text = managing(sign_in, session.cohort).get(page("session_detail", session.cohort, session.uuid)).text

    assert "A session of another programme, 10am to midday: Lee Leader leads both." in text
    assert "Something of theirs" not in text


# -- Those who take part ---------------------------------------------------------------------------------------------


@time_machine.travel(START - DAY, tick=False)
def test_my_timetable_shows_what_comes_next_and_what_was(sign_in):
    cohort = shown()
    me = takes_part(cohort)
    told(cohort, title="Your strengths")
    told(cohort, title="Welcome", starts_at=START - 7 * DAY)
    client = sign_in(me.person)

    now, past = (client.get(page("my_timetable", cohort) + query).text for query in ("", "?past"))

    assert "Your next session" in now
    assert "Tuesday 20 April 2027, 10am to midday" in now
    assert "Welcome" not in now
    assert "Welcome" in past


@time_machine.travel(START + DAY, tick=False)
def test_past_sessions_say_what_their_registers_do_and_how_to_catch_up(sign_in):
    cohort = shown()
    me = takes_part(cohort)
    there, missed, unsaid = (told(cohort, starts_at=START - days * DAY) for days in (14, 7, 0))
    AttendanceFactory(session=there, enrolment=me, status="present")
    AttendanceFactory(session=missed, enrolment=me, status="absent")
    AttendanceFactory(session=unsaid, status="absent")
    client = sign_in(me.person)

    past, *each = (
        client.get(url).text
        for url in (
            f"{page('my_timetable', cohort)}?past",
            *(page("my_session", cohort, session.uuid) for session in (there, missed, unsaid)),
        )
    )

    assert (past.count("You were there"), past.count("You were not there")) == (1, 1)
    assert ["You were there." in text for text in each] == [True, False, False]
    assert ["once you have caught up" in text for text in each] == [False, True, False]


@time_machine.travel(START - DAY, tick=False)
def test_my_timetable_says_that_somebody_cannot_come(sign_in):
    cohort = shown()
    me = takes_part(cohort)
    AttendanceFactory(session=told(cohort), enrolment=me, status="excused", excuse="caring")

    assert "You cannot come" in sign_in(me.person).get(page("my_timetable", cohort)).text


@pytest.mark.parametrize(
    ("at", "shows"),
    [(START - HOUR, False), (START - 0.25 * HOUR, True), (START + 1.9 * HOUR, True), (START + 2 * HOUR, False)],
)
def test_my_session_shows_the_link_by_a_press_shortly_before_and_while_it_lasts(sign_in, at, shows):
    cohort = shown()
    me = takes_part(cohort)
    session = told(cohort)

    with time_machine.travel(at, tick=False):
        client = sign_in(me.person)
        before = client.get(page("my_session", cohort, session.uuid)).text
        after = client.post(page("my_session", cohort, session.uuid)).text

    assert session.join_url not in before
    assert (session.join_url in after) is shows


@time_machine.travel(AT, tick=False)
def test_refresh_choose_puts_the_week_into_ones_timetable(sign_in):
    cohort = shown()
    me = takes_part(cohort)
    session = told(cohort, title="Code again", kind=Session.Kind.REFRESH, is_core=False)
    client = sign_in(me.person)
    assert client.get(page("my_session", cohort, session.uuid)).status_code == 404

    text = client.post(page("refresh_choose", cohort), {"comes": "yes"}, follow=True).text

    assert "You come to ReFresh Week" in text
    assert client.get(page("my_session", cohort, session.uuid)).status_code == 200


@time_machine.travel(AT, tick=False)
def test_refresh_choose_where_there_is_none_is_refused_on_the_page(sign_in):
    me = takes_part(cohort_that_runs())

    text = sign_in(me.person).post(page("refresh_choose", me.cohort), {"comes": "yes"}, follow=True).text

    assert "cannot be chosen or left any more" in text
