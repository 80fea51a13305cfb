"""Two people, or a person and the clock, at once. However they meet: no deadlock, no fault, one consistent end."""

import datetime as dt
from functools import partial

import pytest

from cohorts.models import Enrolment, ProgrammeText
from core.errors import Refused
from core.places import Status
from notifications.models import TimedLetter
from returners import actions
from returners.models import Application, Place
from tests.counting import miscounted
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.letters import letters_to
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db(transaction=True)

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
DEADLINE = dt.datetime(2026, 3, 10, tzinfo=dt.UTC)  # of the offers made now: the end of 9 March
FAR = NOW + dt.timedelta(days=36)
PAIRS = 8


def drafts(number, *, capacity, **answers):
    cohort = CohortFactory(now=NOW, pool__capacity=capacity)
    return [ApplicationFactory(now=NOW, cohort=cohort, **answers) for _ in range(number)], cohort.pools.get()


def sent(number, *, capacity, **answers):
    applications, pool = drafts(number, capacity=capacity, **answers)
    return [actions.submit(application, at=NOW) for application in applications], pool


def accept(application, *, at=NOW):
    place = Place.objects.get(application=application)
    agreement = application.programme.text(ProgrammeText.Kind.AGREEMENT)
    return actions.accept(place, agreement=agreement, signed_name="A Person", at=at)


def decline(application, *, at=NOW):
    return actions.decline(Place.objects.get(application=application), at=at)


def race(calls):
    """All at once, in the order given; a refusal is an outcome, anything else fails the test."""
    return in_parallel(calls, may_raise=(Refused,))


def assert_consistent(pool, at=NOW):
    """Counters, places, applications, enrolments and planned letters tell one story."""
    pool.refresh_from_db()
    assert not miscounted(pool, Place)
    assert pool.taken <= pool.limit
    assert not pool.waiting or not pool.free or pool.is_over(at)
    for place in pool.places.select_related("application"):
        application = place.application
        assert place.is_live == (application.closed_at is None) or place.status == Status.RELEASED
        assert place.is_pending == (application.status == Application.Status.IN_REVIEW) or not place.is_live
        if place.status == Status.CANCELLED and not pool.is_over(at):
            assert application.status in (Application.Status.WITHDRAWN, Application.Status.NOT_ELIGIBLE)
        enrolled = Enrolment.objects.active().filter(person=application.person).exists()
        assert enrolled == (place.status == Status.CONFIRMED)
        reminders = TimedLetter.objects.planned().filter(rule="offer-reminder", object_id=place.pk).count()
        assert reminders == (place.status == Status.OFFERED)


def test_submit_against_submit_of_rivals():
    applications, pool = drafts(12, capacity=4)

    race(partial(actions.submit, application, at=NOW) for application in applications)

    assert pool.places.offered().count() == 4
    assert list(pool.places.order_by("position").values_list("position", flat=True)) == list(range(1, 13))
    assert_consistent(pool)


def test_submit_against_withdraw_of_the_same_application():
    applications, pool = drafts(PAIRS, capacity=3)

    race(
        call
        for application in applications
        for call in (partial(actions.submit, application, at=NOW), partial(actions.withdraw, application, at=NOW))
    )

    for application in Application.objects.all():
        if application.status == Application.Status.WITHDRAWN:
            assert not application.places.exists()
            assert letters_to(application.person) == []
        else:
            assert application.places.live().count() == 1
    assert_consistent(pool)


def test_accept_against_expire():
    applications, pool = sent(PAIRS + 4, capacity=PAIRS)

    race(
        [
            *(partial(accept, one, at=DEADLINE - dt.timedelta(seconds=1)) for one in applications[:PAIRS]),
            *(partial(actions.expire_offers, at=DEADLINE) for _ in range(3)),
        ]
    )

    for application in applications[:PAIRS]:
        letters = letters_to(application.person)
        assert ("confirmed" in letters) != ("expired" in letters)
    assert_consistent(pool)


def test_accept_against_decline_in_two_tabs():
    applications, pool = sent(PAIRS + 4, capacity=PAIRS)

    outcomes = race(call for one in applications[:PAIRS] for call in (partial(accept, one), partial(decline, one)))

    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == PAIRS
    assert_consistent(pool)


def test_withdraw_against_expire():
    applications, pool = sent(PAIRS + 4, capacity=PAIRS)

    race(
        [
            *(partial(actions.withdraw, application, at=NOW) for application in applications),
            *(partial(actions.expire_offers, at=DEADLINE) for _ in range(3)),
        ]
    )

    for application in applications:
        letters = letters_to(application.person)
        assert ("withdrawn" in letters) != ("expired" in letters)
    assert_consistent(pool)


def test_withdraw_against_accept():
    applications, pool = sent(PAIRS + 4, capacity=PAIRS)

    race(
        call
        for application in applications[:PAIRS]
        for call in (partial(accept, application), partial(actions.withdraw, application, at=NOW))
    )

    assert Application.objects.filter(status="withdrawn").count() == PAIRS
    assert_consistent(pool)


