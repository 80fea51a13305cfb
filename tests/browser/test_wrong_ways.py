"""What people also do: press twice, go back, open two tabs, come too late, or as somebody else."""

import datetime as dt
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from django.utils import timezone

from cohorts.models import Cohort, Enrolment
from core.places import Status
from notifications.models import Message
from returners import actions
from returners.models import Application, Place
from tests.browser.post import last_letter, link_in
from tests.browser.visitor import Visitor
from tests.factories.accounts import PASSWORD
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory

AGREE = "I have read the participation agreement and I agree to it"
FROZEN = "You have sent this application, so its answers can no longer be changed."


@pytest.fixture
def cohort(live_server) -> Cohort:
    opened = timezone.now() - dt.timedelta(days=30)
    return CohortFactory(programme__name="STEM ReCharge", name="Spring cohort", opens_at=opened)


@pytest.fixture
def draft(cohort: Cohort) -> Application:
    return ApplicationFactory(cohort=cohort, person__name="Leila Haddad")


def page_of(application: Application, *more: str) -> str:
    return "/".join(["/applications", str(application.uuid), *more, ""])


def test_pressing_twice_sends_once_and_accepts_once(new_visitor: Callable[..., Visitor], draft: Application):
    """Without JavaScript nothing holds the second press back: two browsers press the same button at once."""
    pair = [new_visitor(scripts=False).is_signed_in_as(draft.person) for _ in range(2)]

    for visitor in pair:
        visitor.open(page_of(draft, "check"))
    press_at_once(pair, "Send my application")

    assert [visitor.heading for visitor in pair] == ["Application sent"] * 2
    assert Place.objects.get().status == Status.OFFERED

    for visitor in pair:
        visitor.open(page_of(draft, "offer", "accept")).choose(AGREE)
    press_at_once(pair, "Accept the place")

    assert ["Your place is confirmed." in visitor.text for visitor in pair] == [True, True]
    assert Place.objects.get().status == Status.CONFIRMED
    assert Enrolment.objects.count() == 1
    assert Message.objects.filter(template="returners/email/confirmed").count() == 1


def press_at_once(visitors: list[Visitor], name: str) -> None:
    with ExitStack() as answers:
        for visitor in visitors:
            answers.enter_context(visitor.page.expect_navigation())
        for visitor in visitors:
            visitor.page.get_by_role("button", name=name, exact=True).click(no_wait_after=True)


def test_pages_left_behind_lead_to_where_the_application_stands(visitor: Visitor, draft: Application):
    """Back after sending, and a tab in which the answers could still be changed."""
    visitor.is_signed_in_as(draft.person).open(page_of(draft, "check"))
    tab = visitor.new_tab().open(page_of(draft, "tasks", "contact"))

    visitor.press("Send my application").back()

    # The page was not kept: it is asked for again, and knows.
    visitor.sees(FROZEN, "There is a place for you")
    tab.fill(full_name="Somebody Else").press("Save and continue").sees(FROZEN, "There is a place for you")
    draft.refresh_from_db()
    assert draft.full_name == "Leila Haddad"
    tab = tab.open(page_of(draft, "offer", "decline"))
    visitor.open(page_of(draft, "offer", "accept")).choose(AGREE).press("Accept the place")
    tab.press("Turn down the place").sees("You have accepted this place already. It is confirmed.")
    assert Place.objects.get().status == Status.CONFIRMED


def test_link_of_an_offer_that_ran_out_says_so(visitor: Visitor, draft: Application):
    """Opened from the letter while signed out. Before the clock's task came by, and after."""
    actions.submit(draft, at=timezone.now() - dt.timedelta(days=draft.cohort.offer_days + 1))
    visitor.open(link_in(last_letter(draft.person.email)))
    assert visitor.heading == "Sign in"
    visitor.fill(login=draft.person.email, password=PASSWORD).press("Sign in")

    visitor.sees("Your offer ran out at the end of")
    assert "Accept your place" not in visitor.text
    visitor.open(page_of(draft, "offer", "accept")).sees(
        "There is no offer waiting for an answer.", "ran out at the end of"
    )
    assert Place.objects.get().status == Status.OFFERED

    actions.expire_offers(at=timezone.now())

    visitor.open(page_of(draft, "offer", "decline")).sees(
        "There is no offer waiting for an answer.", "ran out at the end of"
    )
    visitor.follow("apply again")
    assert visitor.heading == "Apply to STEM ReCharge"


def test_offer_that_runs_out_on_an_open_page_is_not_taken(visitor: Visitor, draft: Application):
    actions.submit(draft, at=timezone.now())
    visitor.is_signed_in_as(draft.person).open(page_of(draft, "offer", "accept")).choose(AGREE)
    Place.objects.update(offer_expires_at=timezone.now() - dt.timedelta(seconds=1))

    visitor.press("Accept the place").sees("There is no offer waiting for an answer.", "Your offer ran out on")

    assert Enrolment.objects.count() == 0


def test_application_of_somebody_else_does_not_exist(visitor: Visitor, draft: Application):
    """The page names the address they are signed in with: links are passed on, and people have two addresses."""
    other = ApplicationFactory(cohort=draft.cohort)
    visitor.is_signed_in_as(other.person).expects(404)

    for path in (page_of(draft), page_of(draft, "tasks"), page_of(draft, "offer", "accept")):
        visitor.open(path).sees("Page not found", f"You are signed in as {other.person.email}")


def test_letter_opened_while_signed_out_leads_back_after_signing_in(visitor: Visitor, draft: Application):
    actions.submit(draft, at=timezone.now())
    visitor.open(link_in(last_letter(draft.person.email)))

    visitor.fill(login=draft.person.email, password=PASSWORD).press("Sign in")

    assert visitor.path == page_of(draft)
    visitor.sees("There is a place for you").press("Sign out")
    visitor.back()
    assert draft.reference not in visitor.text
