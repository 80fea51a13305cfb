"""A cohort's calendar changed while people apply and answer."""

import datetime as dt
from functools import partial

import pytest
import time_machine

from core.errors import SeenOtherwise
from core.uktime import uk_deadline
from notifications.models import Message, TimedLetter
from returners import actions, tasks
from returners.models import Application, CalendarChange, Place
from returners.rescheduling import foresee
from tests.factories.accounts import AdministratorFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.letters import letter_to, letters_to
from tests.parallel import blocked, in_parallel

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cohort():
    """It closes on 16 March at noon and can be joined until 6 April at noon. Offers stand for a week."""
    return CohortFactory(now=NOW, pool__capacity=2)


def sent(cohort, *, at=NOW, **kwargs):
    return actions.submit(ApplicationFactory(cohort=cohort, **kwargs), at=at)


def change(cohort, *, at=NOW, by=None, why="The hall is not free.", seen=None, **dates):
    cohort.refresh_from_db()
    seen = foresee(cohort, dates, at).seen if seen is None else seen
    return actions.change_calendar(cohort, dates, seen=seen, why=why, by=by or AdministratorFactory(), at=at)


def carry_out():
    tasks.carry_out_calendar_changes()


def place_of(application):
    return Place.objects.get(application=application)


race = pytest.mark.django_db(transaction=True)


@race
def test_change_against_submit_at_the_close():
    """Whatever comes first: nobody is lost, and no offer stands longer than the last joining for more than a minute."""
    cohort = CohortFactory(now=NOW, pool__capacity=6, offer_days=30)
    drafts = [ApplicationFactory(cohort=cohort) for _ in range(8)]
    last = NOW + 20 * DAY
    dates = {"closes_at": NOW + 10 * DAY, "last_joining_at": last}

    in_parallel(
        [
            *(partial(actions.submit, draft, at=NOW) for draft in drafts[:4]),
            partial(change, cohort, **dates),
            *(partial(actions.submit, draft, at=NOW) for draft in drafts[4:]),
        ],
        may_raise=(SeenOtherwise,),
    )
    if not CalendarChange.objects.exists():
        change(cohort, **dates)
    tasks.fill_free_places()
    carry_out()

    assert Application.objects.drafts().count() == 0
    assert set(Place.objects.offered().values_list("offer_expires_at", flat=True)) == {last}
    for place in Place.objects.offered().select_related("application__person"):
        assert uk_deadline(last) in Message.objects.filter(person=place.application.person).latest("pk").text
        assert TimedLetter.objects.planned().get(rule="offer-reminder", object_id=place.pk).on < last


@race
def test_offer_made_by_the_old_calendar_is_put_right():
    """It waited for the pool while the last joining moved."""
    cohort = CohortFactory(now=NOW, offer_days=30)
    application = ApplicationFactory(cohort=cohort)
    last = NOW + 20 * DAY
    dates = {"last_joining_at": last}
    seen = foresee(cohort, dates, NOW).seen

    with actions.placing.transaction.atomic():
        actions.change_calendar(cohort, dates, seen=seen, why="Hall", by=AdministratorFactory(), at=NOW)
        late = blocked(partial(actions.submit, application, at=NOW))
    late.result(timeout=60)
    before = place_of(application).offer_expires_at
    tasks.fill_free_places()

    assert before > last
    assert place_of(application).offer_expires_at == last
    assert uk_deadline(last) in letter_to(application.person, "dates_changed").text


@race
def test_change_against_accept():
    """An offer is taken up, or moved and then taken up: never both halves."""
    cohort = CohortFactory(now=NOW, pool__capacity=8, offer_days=30)
    applications = [sent(cohort) for _ in range(8)]
    last = NOW + 20 * DAY

    def accept(application):
        agreement = application.programme.text("agreement")
        return actions.accept(place_of(application), agreement=agreement, signed_name="A Person", at=NOW)

    in_parallel(
        [*(partial(accept, one) for one in applications[:4]), partial(change, cohort, last_joining_at=last)],
        may_raise=(SeenOtherwise,),
    )
    if not CalendarChange.objects.exists():
        change(cohort, last_joining_at=last)
    carry_out()

    assert Place.objects.confirmed().count() == 4
    assert set(Place.objects.offered().values_list("offer_expires_at", flat=True)) == {last}
    for application in applications[4:]:
        assert letters_to(application.person).count("dates_changed") == 1
