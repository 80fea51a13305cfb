"""Who takes part in the demonstration world: half way, at the end, and on the way back to practice."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import User
from cohorts.models import Cohort, Enrolment
from core.calendar import uk_day
from demo.finished import FINISHED
from demo.leading import LEADER
from demo.practising import PRACTISING
from demo.running import HALF_WAY
from demo.world import CONFIRMED
from outcomes.models import Claim, Fund, LogEntry, Placement, UpdatingPlan
from outcomes.updating import DAY_MINUTES
from participation import early_warning
from participation.getting_on import standing_of
from participation.models import (
    Attendance,
    Group,
    GroupMember,
    Moment,
    NextStep,
    ProgrammeCertificate,
    Question,
    RefreshChoice,
    Roadmap,
    Session,
    SessionFeedback,
    SupportNeeds,
    Survey,
)
from participation.models.survey import open_surveys
from reporting.inbox import tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def winter(built):
    return Cohort.objects.get(slug="winter")


@pytest.fixture
def pilot(built):
    return Cohort.objects.get(slug="pilot")


def part_of(email):
    return Enrolment.objects.select_related("cohort__programme").get(person__email=email)


# -- Half way --------------------------------------------------------------------------------------------------------


def test_winter_is_half_way_with_people_in_every_state(winter):
    today = uk_day(timezone.now())
    states = winter.enrolments.values_list("status", flat=True)
    moved = Enrolment.objects.get(moved_from__cohort=winter)

    assert winter.starts_on < today < winter.ends_on
    assert winter.enrolments.active().count() >= 23
    assert set(states) == {"active", "paused", "ended"}
    assert (moved.cohort.slug, moved.has_deferred) == ("autumn", True)


def test_timetable_of_winter_lies_behind_and_ahead_of_today(winter):
    now = timezone.now()
    over = winter.sessions.filter(ends_at__lte=now)

    assert over.count() >= 5
    assert winter.sessions.filter(starts_at__gt=now, is_core=True).exists()
    assert winter.timetable.announced_at < now
    assert not winter.sessions.exclude(by_hand=False, leader__isnull=False).exists()
    assert not winter.sessions.all().clashing().exists()
    assert not winter.sessions.all().untold().exists()


def test_schools_are_shut_once_and_no_session_is_on_such_a_day(winter):
    shut = winter.programme.school_holidays.filter(first_on__gt=winter.starts_on, last_on__lt=winter.ends_on).get()
    days = {uk_day(session.starts_at) for session in winter.sessions.all()}

    assert not any(shut.first_on <= day <= shut.last_on for day in days)


def test_registers_of_winter_say_everything_that_one_can_say(winter):
    now = timezone.now()
    over = winter.sessions.filter(ends_at__lte=now).exclude(kind=Session.Kind.FOLLOW_ON)
    said = Attendance.objects.filter(session__cohort=winter)

    assert set(said.values_list("status", flat=True)) == set(Attendance.Status.values)
    assert not said.filter(session__ends_at__gt=now).exists()
    assert said.own_excuses().exists()
    assert over.filter(attendances=None).get().leader.email == LEADER


def test_one_who_drifts_away_is_on_the_list_and_one_has_had_a_call(winter, manager):
    missed = early_warning.missed_in_a_row(winter.enrolments.all(), timezone.now())

    assert missed.count() == 1
    assert winter.enrolments.filter(follow_ups__isnull=False).exclude(pk__in=missed).count() == 1
    assert any("1 person missed two sessions in a row, Winter" in task.title for task in tasks(manager, timezone.now()))


def test_small_groups_of_winter_are_told_and_some_share(winter):
    members = GroupMember.objects.filter(enrolment__cohort=winter)

    assert Group.objects.filter(cohort=winter).count() >= 2
    assert not members.to_tell().exists()
    assert 0 < members.sharing().count() < members.count()


def test_one_question_waits_and_one_is_answered(winter, manager):
    assert set(Question.objects.values_list("status", flat=True)) == {"open", "answered"}
    assert any("1 question to answer, Winter" in task.title for task in tasks(manager, timezone.now()))


def test_people_of_winter_have_begun_what_is_theirs(winter):
    theirs = {"enrolment__cohort": winter}

    assert Survey.objects.filter(**theirs, moment=Moment.START).count() >= 15
    assert RefreshChoice.objects.filter(**theirs).count() >= 8
    assert SessionFeedback.objects.filter(**theirs, comment="").count() >= 10
    assert {needs.is_shared for needs in SupportNeeds.objects.filter(**theirs)} == {True, False}
    assert Roadmap.objects.filter(**theirs).count() == 5
    assert NextStep.objects.done().filter(**theirs).exists()


def test_whoever_is_half_way_has_something_on_every_page(winter):
    part = part_of(HALF_WAY)
    standing = standing_of(part, at=timezone.now())

    assert part.status == Enrolment.Status.ACTIVE
    assert standing.came > 0
    assert standing.to_come > 0
    assert part.group_member.shares
    assert part.roadmap.goals
    assert part.questions.get().status == "answered"
    assert part.refresh_choice


def test_spring_has_its_timetable_too(built):
    sessions = Session.objects.of(Enrolment.objects.filter(person__email=CONFIRMED))

    assert sessions.filter(starts_at__gt=timezone.now()).count() > 8


# -- Finished --------------------------------------------------------------------------------------------------------


def test_most_of_the_pilot_have_completed_and_some_lack_a_session(pilot):
    completed = pilot.enrolments.filter(status=Enrolment.Status.COMPLETED)

    assert pilot.ends_on < uk_day(timezone.now()) - dt.timedelta(days=180)
    assert completed.count() == ProgrammeCertificate.objects.count() >= 9
    assert 2 <= pilot.enrolments.live().count() <= 4


def test_people_of_the_pilot_feel_better_in_the_end(pilot):
    answers = {moment: Survey.objects.filter(enrolment__cohort=pilot, moment=moment) for moment in Moment}
    first, last = (
        [sum(survey.answers.values()) for survey in answers[moment].filter(enrolment__in=answered(pilot))]
        for moment in (Moment.START, Moment.END)
    )

    assert sum(last) > sum(first)
    assert 5 <= answers[Moment.LATER].count() < answers[Moment.END].count() < answers[Moment.START].count()


def answered(cohort):
    return Survey.objects.filter(enrolment__cohort=cohort, moment=Moment.END).values("enrolment")


def test_whoever_has_finished_has_a_certificate_a_survey_and_a_check_in(pilot):
    part = part_of(FINISHED)
    to_come = Session.objects.of(Enrolment.objects.filter(pk=part.pk)).filter(starts_at__gt=timezone.now())

    assert part.certificate.completed_on <= pilot.ends_on
    assert open_surveys(part, timezone.now()) == [Moment.LATER]
    assert not part.surveys.filter(moment=Moment.LATER).exists()
    assert to_come.get().kind == Session.Kind.FOLLOW_ON


# -- Back to practice ------------------------------------------------------------------------------------------------


def test_people_of_the_fund_need_no_days_thirty_or_sixty(built):
    needed = UpdatingPlan.objects.values_list("days_needed", flat=True)

    assert set(needed) == {0, 30, 60}
    assert UpdatingPlan.objects.filter(days_needed=30, ready_on__isnull=False).count() == 1
    assert Enrolment.objects.filter(cohort__slug="pilot-east", placements=None).count() == 2


def test_days_of_placements_are_signed_off_sent_back_and_waiting(built):
    entries = LogEntry.objects.all()

    assert set(entries.values_list("status", flat=True)) == set(LogEntry.Status.values)
    assert set(entries.values_list("kind", flat=True)) == set(LogEntry.Kind.values)
    assert not entries.filter(on__gte=uk_day(timezone.now())).exists()


def test_whoever_is_on_a_placement_is_half_way_there(built):
    placement = Placement.objects.get(enrolment__person__email=PRACTISING)
    signed = sum(entry.minutes for entry in placement.entries.signed())
    states = set(placement.entries.values_list("status", flat=True))

    assert states == set(LogEntry.Status.values)
    assert placement.enrolment.updating_plan.days_needed == 30
    assert 10 < signed / DAY_MINUTES < 20
    assert placement.is_open(timezone.now())


def test_budgets_are_partly_awarded_and_claims_wait(built, manager):
    claims = Claim.objects.filter(award__enrolment__person__email=PRACTISING)

    assert set(claims.values_list("status", flat=True)) == set(Claim.Status.values)
    assert Claim.objects.waiting().count() == 2
    assert Fund.objects.filter(awarded_pence__gt=0).count() == 2
    assert any("2 claims to decide" in task.title for task in tasks(manager, timezone.now()))


@pytest.fixture
def manager(built):
    return User.objects.get(email="grace.okafor@example.org")
