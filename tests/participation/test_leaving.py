"""What a break, a move and an end mean for all that hangs on somebody's part: group, ReFresh Week, letters, days."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.actions import make_manager
from cohorts.models import Enrolment
from core.errors import Refused
from notifications.timed import send_due
from outcomes.models import Award, Placement, UpdatingPlan
from participation.actions import enrolling
from participation.actions.attendance import tell_cannot_come
from participation.actions.groups import to_tell
from participation.models import (
    Attendance,
    GroupMember,
    NextStep,
    Question,
    RefreshChoice,
    Roadmap,
    SupportNeeds,
    Survey,
)
from participation.proposing import standing_of
from participation.session_letters import RULES
from returners import actions as returners
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.outcomes import AwardFactory, PlacementFactory, UpdatingPlanFactory
from tests.factories.participation import (
    AttendanceFactory,
    GroupFactory,
    GroupMemberFactory,
    NextStepFactory,
    QuestionFactory,
    RefreshChoiceFactory,
    RoadmapFactory,
    SessionFactory,
    SupportNeedsFactory,
    SurveyFactory,
    TimetableFactory,
)
from tests.letters import letters_to
from tests.participation.enrolled import SOON, another_cohort, application_of, taking_part

pytestmark = pytest.mark.django_db

WEEK = dt.timedelta(days=7)


def with_everything():
    """Two who take part in one small group; the first has all that somebody can have."""
    (me, other), _ = taking_part(2)
    TimetableFactory(cohort=me.cohort)
    group = GroupFactory(cohort=me.cohort)
    for enrolment in (me, other):
        GroupMemberFactory(group=group, enrolment=enrolment, sharing=True)
    for factory in (NextStepFactory, QuestionFactory, RefreshChoiceFactory, RoadmapFactory, SupportNeedsFactory):
        factory(enrolment=me)
    SurveyFactory(enrolment=me)
    PlacementFactory(enrolment=me)
    UpdatingPlanFactory(enrolment=me)
    AwardFactory(enrolment=me)
    return me, other


def end(enrolment):
    enrolling.end_early(enrolment, reason="job", by=enrolment.person, at=SOON)


def withdraw(enrolment):
    returners.withdraw(application_of(enrolment), at=SOON)


def defer(enrolment):
    return enrolling.defer(enrolment, another_cohort(enrolment), reason="caring", by=enrolment.person, at=SOON)


def pause(enrolment):
    enrolling.pause(enrolment, reason="caring", back_on=None, by=enrolment.person, at=SOON)


def tomorrow(enrolment, **fields):
    return SessionFactory(cohort=enrolment.cohort, starts_at=SOON + dt.timedelta(days=1), **fields)


# -- The small group -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leave", [end, withdraw, defer])
def test_whoever_leaves_gives_their_seat_and_what_they_shared_back(leave):
    me, other = with_everything()

    leave(me)

    mine = GroupMember.objects.get(enrolment=me)
    assert (mine.group, mine.shares) == (None, False)
    assert GroupMember.objects.live().get().enrolment == other
    assert standing_of(me.cohort).in_group(me.cohort.groups.get()) == [other]
    assert not to_tell(me.cohort).exists()
    assert "your_group" not in letters_to(other.person)


def test_staff_see_the_open_seat_and_others_see_nobody_named():
    me, other = with_everything()
    manager = ProgrammeManagerFactory()
    make_manager(me.cohort.programme, person=manager)
    keys = [me.cohort.programme.slug, me.cohort.slug]
    me.person.name = "Zelda Gone"
    me.person.save()

    end(me)

    staff = sign_in(Client(), manager).get(reverse("participation:group_list", args=keys)).text
    theirs = sign_in(Client(), other.person).get(reverse("participation:group_detail", args=keys)).text
    assert "1 person. Fewer than 6: you may want to form groups again." in staff
    assert "Zelda" not in staff + theirs


def test_a_break_keeps_the_seat_and_says_nothing_to_the_others():
    me, other = with_everything()
    manager = ProgrammeManagerFactory()
    make_manager(me.cohort.programme, person=manager)
    keys = [me.cohort.programme.slug, me.cohort.slug]
    meeting = tomorrow(me, group=me.cohort.groups.get(), kind="small group")

    pause(me)

    staff = sign_in(Client(), manager).get(reverse("participation:group_list", args=keys)).text
    theirs = sign_in(Client(), other.person).get(reverse("participation:group_detail", args=keys)).text
    assert "2 people, 1 of them having a break." in staff
    assert me.person.name.split()[0] in theirs
    assert "break" not in theirs
    assert list(meeting.people()) == [other]


# -- What goes along, what ends --------------------------------------------------------------------------------------


def test_a_move_takes_along_what_is_theirs_and_leaves_what_is_of_the_cohort():
    me, _ = with_everything()

    joined = defer(me)

    for model in (NextStep, Question, Roadmap, SupportNeeds, Placement, UpdatingPlan, Award):
        assert model.objects.get().enrolment == joined, model
    for model in (Survey, RefreshChoice):
        assert model.objects.get().enrolment == me, model


@pytest.mark.parametrize("leave", [end, withdraw])
def test_an_end_drops_what_nobody_needs_any_more(leave):
    me, _ = with_everything()

    leave(me)

    assert not SupportNeeds.objects.exists()
    assert Survey.objects.get().enrolment == Roadmap.objects.get().enrolment == me


def test_a_placement_goes_on_after_a_move():
    """Its supervisor's link too: the days count for the part they take now."""
    me, _ = with_everything()

    joined = defer(me)

    page = sign_in(Client(), me.person).get(reverse("outcomes:my_placement"))
    (part,) = page.context["parts"]
    assert (part["enrolment"], part["plan"].enrolment) == (joined, joined)
    assert part["placements"][0]["is_open"]


