"""A referred application holds a place while a person decides (docs/decisions/held_places.md)."""

import datetime as dt

import pytest
import time_machine

from cohorts.models import Cohort
from core.calendar import end_of_uk_day
from core.errors import Refused
from core.places import Status
from returners import actions, tasks
from returners.models import Place
from returners.rescheduling import foresee
from tests.counting import miscounted
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.letters import letter_to, letters_to

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)  # a Monday
LATER = NOW + dt.timedelta(days=1)
PROMISED = end_of_uk_day(dt.date(2026, 3, 9))
FAR = NOW + dt.timedelta(days=36)  # after the last joining instant
REFERRED = {"situation": "self-employed"}


@pytest.fixture
def cohort(db):
    return CohortFactory(now=NOW, pool__capacity=1)


def sent(cohort, at=NOW, **answers):
    return actions.submit(ApplicationFactory(now=NOW, cohort=cohort, **answers), at=at)


def decide(application, *, eligible, at=LATER):
    by = ProgrammeManagerFactory()
    actions.overrule(application, eligible=eligible, why="Read her letter.", by=by, at=at)


def standing(*applications):
    found = [application.places.latest("pk") for application in applications]
    assert not miscounted(found[0].pool, Place)
    return [place.status for place in found]


def steps_of(application):
    return list(application.steps.values_list("what", flat=True))


def test_referred_application_keeps_the_last_place_from_the_next():
    cohort = CohortFactory(now=NOW, pool__capacity=1)

    referred, following = sent(cohort, **REFERRED), sent(cohort)

    assert standing(referred, following) == [Status.HELD, Status.WAITING]
    assert referred.places.get().pending_until == PROMISED
    letter = letter_to(referred.person, "referred").text
    assert "We are keeping a place for you" in letter
    assert "by the end of Monday 9 March 2026" in letter


def test_referred_application_waits_in_turn_where_all_is_taken(cohort):
    sent(cohort)

    referred, following = sent(cohort, **REFERRED), sent(cohort)

    assert [place.application for place in cohort.pools.get().places.waiting().in_turn()] == [referred, following]
    assert steps_of(referred) == ["submitted", "referred", "waiting"]
    letter = letter_to(referred.person, "referred").text
    assert "you are number 1 on the waiting list" in letter
    assert "keeping a place" not in letter


def test_referred_application_is_refused_like_any_other_where_the_list_is_full():
    cohort = CohortFactory(now=NOW, pool__capacity=1, pool__waiting_limit=0)
    sent(cohort)

    with pytest.raises(Refused, match="waiting list is full"):
        sent(cohort, **REFERRED)


def test_turn_of_a_referred_application_comes_while_a_person_decides(cohort):
    holder = sent(cohort)
    referred, following = sent(cohort, **REFERRED), sent(cohort)

    actions.decline(holder.places.get(), at=LATER)

    assert standing(referred, following) == [Status.HELD, Status.WAITING]
    assert letters_to(referred.person) == ["received", "referred", "held"]
    assert "until the end of Monday 9 March 2026" in letter_to(referred.person, "held").text
    assert "offered" not in steps_of(referred)


def test_found_eligible_a_kept_place_is_offered(cohort):
    referred, following = sent(cohort, **REFERRED), sent(cohort)

    decide(referred, eligible=True)

    assert standing(referred, following) == [Status.OFFERED, Status.WAITING]
    assert referred.places.get().offer_expires_at == end_of_uk_day(dt.date(2026, 3, 10))
    assert letters_to(referred.person) == ["received", "referred", "offered"]
    assert steps_of(referred) == ["submitted", "referred", "held", "found eligible", "offered"]


def test_found_eligible_a_turn_keeps_its_number(cohort):
    sent(cohort)
    first, referred, last = sent(cohort), sent(cohort, **REFERRED), sent(cohort)

    decide(referred, eligible=True)

    assert [place.application for place in cohort.pools.get().places.waiting().in_turn()] == [first, referred, last]
    assert "You are number 2." in letter_to(referred.person, "waiting").text


def test_found_not_eligible_the_place_goes_to_the_next_at_once(cohort):
    referred, following = sent(cohort, **REFERRED), sent(cohort)

    decide(referred, eligible=False)

    assert standing(referred, following) == [Status.CANCELLED, Status.OFFERED]
    assert letters_to(following.person) == ["received", "waiting", "promoted"]


