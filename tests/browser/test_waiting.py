"""The waiting list: a place turned down goes to the next, who hears of it by letter; leaving takes one press."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from cohorts.models import Enrolment, Pool
from core.places import Status
from returners import actions
from returners.models import Application, Place
from tests.browser.post import last_letter, link_in
from tests.browser.visitor import Visitor
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory

AGREE = "I have read the participation agreement and I agree to it"
LEAVE = "Leave the waiting list and withdraw my application"


@pytest.fixture
def full(live_server) -> list[Application]:
    """One place and three who want it, in this order."""
    cohort = CohortFactory(programme__name="STEM ReCharge", name="Spring cohort", pool__capacity=1)
    drafts = [ApplicationFactory(cohort=cohort, person__name=name) for name in ("Ann First", "Bea Next", "Cat Last")]
    return [actions.submit(draft, at=timezone.now()) for draft in drafts]


def at_their_application(visitor: Visitor, application: Application) -> Visitor:
    return visitor.is_signed_in_as(application.person).open(f"/applications/{application.uuid}/")


def test_declined_place_goes_to_the_next_who_takes_it_up(new_visitor: Callable[..., Visitor], full: list[Application]):
    first, second, third = (at_their_application(new_visitor(), application) for application in full)
    second.sees("You are number 1 on the waiting list")
    third.sees("You are number 2 on the waiting list")

    first.follow("Turn it down").fill(reason="I have found a job.").press("Turn down the place")
    first.sees("You have turned the place down. Thank you for letting us know.")

    letter = last_letter(full[1].person.email)
    assert "place" in letter.subject
    second.open(link_in(letter)).press("Accept your place").choose(AGREE).press("Accept the place")
    second.sees("Your place is confirmed.")
    third.open(third.path).sees("You are number 1 on the waiting list")
    assert Enrolment.objects.get().person == full[1].person


def test_leaving_the_waiting_list_takes_one_press(visitor: Visitor, full: list[Application]):
    leaving = at_their_application(visitor, full[1])

    leaving.follow(LEAVE).sees("You lose your turn on the waiting list.").press("Withdraw my application")

    leaving.sees("Your application has been withdrawn.")
    assert LEAVE not in leaving.text
    assert Pool.objects.get().waiting == 1
    assert Place.objects.get(application=full[1]).status == Status.CANCELLED
    # The way back in is there at once.
    leaving.follow("apply again").press("Start your application").sees("Your application to STEM ReCharge")