def test_a_placement_of_whoever_stopped_stays_to_be_read():
    me, _ = with_everything()

    end(me)

    (part,) = sign_in(Client(), me.person).get(reverse("outcomes:my_placement")).context["parts"]
    assert not part["placements"][0]["is_open"]


def test_registers_stay_and_excuses_for_what_is_to_come_go():
    me, _ = with_everything()
    been = AttendanceFactory(enrolment=me, session=SessionFactory(cohort=me.cohort, starts_at=SOON - WEEK))
    tell_cannot_come(me, tomorrow(me), excuse="caring", by=me.person, at=SOON)

    defer(me)

    assert Attendance.objects.get() == been


# -- Letters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [pause, end, withdraw, defer])
def test_nobody_is_reminded_of_what_they_do_not_come_to(change):
    me, other = with_everything()
    session = tomorrow(me)

    change(me)

    assert RULES[0].letter(session)["person"] == other.person
    assert not list(RULES[0].copies(session))


@pytest.mark.parametrize(("change", "asked"), [(pause, 0), (end, 0), (withdraw, 0), (defer, 1)])
def test_only_those_who_take_part_are_asked_how_they_feel(change, asked):
    """After a move, in the cohort they moved to: once, though they have been in two."""
    me, _ = with_everything()
    Survey.objects.all().delete()

    change(me)
    last = Enrolment.objects.filter(person=me.person).latest("pk")
    send_due(dt.datetime.combine(last.cohort.starts_on + WEEK, dt.time(12), tzinfo=dt.UTC))

    assert letters_to(me.person).count("survey_start") == asked


def test_whoever_is_back_in_time_is_asked():
    me, _ = with_everything()
    Survey.objects.all().delete()
    pause(me)
    enrolling.come_back(me, by=me.person, at=SOON)

    send_due(dt.datetime.combine(me.cohort.starts_on + WEEK, dt.time(12), tzinfo=dt.UTC))

    assert letters_to(me.person).count("survey_start") == 1


def test_nothing_goes_along_where_the_move_is_refused():
    me, other = with_everything()

    with pytest.raises(Refused):
        enrolling.defer(me, another_cohort(me, capacity=0), reason="caring", by=me.person, at=SOON)

    assert GroupMember.objects.filter(enrolment__in=[me, other]).count() == 2
    assert Placement.objects.get().enrolment == me
