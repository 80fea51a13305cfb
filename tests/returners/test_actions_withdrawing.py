"""Leaving, in every state, and coming back."""

import datetime as dt

import pytest

from cohorts.models import Enrolment, ProgrammeText
from core.errors import Refused
from core.places import Status
from notifications.models import TimedLetter
from returners import actions
from returners.models import Application, Place
from tests.counting import miscounted
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.letters import letters_to

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=1)
OVER = NOW + dt.timedelta(days=8)


def sent(number=1, *, capacity=1, **answers):
    """So many people who applied one after the other, and their pool."""
    cohort = CohortFactory(now=NOW, pool__capacity=capacity)
    drafts = [ApplicationFactory(now=NOW, cohort=cohort, **answers) for _ in range(number)]
    return [actions.submit(draft, at=NOW) for draft in drafts], cohort.pools.get()


def accept(application):
    agreement = application.programme.text(ProgrammeText.Kind.AGREEMENT)
    return actions.accept(application.places.get(), agreement=agreement, signed_name="A Person", at=NOW)


def assert_withdrawn(application, *, at=LATER):
    application.refresh_from_db()
    step = application.steps.last()
    assert (application.status, application.closed_at) == ("withdrawn", at)
    assert (step.what, step.at, step.by) == ("withdrawn", at, application.person)
    assert not application.places.live().exists()


def assert_counted(pool):
    pool.refresh_from_db()
    assert not miscounted(pool, Place)


def test_withdraw_a_draft_without_a_letter():
    application = ApplicationFactory(now=NOW)

    actions.withdraw(application, at=LATER)

    assert_withdrawn(application)
    assert application.submitted_at is None
    assert letters_to(application.person) == []


def test_withdraw_while_a_person_decides():
    (application,), _ = sent(situation="self-employed")

    actions.withdraw(application, at=LATER)

    assert_withdrawn(application)
    assert letters_to(application.person) == ["received", "referred", "withdrawn"]


def test_withdraw_from_the_waiting_list_moves_nobody_up():
    (first, second, third), pool = sent(3)

    actions.withdraw(second, at=LATER)

    assert_withdrawn(second)
    assert (first.places.get().status, third.places.get().status) == (Status.OFFERED, Status.WAITING)
    assert third.places.get().parties_ahead() == 0
    assert letters_to(second.person)[-1] == "withdrawn"
    assert_counted(pool)


def test_withdraw_an_offer_gives_it_to_the_next():
    (first, second), pool = sent(2)

    actions.withdraw(first, at=LATER)

    assert_withdrawn(first)
    assert first.places.get().status == Status.CANCELLED
    assert second.places.get().status == Status.OFFERED
    assert letters_to(second.person)[-1] == "promoted"
    assert TimedLetter.objects.planned().get(rule="offer-reminder").object_id == second.places.get().pk
    assert_counted(pool)


def test_withdraw_a_confirmed_place_ends_taking_part():
    (first, second), pool = sent(2)
    accept(first)

    actions.withdraw(first, why="I have found a job.", at=LATER)

    assert_withdrawn(first)
    enrolment = Enrolment.objects.get()
    assert (enrolment.status, enrolment.ended_at, enrolment.ended_why) == ("ended", LATER, "Withdrew")
    assert first.steps.last().why == "I have found a job."
    assert second.places.get().status == Status.OFFERED
    assert_counted(pool)


@pytest.mark.parametrize("number", [0, 1])
def test_withdraw_again_is_once(number):
    applications, pool = sent(2)

    for _ in range(2):
        actions.withdraw(applications[number], at=LATER)

    assert_withdrawn(applications[number])
    assert letters_to(applications[number].person).count("withdrawn") == 1
    assert applications[number].steps.filter(what="withdrawn").count() == 1
    assert_counted(pool)


def test_withdraw_from_a_page_that_still_shows_the_draft_asks_to_look_again():
    """What was pressed was “I do not want to apply any more”, about something not sent yet."""
    application = ApplicationFactory(now=NOW, cohort__now=NOW)
    stale = Application.objects.get(pk=application.pk)
    actions.submit(application, at=NOW)

    with pytest.raises(Refused, match="has just been sent"):
        actions.withdraw(stale, at=LATER)

    assert application.places.get().status == Status.OFFERED


def test_withdraw_what_is_over_already_is_refused():
    (turned_down,), _ = sent(field="other")
    (declined,), _ = sent()
    (expired,), _ = sent()
    actions.decline(declined.places.get(), at=NOW)
    actions.expire_offers(at=OVER)

    for application in (turned_down, declined, expired):
        with pytest.raises(Refused, match="over already"):
            actions.withdraw(application, at=OVER)


def test_whoever_withdrew_can_apply_again_at_the_end():
    (_, second, third), pool = sent(3)
    actions.withdraw(second, at=LATER)

    again = ApplicationFactory(now=NOW, cohort=pool.cohort, person=second.person)
    again = actions.submit(again, at=LATER)

    assert again.places.get().status == Status.WAITING
    assert [place.application for place in pool.places.waiting().in_turn()] == [third, again]
    assert again.reference != second.reference


def test_whoever_withdrew_a_confirmed_place_can_take_part_again():
    (first,), _ = sent()
    accept(first)
    actions.withdraw(first, at=LATER)

    again = actions.submit(ApplicationFactory(now=NOW, cohort=first.cohort, person=first.person), at=LATER)
    accept(again)

    assert Enrolment.objects.active().get().person == first.person
