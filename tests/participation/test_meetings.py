"""Sessions of one small group: laid week by week, whose they are, what clashes, and what counts for whom."""

import datetime as dt
from functools import partial

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cohorts.actions import make_manager
from core.errors import Refused, SeenOtherwise
from core.uktime import uk_time
from participation.actions import groups, timetable
from participation.actions.announcing import announce, tell
from participation.actions.meeting import Weekly, foresee_meetings, lay_meetings
from participation.actions.timetable import call_off
from participation.getting_on import standing_of
from participation.models import GroupMember, Session
from participation.session_letters import RULES
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.participation import (
    AttendanceFactory,
    GroupFactory,
    GroupMemberFactory,
    SchoolHolidayFactory,
    SessionFactory,
)
from tests.letters import letter_to, letters_to
from tests.parallel import in_parallel
from tests.participation.planning import AT, DAY, HOUR, START, cohort_that_runs, shown, takes_part, told

pytestmark = pytest.mark.django_db

WEEK = dt.timedelta(days=7)
WORDS = {"title": "Your small group", "is_core": True, "place": "", "join_url": "", "leader": None}
SPRING = Weekly(dt.date(2027, 3, 10), dt.date(2027, 5, 31), dt.time(10), 60)


@pytest.fixture
def manager():
    return ProgrammeManagerFactory()


def in_group(group, slug="technology", **fields):
    """Somebody who knows that they are in it."""
    return GroupMemberFactory(group=group, enrolment=takes_part(group.cohort, slug), **fields).enrolment


def meeting(group, **fields) -> Session:
    return told(group.cohort, group=group, kind=Session.Kind.SMALL_GROUP, **fields)


def lay(group, manager, weekly=SPRING, at=AT):
    seen = foresee_meetings(group, weekly, at=at).seen
    return lay_meetings(group, weekly, seen=seen, by=manager, at=at, **WORDS)


def those_of(enrolment):
    return set(Session.objects.of(type(enrolment).objects.filter(pk=enrolment.pk)))


# -- Laying ----------------------------------------------------------------------------------------------------------


def test_meetings_are_weekly_at_uk_time_but_for_bank_and_school_holidays(manager):
    group = GroupFactory(cohort=cohort_that_runs(), slot="mon-school")
    in_group(group)
    SchoolHolidayFactory(
        programme=group.cohort.programme, name="Easter", first_on=dt.date(2027, 4, 5), last_on=dt.date(2027, 4, 16)
    )

    plan = foresee_meetings(group, SPRING, at=AT)
    lay(group, manager)

    assert {one.day: one.why for one in plan.leaves_out} == {
        dt.date(2027, 3, 29): "a bank holiday",
        dt.date(2027, 4, 5): "Easter",
        dt.date(2027, 4, 12): "Easter",
        dt.date(2027, 5, 3): "a bank holiday",
        dt.date(2027, 5, 31): "a bank holiday",
    }
    laid = list(group.sessions.in_order())
    assert [one.starts_at for one in laid] == [one.starts_at for one in plan.adds]
    assert {uk_time(one.starts_at) for one in laid} == {"10am"}
    assert {one.starts_at.hour for one in laid} == {9, 10}


def test_laid_again_only_what_is_missing_is_added(manager):
    group = GroupFactory(cohort=cohort_that_runs(), slot="mon-school")
    in_group(group)
    first = lay(group, manager)
    call_off(group.sessions.in_order()[0], why="Ill", by=manager, at=AT)

    with pytest.raises(SeenOtherwise):
        lay_meetings(group, SPRING, seen="as it was", by=manager, at=AT, **WORDS)

    assert [lay(group, manager), lay(group, manager)] == [1, 0]
    assert group.sessions.count() == first


@pytest.mark.django_db(transaction=True)
def test_two_who_lay_at_once_lay_the_meetings_once(manager):
    group = GroupFactory(cohort=cohort_that_runs(), slot="mon-school")
    in_group(group)
    plan = foresee_meetings(group, SPRING, at=AT)

    in_parallel(
        (partial(lay_meetings, group, SPRING, seen=plan.seen, by=manager, at=AT, **WORDS) for _ in range(2)),
        may_raise=(SeenOtherwise,),
    )

    assert group.sessions.count() == len(plan.adds)


def test_a_group_that_nobody_knows_of_has_no_meetings(manager):
    member = GroupMemberFactory(group__cohort=cohort_that_runs(), untold=True)

    with pytest.raises(Refused, match="Nobody has been told"):
        lay(member.group, manager)


# -- Whose -----------------------------------------------------------------------------------------------------------


def test_only_those_who_know_they_are_in_the_group_come():
    group = GroupFactory(cohort=shown())
    me, other = in_group(group), in_group(GroupFactory(cohort=group.cohort))
    untold = GroupMemberFactory(group=group, enrolment=takes_part(group.cohort), untold=True).enrolment
    session = meeting(group)

    assert [those_of(one) for one in (me, other, untold)] == [{session}, set(), set()]
    assert list(session.people()) == [me]
    assert [session.is_for(one) for one in (me, other, untold)] == [True, False, False]


def test_letters_about_a_meeting_go_to_its_group_alone(manager):
    group = GroupFactory(cohort=cohort_that_runs(), slot="tue-school")
    me, other = in_group(group), takes_part(group.cohort)
    SessionFactory(cohort=group.cohort, starts_at=START + DAY)
    announce(group.cohort, by=manager, at=AT)
    lay(group, manager, Weekly(dt.date(2027, 4, 20), dt.date(2027, 4, 27), dt.time(10), 60))

    tell(group.cohort, at=AT + HOUR)
    session = group.sessions.in_order()[0]
    reminded = [letter["person"] for letter in [RULES[0].letter(session)]]

    assert letter_to(me.person, "timetable_changed").text.count("Your small group") == 2
    assert "timetable_changed" not in letters_to(other.person)
    assert reminded == [me.person]


