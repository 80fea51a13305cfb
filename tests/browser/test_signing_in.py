"""Ways in without a password: a passkey of the browser's own, and a code by email."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.post import code_in, last_letter
from tests.browser.visitor import Visitor
from tests.factories.accounts import PASSWORD, ProgrammeManagerFactory, UserFactory

TROUBLE = "Your browser did not give us a passkey"


def give_authenticator(visitor: Visitor, *, knows_owner: bool = True) -> None:
    """A device that holds passkeys and knows its owner, as a phone does."""
    devices = visitor.context.new_cdp_session(visitor.page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": knows_owner,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def type_password(visitor: Visitor, email: str) -> Visitor:
    return visitor.open("/account/login/").fill(login=email, password=PASSWORD).press("Sign in")


def test_passkey_is_made_and_signs_in(visitor: Visitor):
    person = UserFactory(email="olu@example.org")
    give_authenticator(visitor)
    type_password(visitor, person.email)
    visitor.open("/account/").go(visitor.page.get_by_role("link", name="Change passkeys"))

    visitor.sees("You have none yet").go(visitor.page.get_by_role("button", name="Make a passkey"))
    visitor.fill(name="My phone").press("Make a passkey")
    visitor.sees("Your passkey is ready", "My phone", "Not used yet")
    visitor.press("Sign out").open("/account/login/").press("Sign in with a passkey")
    visitor.open("/account/2fa/webauthn/")

    visitor.sees("My phone", "Last used on")
    assert "My phone" in last_letter(person.email).text


def test_staff_get_in_by_passkey_alone(visitor: Visitor):
    manager = ProgrammeManagerFactory(email="grace@example.org", second_factor=False)
    give_authenticator(visitor)
    type_password(visitor, manager.email)

    visitor.sees("Your role needs an authenticator app or a passkey").follow("Make a passkey instead")
    visitor.fill(name="My laptop").press("Make a passkey")
    visitor.sees("Your recovery codes")
    visitor.press("Sign out").open("/account/login/").press("Sign in with a passkey")

    assert visitor.heading == "Inbox"


def test_staff_show_their_passkey_after_their_password(visitor: Visitor):
    manager = ProgrammeManagerFactory(email="grace@example.org", second_factor=False)
    give_authenticator(visitor)
    type_password(visitor, manager.email).follow("Make a passkey instead")
    visitor.fill(name="My laptop").press("Make a passkey").press("Sign out")

    type_password(visitor, manager.email).sees("Enter a code").press("Use your passkey")

    assert visitor.heading == "Inbox"


def test_browser_without_a_passkey_says_so_and_the_other_ways_stay(visitor: Visitor):
    give_authenticator(visitor, knows_owner=False)
    visitor.open("/account/login/")

    trouble = visitor.page.get_by_text(TROUBLE)
    expect(trouble).to_be_hidden()
    visitor.page.get_by_role("button", name="Sign in with a passkey").click()

    expect(trouble).to_be_visible()
    assert visitor.field("password").is_visible()


def test_page_says_that_passkeys_need_scripts(new_visitor):
    visitor = new_visitor(scripts=False).open("/account/login/")

    visitor.sees("this needs JavaScript", "Send me a code by email")
    assert not visitor.page.get_by_role("button", name="Sign in with a passkey").is_visible()


def test_code_by_email_signs_in_on_a_phone(new_visitor):
    person = UserFactory(email="olu@example.org")
    visitor = new_visitor(PHONE).open("/account/login/").follow("Send me a code by email")

    visitor.fill(email=person.email).press("Send me a code")
    visitor.sees("olu@example.org").fill(code="WRONG-1").press("Sign in")
    visitor.sees_error("This code is not right. Check the latest email from us, or ask for a new code.")
    visitor.fill(code=code_in(last_letter(person.email))).press("Sign in")

    assert visitor.open("/account/").heading == "My account"


def test_code_asked_for_in_one_tab_is_typed_in_another(visitor: Visitor, new_visitor):
    person = UserFactory(email="olu@example.org")
    visitor.open("/account/login/code/").fill(email=person.email).press("Send me a code")
    other, thief = visitor.new_tab(), new_visitor()
    code = code_in(last_letter(person.email))

    assert thief.open("/account/login/code/confirm/").heading == "Sign in with a code by email"
    other.open("/account/login/code/confirm/").fill(code=code).press("Sign in")

    assert visitor.open("/account/").heading == "My account"
