"""A parent in Leeds applies and takes up a place: by finger, by keyboard alone, and without JavaScript."""

import pytest

from cohorts.models import Cohort, Enrolment
from core.places import Status
from returners.models import Application, Place
from tests.browser.post import code_in, last_letter, link_in
from tests.browser.visitor import Visitor
from tests.factories.accounts import PASSWORD
from tests.factories.cohorts import CohortFactory

EMAIL = "leila@example.org"


@pytest.fixture
def spring(live_server) -> Cohort:
    return CohortFactory(programme__name="STEM ReCharge", programme__slug="stem-recharge", name="Spring cohort")


def test_parent_in_leeds_applies_and_takes_up_a_place(any_visitor: Visitor, spring: Cohort):
    parent = any_visitor
    check_eligibility(parent)
    open_account(parent)
    answer_sections(parent)
    check_and_change(parent)

    send(parent)
    accept(parent)

    enrolment = Enrolment.objects.get()
    assert (enrolment.person.email, enrolment.cohort, enrolment.region) == (EMAIL, spring, "Yorkshire and The Humber")
    assert Place.objects.get().status == Status.CONFIRMED
    assert "confirmed" in last_letter(EMAIL).subject


def check_eligibility(parent: Visitor) -> None:
    """One wrong answer on each page first: the summary leads to the field."""
    parent.open("/").follow("STEM ReCharge: Spring cohort").press("Check if you can apply").press("Start now")
    parent.fill(postcode="Leeds").press("Continue").sees_error("Enter a full UK postcode, like LS1 4AP")
    parent.fill(postcode="ls6 3bn").press("Continue")
    parent.press("Continue").sees_error("Select what you do now")
    parent.choose("Not working").press("Continue")
    parent.choose("Looking after my children").fill(start_month="13", start_year="2021").press("Continue")
    parent.sees_error("The date you stopped must be a real date")
    parent.fill(start_month="3", start_year="2021").press("Continue")
    parent.press("Continue").sees_error("Select the field you worked in before")
    parent.choose("Technology").press("Continue")
    parent.press("Continue").sees_error("Select yes if you have the right to work in the UK")
    parent.choose("Yes").press("Continue")
    assert parent.heading == "You can apply"
    parent.sees("Yorkshire and The Humber")


def open_account(parent: Visitor) -> None:
    parent.press("Apply to this programme").press("Create an account")
    parent.fill(email=EMAIL, password1="password").press("Create an account")
    assert parent.page.title().startswith("Error: ")
    parent.fill(password1=PASSWORD).press("Create an account")
    assert parent.heading == "Check your email"
    parent.fill(code="WRONG1").press("Confirm")
    assert parent.page.title().startswith("Error: ")
    parent.fill(code=code_in(last_letter(EMAIL))).press("Confirm")
    # Back where the account was asked for.
    parent.press("Start your application")
    parent.sees("You have completed 1 of 5 sections")


def answer_sections(parent: Visitor) -> None:
    parent.follow("How to reach you").fill(full_name="Leila Haddad", phone="1").choose("Email")
    parent.press("Save and continue").sees_error(
        "Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192"
    )
    parent.fill(phone="07700 900 982").press("Save and continue")
    parent.press("Save and continue")
    assert parent.heading == "Support you need to take part"
    parent.choose("Yes").press("Save and continue")
    parent.sees_error("Tell us what would help you").fill(support_needs="Captions").press("Save and continue")
    parent.press("Save and continue").sees_error("Tick the box to confirm the declarations")
    parent.choose("I confirm all of these").press("Save and continue")


def check_and_change(parent: Visitor) -> None:
    """Everything answered leads to the check; a change leads back to it."""
    assert parent.heading == "Check your answers"
    parent.sees("Leila Haddad", "LS6 3BN", "Captions", "07700 900982")
    parent.go(parent.page.locator("a[href$='/tasks/support/']").first)
    parent.choose("No").press("Save and continue")
    assert parent.heading == "Check your answers"
    assert "Captions" not in parent.text


def send(parent: Visitor) -> None:
    parent.press("Send my application")
    assert parent.heading == "Application sent"
    application = Application.objects.get()
    parent.sees(application.reference, "there is a place for you")
    letter = last_letter(EMAIL)
    assert "You have a place" in letter.subject
    parent.open(link_in(letter)).sees("There is a place for you", application.reference)


def accept(parent: Visitor) -> None:
    parent.press("Accept your place")
    parent.press("Accept the place").sees_error("Tick the box to agree to the participation agreement")
    parent.choose("I have read the participation agreement and I agree to it").press("Accept the place")
    parent.sees("Your place is confirmed. The programme starts on")