def test_withdrawn_the_place_goes_to_the_next_at_once(cohort):
    referred, following = sent(cohort, **REFERRED), sent(cohort)

    actions.withdraw(referred, at=LATER)

    assert standing(referred, following) == [Status.CANCELLED, Status.OFFERED]


def test_clock_gives_on_a_place_that_was_kept_for_too_long(cohort):
    referred, following = sent(cohort, **REFERRED), sent(cohort)

    with time_machine.travel(PROMISED + dt.timedelta(minutes=1), tick=False):
        tasks.release_holds()

    referred.refresh_from_db()
    assert standing(referred, following) == [Status.RELEASED, Status.OFFERED]
    assert (referred.status, referred.closed_at) == ("in review", None)
    assert steps_of(referred)[-1] == "released"
    assert "We have not, and we are sorry" in letter_to(referred.person, "released").text


def test_clock_waits_for_an_answer_that_is_on_its_way(cohort):
    referred = sent(cohort, **REFERRED)

    with time_machine.travel(PROMISED, tick=False):
        tasks.release_holds()

    assert standing(referred) == [Status.HELD]


def test_found_eligible_after_that_it_goes_before_everyone_who_waits(cohort):
    referred, holder, waiting = sent(cohort, **REFERRED), sent(cohort), sent(cohort)
    actions.release_holds(at=PROMISED)

    decide(referred, eligible=True, at=PROMISED + dt.timedelta(hours=1))

    assert standing(holder, waiting, referred) == [Status.OFFERED, Status.WAITING, Status.WAITING]
    assert "You are number 1." in letter_to(referred.person, "waiting").text
    assert [place.application for place in cohort.pools.get().places.waiting().in_turn()] == [referred, waiting]


def test_found_not_eligible_after_that_nothing_is_left_to_give_up(cohort):
    referred = sent(cohort, **REFERRED)
    actions.release_holds(at=PROMISED)

    decide(referred, eligible=False, at=PROMISED)

    assert standing(referred) == [Status.RELEASED]
    assert "not_eligible" in letters_to(referred.person)


def test_after_the_last_joining_instant_what_nobody_decided_on_is_closed_kindly(cohort):
    kept, waiting = sent(cohort, **REFERRED), sent(cohort, **REFERRED)

    with time_machine.travel(FAR, tick=False):
        tasks.release_holds()
        tasks.close_waiting_lists()
        tasks.close_waiting_lists()

    for application in (kept, waiting):
        application.refresh_from_db()
        assert (application.status, bool(application.closed_at)) == ("in review", True)
        assert application.standing == "Closed without a decision"
        assert letters_to(application.person) == ["received", "referred", "undecided"]
    assert standing(kept, waiting) == [Status.RELEASED, Status.CANCELLED]
    with pytest.raises(Refused, match="decided already"):
        decide(kept, eligible=False, at=FAR)


def test_application_that_was_with_a_person_before_holds_were_kept_goes_ahead(cohort):
    """Those sent before this was built have no place at all."""
    referred = sent(cohort, **REFERRED)
    actions.release_holds(at=PROMISED)
    Place.objects.filter(application=referred).delete()

    decide(referred, eligible=True)

    assert standing(referred) == [Status.OFFERED]


def change_dates(cohort, **dates):
    seen = foresee(cohort, dates, LATER).seen
    actions.change_calendar(cohort, dates, seen=seen, why="Illness", by=ProgrammeManagerFactory(), at=LATER)


def test_place_is_kept_to_the_day_that_is_promised_now(cohort):
    kept, waiting = sent(cohort, **REFERRED), sent(cohort, **REFERRED)

    change_dates(cohort, review_days=7)

    for application in (kept, waiting):
        assert application.places.get().pending_until == end_of_uk_day(dt.date(2026, 3, 11))


def test_place_is_kept_no_longer_than_the_last_joining_when_that_moves(cohort):
    kept = sent(cohort, **REFERRED)
    sooner = NOW + dt.timedelta(days=3)
    Cohort.objects.filter(pk=cohort.pk).update(closes_at=LATER)
    cohort.refresh_from_db()

    change_dates(cohort, last_joining_at=sooner)

    assert kept.places.get().pending_until == sooner
