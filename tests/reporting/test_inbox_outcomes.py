"""What the inbox asks of whoever runs a fund. Each link leads to those who are counted, and to nobody else."""

import datetime as dt

import pytest
from django.utils import timezone

from cohorts.actions import make_manager
from core.calendar import uk_day
from reporting.inbox import tasks
from tests.factories.cohorts import CohortFactory, EnrolmentFactory, StrandFactory
from tests.factories.outcomes import (
    ClaimFactory,
    LogEntryFactory,
    PlacementFactory,
    StrandNeedsFactory,
    UpdatingPlanFactory,
)

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DAY = dt.timedelta(days=1)


@pytest.fixture
def cohort(staff_client):
    """A cohort with a strand that leads through a placement."""
    cohort = CohortFactory(name="Spring cohort")
    make_manager(cohort.programme, person=staff_client.user)
    return cohort


@pytest.fixture
def strand(cohort):
    return StrandNeedsFactory(strand=StrandFactory(programme=cohort.programme, name="Allied health")).strand


@pytest.fixture
def somebody(cohort, strand):
    """Who takes part in it."""
    return lambda name, **other: EnrolmentFactory(cohort=cohort, strand=strand, person__name=name, **other)


def titles(staff_client, at=NOW):
    return [task.title for task in tasks(staff_client.user, at)]


def behind(staff_client, at=NOW):
    """The names on the page that the one task leads to."""
    (task,) = tasks(staff_client.user, at)
    rows = staff_client.get(task.url).context["rows"]
    return {row[0]["text"] for row in rows}


def test_claim_is_a_task_until_it_is_decided(staff_client, cohort, somebody):
    placed = somebody("Amina Yusuf")
    PlacementFactory(enrolment=placed)
    PlacementFactory(enrolment=somebody("Bea Holt"))
    claim = ClaimFactory(award__enrolment=placed)
    ClaimFactory(award__enrolment=EnrolmentFactory())

    assert titles(staff_client) == ["1 claim to decide, Spring cohort"]
    assert behind(staff_client) == {"Amina Yusuf"}

    claim.status, claim.decided_at = "refused", NOW
    claim.save()
    assert titles(staff_client) == []


def test_whoever_needs_a_placement_is_a_task_until_there_is_one(staff_client, cohort, strand, somebody):
    somebody("Amina Yusuf")
    PlacementFactory(enrolment=somebody("Bea Holt"))
    somebody("Carys Lloyd", ended=True)
    ready = UpdatingPlanFactory(enrolment=somebody("Dana Reid"), ready_on=uk_day(NOW))
    elsewhere = EnrolmentFactory(cohort=cohort, person__name="Ela Fox")

    assert elsewhere.strand != ready.enrolment.strand
    assert titles(staff_client) == ["1 person needs a placement, Spring cohort"]
    assert behind(staff_client) == {"Amina Yusuf"}

    strand.needs.needs_placement = False
    strand.needs.save()
    assert titles(staff_client) == []


def test_day_that_nobody_signs_for_two_weeks_is_a_task_once_for_each_person(staff_client, somebody):
    waits = PlacementFactory(enrolment=somebody("Amina Yusuf"))
    for on in (waits.starts_on, waits.starts_on + DAY):
        LogEntryFactory(placement=waits, on=on, logged_at=NOW - 14 * DAY)
    for name, state in (("Bea Holt", {}), ("Carys Lloyd", {"signed": True}), ("Dana Reid", {"sent_back": True})):
        asked = NOW - (14 if state else 13) * DAY
        LogEntryFactory(placement=PlacementFactory(enrolment=somebody(name)), logged_at=asked, **state)

    assert titles(staff_client, NOW - dt.timedelta(minutes=1)) == []
    assert titles(staff_client) == ["1 person has days not signed off for 2 weeks, Spring cohort"]
    assert behind(staff_client) == {"Amina Yusuf"}


@pytest.mark.parametrize(("days", "is_open"), [(60, True), (61, False)])
def test_day_that_no_link_can_sign_any_more_is_no_task(staff_client, somebody, days, is_open):
    last = uk_day(NOW) - days * DAY
    placement = PlacementFactory(enrolment=somebody("Amina Yusuf"), starts_on=last - 30 * DAY, ends_on=last)
    LogEntryFactory(placement=placement, on=last, logged_at=NOW - 30 * DAY)

    assert placement.is_open(NOW) is is_open
    assert bool(titles(staff_client)) is is_open
