"""Programme managers and administrators at work, through every door that a second factor guards."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import second_factor
from accounts.models import User
from cohorts.actions import make_manager
from cohorts.models import Cohort, Pool
from returners import actions
from returners.eligibility import Situation
from tests.browser.post import code_in, last_letter, link_in
from tests.browser.visitor import Visitor
from tests.factories.accounts import PASSWORD, AdministratorFactory, ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory

INVITED = "newcomer@example.org"


@pytest.fixture
def cohort(live_server) -> Cohort:
    return CohortFactory(programme__name="STEM ReCharge", name="Spring cohort", slug="spring", pool__capacity=2)


@pytest.fixture
def manager(cohort: Cohort) -> User:
    manager = ProgrammeManagerFactory(name="Grace Okafor")
    make_manager(cohort.programme, person=manager)
    return manager


def test_manager_signs_in_with_two_factors_and_decides(visitor: Visitor, manager: User, cohort: Cohort):
    draft = ApplicationFactory(cohort=cohort, person__name="Rita Ford", situation=Situation.SELF_EMPLOYED)
    referred = actions.submit(draft, at=timezone.now())
    assert "person" in last_letter(referred.person.email).text

    visitor.open("/staff/").fill(login=manager.email, password="not my password").press("Sign in")
    visitor.fill(login=manager.email, password=PASSWORD).press("Sign in")
    assert visitor.heading == "Enter a code"
    visitor.fill(code="000000").press("Continue")
    assert visitor.page.title().startswith("Error: ")
    visitor.fill(code=second_factor.current_code(manager)).press("Continue")
    assert visitor.heading == "Inbox"
    visitor.sees("1 application to decide, Spring cohort").follow("Decide", exact=False)
    visitor.follow("Rita Ford").press("Decide")
    visitor.press("Save the decision").sees_error("Select what you decide")
    visitor.choose("Eligible").fill(why="Her contracts ended when her son was born.").press("Save the decision")

    visitor.sees("Your decision is saved, and the applicant has been told.", "Place offered", "Grace Okafor")
    assert "place" in last_letter(referred.person.email).subject
    visitor.follow("Inbox").sees("Nothing to do")


def test_manager_changes_the_number_of_places(visitor: Visitor, manager: User, cohort: Cohort):
    """Never below what is taken; with one more, whoever is next is offered it."""
    drafts = [ApplicationFactory(cohort=cohort) for _ in range(3)]
    *_, waiting = [actions.submit(draft, at=timezone.now()) for draft in drafts]
    visitor.is_signed_in_as(manager).open("/staff/cohorts/").follow("STEM ReCharge: Spring cohort")
    visitor.follow("Change").sees("2 of 2 places are taken and 1 person is waiting.")

    visitor.fill(capacity="1", why="A smaller room").press("Change the number of places")

    visitor.page.locator(".govuk-error-summary").get_by_text("2").first.wait_for()
    assert Pool.objects.get().capacity == 2

    visitor.fill(capacity="3").press("Change the number of places")

    visitor.sees("The number of places is changed. 1 offered to people who were waiting.", "Nobody is waiting.")
    assert "place" in last_letter(waiting.person.email).subject


def test_administrator_invites_a_manager_who_sets_everything_up(
    new_visitor: Callable[..., Visitor], manager: User, cohort: Cohort
):
    administrator = new_visitor().is_signed_in_as(AdministratorFactory())
    administrator.open("/staff/programmes/").follow("STEM ReCharge").follow("Invite a manager")
    administrator.fill(email=INVITED)
    administrator.go(administrator.page.locator("main form button[type=submit]"))
    administrator.sees(f"{INVITED} has been invited to manage STEM ReCharge.")

    newcomer = new_visitor()
    newcomer.open(link_in(last_letter(INVITED))).sees("You are invited to be Programme manager of STEM ReCharge")
    newcomer.press("Create an account").fill(email=INVITED, password1=PASSWORD).press("Create an account")
    newcomer.fill(code=code_in(last_letter(INVITED))).press("Confirm")
    newcomer.press("Accept the invitation")
    set_up_the_app(newcomer)

    newcomer.open("/staff/cohorts/").sees("STEM ReCharge: Spring cohort")
    newcomer.open("/staff/").sees("Nothing to do")
    newcomer.open(reverse("mfa_deactivate_totp")).sees("The authenticator app stays on")
    # Other people's doors stay shut.
    newcomer.expects(404).open(reverse("accounts:person_list")).sees("Page not found", INVITED)


def set_up_the_app(newcomer: Visitor) -> None:
    """Whatever they try first, it comes to this."""
    newcomer.open("/staff/applications/")
    assert newcomer.heading == "Set up an authenticator app"
    newcomer.use(newcomer.page.get_by_text("I cannot scan the picture"))
    secret = newcomer.page.locator(".portal-key").inner_text()
    newcomer.fill(code=code_of(secret))
    newcomer.go(newcomer.page.locator("main form button[type=submit]").last)
    assert newcomer.heading == "Your recovery codes"
    assert newcomer.page.locator(".portal-codes li").count() == 10


def code_of(secret: str) -> str:
    """What the app on their phone shows for this key."""
    counters = list(second_factor.yield_hotp_counters_from_time())
    return second_factor.format_hotp_value(second_factor.hotp_value(secret, counters[len(counters) // 2]))


def test_admin_is_quiet_under_our_content_security_policy(visitor: Visitor, manager: User):
    """Its pages are not ours, but what they load and run has to be allowed."""
    visitor.is_signed_in_as(AdministratorFactory()).open("/admin/")

    found = visitor.page.locator("#content-main a.addlink, #content-main a.changelink, #content-main th a")
    addresses = {link.get_attribute("href") or "" for link in found.all()}

    assert addresses
    for address in sorted(addresses):
        answer = visitor.page.goto(visitor.host + address)
        assert answer
        assert answer.status == 200