def test_whom_a_meeting_is_for_stays_once_they_know_of_it(manager):
    group = GroupFactory(cohort=shown())
    session = meeting(group)

    with pytest.raises(Refused, match="People have been told"):
        timetable.change_session(session, group=None, by=manager, at=AT)


def test_a_group_that_has_meetings_is_not_removed_when_everybody_leaves_it(manager):
    group = GroupFactory(cohort=shown())
    me = in_group(group)
    meeting(group)

    groups.move(me, to=None, is_locked=False, by=manager)
    groups.tell(group.cohort, seen=groups.told_seen(list(groups.to_tell(group.cohort))), at=AT, by=manager)

    assert GroupMember.objects.get().told is None
    assert group.sessions.count() == 1


# -- Clashes ---------------------------------------------------------------------------------------------------------


def test_clashes_know_who_is_in_a_group():
    """With what is for everyone, with a strand that one of its members is of, and with itself."""
    cohort = shown()
    technology, engineering = (cohort.programme.strands.get(slug=slug) for slug in ("technology", "engineering"))
    group, beside = GroupFactory(cohort=cohort), GroupFactory(cohort=cohort)
    in_group(group)
    GroupMemberFactory(group=group, enrolment=takes_part(cohort, "engineering", ended=True))
    in_group(beside, "engineering")
    ours, next_door = meeting(group), meeting(beside)
    on_track = told(cohort, track=technology)
    later = meeting(group, starts_at=START + DAY)
    again = meeting(group, starts_at=START + DAY + HOUR)
    for_all = told(cohort, starts_at=START + DAY)
    told(cohort, track=engineering, starts_at=START + 2 * DAY)
    meeting(group, starts_at=START + 2 * DAY)

    found = {session: set(session.clashes()) for session in Session.objects.clashing()}

    assert found == {
        ours: {on_track},
        on_track: {ours},
        later: {again, for_all},
        again: {later, for_all},
        for_all: {later, again},
    }
    assert next_door not in found


# -- Completing ------------------------------------------------------------------------------------------------------


def test_meetings_of_other_groups_and_from_before_one_knew_count_for_nobody():
    group = GroupFactory(cohort=shown())
    me = in_group(group, told_at=START + WEEK)
    for weeks in range(3):
        meeting(group, starts_at=START + weeks * WEEK)
        meeting(GroupFactory(cohort=group.cohort), starts_at=START + weeks * WEEK)

    found = standing_of(me, at=START + 20 * WEEK)

    assert (found.counted, found.missed) == (2, 2)


def test_whoever_changes_groups_keeps_what_the_first_one_says_of_them():
    first, second = GroupFactory(cohort=(cohort := shown())), GroupFactory(cohort=cohort)
    me = in_group(second, told_at=START + 2 * WEEK)
    for weeks, status in ((0, "present"), (1, "absent")):
        AttendanceFactory(session=meeting(first, starts_at=START + weeks * WEEK), enrolment=me, status=status)
        meeting(second, starts_at=START + weeks * WEEK)
    meeting(second, starts_at=START + 2 * WEEK)

    found = standing_of(me, at=START + 20 * WEEK)

    assert (found.came, found.missed, found.counted) == (1, 2, 3)


# -- Pages -----------------------------------------------------------------------------------------------------------


def page_of(name, cohort, *more):
    return reverse(f"participation:{name}", args=[cohort.programme.slug, cohort.slug, *more])


def test_a_manager_sees_the_days_then_lays_the_meetings(manager):
    group = GroupFactory(cohort=shown(), slot="mon-school")
    me = in_group(group)
    make_manager(group.cohort.programme, person=manager)
    typed = "first_on_day=10&first_on_month=3&first_on_year=2027&last_on_day=5&last_on_month=4&last_on_year=2027"
    url = f"{page_of('group_meetings', group.cohort, group.uuid)}?{typed}&starts=10am&minutes=60"

    with time_machine.travel(AT, tick=False):
        client = sign_in(Client(), manager)
        page = client.get(url)
        done = [client.post(url, {**WORDS, "leader": "", "seen": page.context["plan"].seen}) for _ in range(2)]
        mine = sign_in(Client(), me.person).get(page_of("group_detail", group.cohort)).text

    assert "Monday 29 March 2027" in page.text
    assert "None: a bank holiday" in page.text
    assert [response.status_code for response in done] == [302, 200]
    assert group.sessions.count() == 3
    assert "Monday 15 March 2027, 10am to 11am" in mine


@pytest.mark.parametrize("starts", ["9am", "2:30pm", "24:00"])
def test_a_meeting_starts_when_its_group_can_meet(manager, starts):
    group = GroupFactory(cohort=shown(), slot="mon-school")
    in_group(group)
    make_manager(group.cohort.programme, person=manager)

    page = sign_in(Client(), manager).get(page_of("group_meetings", group.cohort, group.uuid), {"starts": starts})

    assert "Enter a time" in page.text


def test_a_group_without_meetings_says_so_calmly():
    group = GroupFactory(cohort=shown())
    me = in_group(group)

    page = sign_in(Client(), me.person).get(page_of("group_detail", group.cohort)).text

    assert "No meeting is planned at the moment" in page