def test_withdraw_twice_at_once():
    applications, pool = sent(PAIRS, capacity=3)

    race(partial(actions.withdraw, application, at=NOW) for application in applications * 2)

    assert all(letters_to(application.person).count("withdrawn") == 1 for application in applications)
    assert pool.places.live().count() == 0
    assert_consistent(pool)


@pytest.mark.parametrize("eligible", [True, False])
def test_overrule_against_withdraw(eligible):
    applications, pool = sent(PAIRS, capacity=3, situation="self-employed")
    manager = ProgrammeManagerFactory()
    decide = partial(actions.overrule, eligible=eligible, why="Read it.", by=manager, at=NOW)

    race(
        call
        for application in applications
        for call in (partial(decide, application), partial(actions.withdraw, application, at=NOW))
    )

    for application in Application.objects.all():
        assert (application.status, bool(application.closed_at)) in [("withdrawn", True), ("not eligible", True)]
    assert pool.places.live().count() == 0
    assert_consistent(pool)


def test_overrule_by_two_managers_at_once():
    applications, pool = sent(PAIRS, capacity=3, situation="self-employed")
    managers = ProgrammeManagerFactory.create_batch(2)

    outcomes = race(
        partial(actions.overrule, application, eligible=True, why="Read it.", by=manager, at=NOW)
        for application in applications
        for manager in managers
    )

    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == PAIRS
    assert all(application.decisions.count() == 2 for application in applications)
    assert_consistent(pool)


def test_withdraw_against_the_end_of_the_waiting_list():
    applications, pool = sent(PAIRS, capacity=1)

    race(
        [
            *(partial(actions.withdraw, application, at=FAR) for application in applications[1:]),
            *(partial(actions.close_waiting_list, pool, at=FAR) for _ in range(2)),
        ]
    )

    for application in applications[1:]:
        letters = letters_to(application.person)
        assert ("withdrawn" in letters) != ("queue_closed" in letters)
    assert_consistent(pool, at=FAR)


def test_resize_against_everything():
    applications, pool = sent(PAIRS + 6, capacity=4)
    manager = ProgrammeManagerFactory()
    resize = partial(actions.resize_pool, pool, allowance=0, why="Room", by=manager, at=NOW)

    race(
        [
            *(partial(resize, capacity=capacity) for capacity in (3, 6, 8)),
            *(partial(accept, application) for application in applications[:2]),
            *(partial(actions.withdraw, application, at=NOW) for application in applications[2:8]),
            *(partial(decline, application) for application in applications[8:10]),
        ]
    )

    assert_consistent(pool)


def test_storm_over_two_cohorts_in_opposite_orders():
    """Two crowds press everything at once, each from its own end: nobody waits for ever, both pools add up."""
    (one, pool), (other, other_pool) = sent(6, capacity=3), sent(6, capacity=3)
    crowd = [*one, *other]

    race(
        call
        for first, second in zip(crowd, crowd[::-1], strict=True)
        for call in (
            partial(actions.withdraw, first, at=NOW),
            partial(accept, second),
            partial(actions.expire_offers, at=DEADLINE),
        )
    )

    assert_consistent(pool)
    assert_consistent(other_pool)


def mixed(number, *, capacity):
    """Every second one has to be looked at by a person. None sent yet."""
    cohort = CohortFactory(now=NOW, pool__capacity=capacity)
    work = ("not working", "self-employed")
    found = [ApplicationFactory(now=NOW, cohort=cohort, situation=work[n % 2]) for n in range(number)]
    return found, cohort.pools.get()


def test_submit_of_32_rivals_some_for_a_person_to_look_at():
    applications, pool = mixed(32, capacity=10)

    race(partial(actions.submit, application, at=NOW) for application in applications)

    seated = pool.places.seated().order_by("position")
    assert [place.position for place in seated] == list(range(1, 11))
    for place in pool.places.select_related("application"):
        assert place.is_pending == (place.application.situation == "self-employed")
    assert_consistent(pool)


@pytest.mark.parametrize("eligible", [True, False])
def test_overrule_against_a_hold_that_runs_out(eligible):
    applications, pool = sent(PAIRS, capacity=PAIRS - 2, situation="self-employed")
    manager = ProgrammeManagerFactory()
    decide = partial(actions.overrule, eligible=eligible, why="Read it.", by=manager, at=DEADLINE)

    race(
        [
            *(partial(decide, application) for application in applications),
            *(partial(actions.release_holds, at=DEADLINE) for _ in range(3)),
        ]
    )

    assert not Application.objects.in_review().exists()
    assert pool.places.seated().count() == (pool.capacity if eligible else 0)
    assert pool.places.waiting().count() == (2 if eligible else 0)
    assert_consistent(pool)


def test_withdraw_while_a_hold_runs_out():
    applications, pool = sent(PAIRS + 4, capacity=PAIRS, situation="self-employed")

    race(
        [
            *(partial(actions.withdraw, application, at=DEADLINE) for application in applications[:PAIRS]),
            *(partial(actions.release_holds, at=DEADLINE) for _ in range(3)),
        ]
    )

    assert all(letters_to(application.person).count("withdrawn") == 1 for application in applications[:PAIRS])
    # Their turn came after the promised day, so they are held for as long again.
    assert pool.places.held().count() == 4
    assert_consistent(pool)
