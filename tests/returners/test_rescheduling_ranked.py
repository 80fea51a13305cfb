"""A ranked cohort's calendar changed: the day of the decisions is a promise to everybody who is assessed."""

import datetime as dt

import pytest
import time_machine

from returners import actions, tasks
from returners.rescheduling import foresee, objections
from tests.factories.accounts import AdministratorFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.ranked import AssessmentFactory, RankedApplicationFactory
from tests.letters import letter_to, letters_to

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def assessed():
    cohort = CohortFactory(now=NOW, ranked=True)
    return actions.submit(RankedApplicationFactory(now=NOW, cohort=cohort), at=NOW)


def change(cohort, **dates):
    seen = foresee(cohort, dates, NOW).seen
    actions.change_calendar(cohort, dates, seen=seen, why="The hall", by=AdministratorFactory(), at=NOW)
    tasks.carry_out_calendar_changes()


def test_decisions_that_move_are_said_before_and_told_to_everybody_who_waits_for_them(assessed):
    dates = {"decisions_by": assessed.cohort.decisions_by + 7 * DAY}
    foresight = foresee(assessed.cohort, dates, NOW)

    change(assessed.cohort, **dates)

    assert "1 application being assessed" in foresight.moves[0]
    assert foresight.letters[0] == "1 applicant is told by letter:"
    text = letter_to(assessed.person, "dates_changed").text
    assert "our decision on your application by Monday 30 March 2026" in text


def test_start_that_moves_is_told_to_whoever_is_assessed(assessed):
    change(assessed.cohort, starts_on=assessed.cohort.starts_on + DAY)

    assert "The programme now starts on Thursday 2 April 2026" in letter_to(assessed.person, "dates_changed").text


def test_decisions_that_move_concern_nobody_in_a_first_come_cohort():
    cohort = CohortFactory(now=NOW)
    application = actions.submit(RankedApplicationFactory(now=NOW, cohort=cohort, told=False), at=NOW)

    change(cohort, decisions_by=cohort.decisions_by + DAY)

    assert letters_to(application.person) == ["received", "offered"]


def test_applications_do_not_open_again_once_the_decisions_are_released():
    cohort = CohortFactory(now=NOW, ranked=True, closed=True)
    dates = {"closes_at": NOW + DAY}
    before = objections(cohort, dates, NOW)
    AssessmentFactory(application__cohort=cohort, decided_at=NOW)

    after = objections(cohort, dates, NOW)

    assert before == {}
    assert "have been released" in after["closes_at"]
