"""Two at once about one part, one place, or two pools in opposite order: no deadlock, and one consistent end."""

from functools import partial

import pytest

from cohorts.models import Enrolment
from core.errors import Refused
from core.places import Status
from participation.actions import enrolling
from returners import actions as returners
from returners.models import Application
from tests.letters import letters_to
from tests.parallel import in_parallel
from tests.participation.enrolled import SOON, another_cohort, application_of, assert_counted, taking_part

pytestmark = pytest.mark.django_db(transaction=True)


def race(calls):
    return in_parallel(calls, may_raise=(Refused,))


def move(enrolment, to):
    return partial(enrolling.transfer, enrolment, to, reason="caring", by=enrolment.person, at=SOON)


def end(enrolment):
    return partial(enrolling.end_early, enrolment, reason="caring", by=enrolment.person, at=SOON)


def assert_one_place_each(*pools):
    """Whoever takes part has one place, in the cohort they take part in; nobody else has one."""
    assert_counted(*pools)
    for application in Application.objects.all():
        enrolled = Enrolment.objects.live().filter(person=application.person)
        places = application.places.confirmed()
        assert [one.cohort_id for one in enrolled] == [place.pool.cohort_id for place in places]


def test_the_last_place_there_goes_to_one_of_two_who_defer():
    enrolments, _ = taking_part(2)
    later = another_cohort(enrolments[0], capacity=1)

    outcomes = race(move(enrolment, later) for enrolment in enrolments)

    assert sorted(type(outcome) is Enrolment for outcome in outcomes) == [False, True]
    assert later.places.confirmed().count() == 1
    assert_one_place_each(later, enrolments[0].cohort.pools.get())


def test_one_person_who_presses_twice_moves_once():
    (enrolment,), _ = taking_part()
    later = another_cohort(enrolment)

    race([move(enrolment, later)] * 4)

    assert letters_to(enrolment.person).count("moved") == 1
    assert_one_place_each(later, enrolment.cohort.pools.get())


def test_moves_in_opposite_directions_wait_for_no_circle():
    here, _ = taking_part(6)
    later = another_cohort(here[0], capacity=12)
    there = [move(enrolment, later)() for enrolment in here[:3]]
    first = here[0].cohort.pools.get()

    outcomes = race(
        [*(move(enrolment, later) for enrolment in here[3:]), *(move(enrolment, first) for enrolment in there)]
    )

    assert all(type(outcome) is Enrolment or isinstance(outcome, Refused) for outcome in outcomes)
    assert_one_place_each(first, later)


def test_end_against_move_against_withdraw_of_one_person():
    enrolments, waiting = taking_part(4, waiting=4)
    later = another_cohort(enrolments[0], capacity=8)
    applications = [application_of(enrolment) for enrolment in enrolments]

    race(
        call
        for enrolment, application in zip(enrolments, applications, strict=True)
        for call in (move(enrolment, later), end(enrolment), partial(returners.withdraw, application, at=SOON))
    )

    assert_one_place_each(enrolments[0].cohort.pools.get(), later)
    assert [one.places.get().status for one in waiting] == [Status.OFFERED] * 4


def test_pause_against_end():
    (enrolment,), _ = taking_part()
    pause = partial(enrolling.pause, enrolment, reason="health", back_on=None, by=enrolment.person, at=SOON)

    race([pause, end(enrolment), pause])

    enrolment.refresh_from_db()
    assert (enrolment.status, enrolment.paused_at) == ("ended", None)
