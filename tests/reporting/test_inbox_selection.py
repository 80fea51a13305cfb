"""What the inbox asks of whoever manages a ranked cohort, and of staff who read applications."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from cohorts.actions import make_manager
from core.calendar import end_of_uk_day, uk_day
from reporting.inbox import tasks
from returners.models import Application
from selection.models import Review, Round
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory, RoleGrantFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.factories.selection import CandidateFactory, ReviewerFactory, ReviewFactory, RoundFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def round_(staff_client):
    round_ = RoundFactory(cohort__name="Summer cohort")
    make_manager(round_.cohort.programme, person=staff_client.user)
    return round_


@pytest.fixture
def titles(staff_client):
    return lambda at=None: [task.title for task in tasks(staff_client.user, at or timezone.now())]


def read(candidate, *reviews, **fields):
    """Submitted by somebody else for each list of levels; None is still to be read."""
    return [ReviewFactory(candidate=candidate, levels=levels, **fields) for levels in reviews]


def prepare(round_, at=None):
    Round.objects.filter(pk=round_.pk).update(status=Round.Status.PREPARED, prepared_at=at or timezone.now())


ALIKE = [[3, 3, 3], [3, 3, 3]]
APART = [[4, 4, 4], [0, 0, 0]]


# -- Opening ---------------------------------------------------------------------------------------------------------


def test_ranked_cohort_that_has_closed_is_to_be_shared_out(staff_client, titles):
    cohort = CohortFactory(ranked=True, name="Summer cohort")
    make_manager(cohort.programme, person=staff_client.user)
    ApplicationFactory(cohort=cohort, assessment=True)

    (task,) = tasks(staff_client.user, cohort.closes_at)

    assert titles(cohort.closes_at - dt.timedelta(seconds=1)) == []
    assert task.title == "Applications to be read, Summer cohort"
    assert task.by == end_of_uk_day(cohort.decisions_by)
    assert not task.is_late
    assert tasks(staff_client.user, task.by)[0].is_late


def test_cohort_without_an_application_and_one_of_first_come_ask_for_nothing(staff_client, titles):
    empty, first_come = CohortFactory(ranked=True, closed=True), CohortFactory(closed=True)
    for cohort in (empty, first_come):
        make_manager(cohort.programme, person=staff_client.user)
    ApplicationFactory(cohort=empty, withdrawn=True)
    ApplicationFactory(cohort=first_come, decided=True)

    assert titles() == []


# -- Reading ---------------------------------------------------------------------------------------------------------


def test_applications_without_enough_readers_are_a_task(round_, titles):
    read(CandidateFactory(round=round_), [3, 3, 3])
    CandidateFactory(round=round_)
    read(CandidateFactory(round=round_), None, None)

    assert titles() == ["2 applications need a reviewer, Summer cohort"]


def test_application_that_came_in_since_needs_a_reviewer(round_, titles):
    ApplicationFactory(cohort=round_.cohort, assessment=True)

    assert titles() == ["1 application needs a reviewer, Summer cohort"]


def test_application_that_was_withdrawn_needs_nobody(round_, titles):
    candidate = CandidateFactory(round=round_)
    read(candidate, None)
    at = timezone.now()
    Application.objects.filter(candidate=candidate).update(status=Application.Status.WITHDRAWN, closed_at=at)

    assert titles(at + 20 * DAY) == []


def test_review_that_was_taken_away_is_one_too_few(round_, titles):
    candidate = CandidateFactory(round=round_)
    read(candidate, [3, 3, 3], None)
    Review.objects.to_do().update(status=Review.Status.TAKEN_AWAY, closed_at=timezone.now())

    assert titles() == ["1 application needs a reviewer, Summer cohort"]


def test_two_who_differ_too_much_ask_for_a_third_until_somebody_reads(round_, titles):
    candidate = CandidateFactory(round=round_)
    read(candidate, *APART)
    read(CandidateFactory(round=round_), [4, 4, 4], [3, 3, 3])
    without = titles()

    read(candidate, None, is_third=True)
    third = titles()
    Review.objects.filter(is_third=True).update(status=Review.Status.SUBMITTED, submitted_at=timezone.now())

    assert without == ["1 application needs a reviewer, Summer cohort"]
    assert third == ["1 disagreement with a third reviewer, Summer cohort"]
    assert titles() == ["Decisions to prepare, Summer cohort"]


def test_reviews_past_their_day_are_late(round_, titles, staff_client):
    due = uk_day(timezone.now()) + DAY
    read(CandidateFactory(round=round_), [3, 3, 3], None, due_on=due)

    assert titles(end_of_uk_day(due) - DAY / 2) == []
    (task,) = tasks(staff_client.user, end_of_uk_day(due))
    assert task.title == "1 late review, Summer cohort"
    assert task.is_late


def test_flags_are_a_task_until_the_decisions_are_prepared(round_, titles):
    flagged = CandidateFactory(round=round_)
    read(flagged, *ALIKE, flags=["safety", "other"])
    read(CandidateFactory(round=round_), [3, 3, 3], None, flags=["safety"])

    assert "2 applications with a flag, Summer cohort" in titles()
    prepare(round_)
    assert titles() == ["Decisions to release, Summer cohort"]


def test_flag_of_a_review_that_is_not_submitted_is_not_a_task_yet(round_, titles):
    read(CandidateFactory(round=round_), [3, 3, 3])
    read(CandidateFactory(round=round_), None, None, flags=["safety"])

    assert not any("flag" in title for title in titles())


# -- Deciding --------------------------------------------------------------------------------------------------------


def test_decisions_are_to_prepare_once_everything_is_read(round_, titles):
    read(CandidateFactory(round=round_), *ALIKE)
    read(CandidateFactory(round=round_), [3, 3, 3], None)
    before = titles()

    Review.objects.to_do().update(status=Review.Status.SUBMITTED, submitted_at=timezone.now())

    assert before == []
    assert titles() == ["Decisions to prepare, Summer cohort"]


def test_decisions_wait_for_those_that_a_person_has_to_find_eligible_first(round_, titles):
    read(CandidateFactory(round=round_), *ALIKE)
    ApplicationFactory(cohort=round_.cohort, in_review=True)

    assert titles() == ["1 application to decide, Summer cohort"]


def test_round_with_nobody_in_it_asks_for_nothing(round_, titles):
    assert titles() == []


def test_prepared_decisions_are_to_release_by_the_promised_day(round_, staff_client):
    read(CandidateFactory(round=round_), *ALIKE)
    prepare(round_)

    (task,) = tasks(staff_client.user, timezone.now())

    assert task.title == "Decisions to release, Summer cohort"
    assert task.by == end_of_uk_day(round_.cohort.decisions_by)
    assert tasks(staff_client.user, task.by)[0].is_late


def test_prepared_decisions_have_to_be_taken_back_for_somebody_new(round_, titles):
    read(CandidateFactory(round=round_), *ALIKE)
    prepare(round_)

    ApplicationFactory(cohort=round_.cohort, assessment=True)

    assert titles() == ["1 application found eligible since the decisions were prepared, Summer cohort"]


def test_released_round_asks_for_nothing(round_, titles):
    read(CandidateFactory(round=round_), *ALIKE, flags=["other"])
    at = timezone.now()
    Round.objects.update(status=Round.Status.RELEASED, prepared_at=at, released_at=at)

    assert titles() == []


def test_rounds_of_other_programmes_are_not_mine(titles, round_):
    CandidateFactory(round=RoundFactory())

    assert titles() == []


def test_every_task_leads_to_a_page_that_opens(round_, staff_client):
    same = {"programme": round_.cohort.programme, "rubric": round_.cohort.rubric}
    unopened = CohortFactory(ranked=True, closed=True, **same)
    ApplicationFactory(cohort=unopened, assessment=True)
    CandidateFactory(round=round_)
    read(CandidateFactory(round=round_), *APART, flags=["other"])
    read(CandidateFactory(round=round_), *APART, None, is_third=True, due_on=uk_day(timezone.now()) - DAY)
    ready, prepared = RoundFactory.create_batch(2, **{f"cohort__{name}": thing for name, thing in same.items()})
    for one in (ready, prepared):
        read(CandidateFactory(round=one), *ALIKE)
    prepare(prepared)

    found = tasks(staff_client.user, timezone.now())

    assert len(found) == 7
    assert [staff_client.get(task.url).status_code for task in found] == [200] * 7
    assert staff_client.get(reverse("reporting:inbox")).status_code == 200


# -- Staff who read --------------------------------------------------------------------------------------------------


def test_staff_who_read_find_it_in_their_inbox(round_):
    person = ProgrammeManagerFactory()
    RoleGrantFactory(user=person, role=Role.REVIEWER)
    reviewer = ReviewerFactory(programme=round_.cohort.programme, person=person)
    ReviewFactory(candidate__round=round_, reviewer=reviewer)
    ReviewFactory(candidate__round=round_, reviewer=reviewer, levels=[1, 1, 1])
    ReviewFactory(candidate__round=round_)

    (task,) = tasks(person, timezone.now())

    assert (task.group, task.title) == ("Your reviews", "1 application for you to read")
    assert task.by == end_of_uk_day(round_.review_by)
    assert sign_in(Client(), person).get(task.url).status_code == 200


def test_nothing_is_to_read_any_more_once_the_decisions_are_prepared(round_):
    person = ProgrammeManagerFactory()
    RoleGrantFactory(user=person, role=Role.REVIEWER)
    ReviewFactory(candidate__round=round_, reviewer=ReviewerFactory(programme=round_.cohort.programme, person=person))

    prepare(round_)

    assert tasks(person, timezone.now()) == []
