"""A manager takes an application by phone at their desk; the caller reads it on their own phone and sends it."""

from collections.abc import Callable

from accounts.models import User
from cohorts.actions import make_manager
from core.places import Status
from returners.models import Application, PhoneDraft
from tests.browser.conftest import PHONE
from tests.browser.post import last_letter, link_in
from tests.browser.visitor import Visitor
from tests.factories.accounts import PASSWORD, ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory

CALLER = "caller@example.org"


def test_caller_reads_what_was_written_down_and_sends_it(live_server, new_visitor: Callable[..., Visitor]):
    cohort = CohortFactory(programme__name="STEM ReCharge", name="Spring cohort", slug="spring")
    manager = ProgrammeManagerFactory(name="Grace Okafor")
    make_manager(cohort.programme, person=manager)
    desk, phone = new_visitor().is_signed_in_as(manager), new_visitor(PHONE)

    take_down(desk)
    find_a_mistake(phone)
    put_it_right(desk)
    send(phone)
    sign_in(phone)

    application = Application.objects.get()
    assert (application.places.get().status, application.full_name) == (Status.OFFERED, "Leila Haddad")
    desk.open(f"/staff/applications/{application.uuid}/").sees("Application taken by phone", "By Grace Okafor")


def take_down(desk: Visitor) -> None:
    desk.open("/staff/cohorts/").follow("STEM ReCharge: Spring cohort").follow("Take an application by phone")
    desk.fill(full_name="Laila Haddad", email="caller@", phone="07700 900 982").press("Start the application")
    desk.sees_error("Enter an email address in the correct format, like name@example.com")
    desk.fill(email=CALLER).press("Start the application")
    desk.sees("Laila Haddad", "0 of 4 sections are complete")
    desk.follow("How to reach you").choose("Text message").press("Save and continue")
    # The caller has to look after somebody: what was saved is still there afterwards.
    desk.open("/staff/applications/by-phone/").sees("Not finished", "Grace Okafor").follow("Laila Haddad")
    desk.follow("Your situation").fill(postcode="LS6 3BN").press("Continue").choose("Not working").press("Continue")
    desk.choose("Looking after my children").fill(start_month="3", start_year="2019").press("Continue")
    desk.choose("Technology").press("Continue").choose("Yes").press("Continue")
    desk.press("Save and continue").choose("No").press("Save and continue")
    assert desk.heading == "Check the answers"
    desk.sees("LS6 3BN", "Text message").press("Send the link").sees("With the caller")


def find_a_mistake(phone: Visitor) -> None:
    phone.open(link_in(last_letter(CALLER))).sees("Laila Haddad", "What I have told you is true.")
    phone.follow("Something is not right").press("Tell the team").sees_error("Tell us what is not right")
    phone.fill(what="My name is Leila.").press("Tell the team").sees("Thank you. We will put it right")


def put_it_right(desk: Visitor) -> None:
    desk.open("/staff/").sees("1 application by phone to put right").follow("Put right", exact=False)
    desk.sees("Something is not right").follow("Laila Haddad").sees("My name is Leila.")
    desk.follow("How to reach you").fill(full_name="Leila Haddad").press("Save and continue").press("Send a new link")
    desk.open("/staff/").sees("Nothing to do")


def send(phone: Visitor) -> None:
    """The page that is still open shows the older link; the letter has the newer one."""
    phone.expects(404).press("Confirm and send my application")
    phone.sees("This link does not work any more")
    phone.open(link_in(last_letter(CALLER))).sees("Leila Haddad").press("Confirm and send my application")
    assert phone.heading == "Application sent"
    phone.sees(Application.objects.get().reference, "there is a place for you")
    assert "You have a place" in last_letter(CALLER).subject


def sign_in(phone: Visitor) -> None:
    phone.press("Send me a link to choose a password")
    phone.open(link_in(last_letter(CALLER))).fill(password1=PASSWORD, password2=PASSWORD)
    phone.press("Save the new password").open("/my/")
    if phone.heading == "Sign in":
        phone.fill(login=CALLER, password=PASSWORD).press("Sign in")
    phone.sees("STEM ReCharge", "Place offered")
    assert User.objects.get(email=CALLER).name == "Laila Haddad"
    assert PhoneDraft.objects.get().confirmed_at
