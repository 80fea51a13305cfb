"""What anybody may open, and the ways in."""

from django.urls import reverse

from cohorts.models import Interest
from tests.browser.pages.page import NotPages, Page, Path, Way, programme
from tests.browser.post import last_letter, link_in
from tests.browser.visitor import Visitor
from tests.browser.world import World
from tests.factories.accounts import PASSWORD

QUESTION = "returners:eligibility_question"


def link(name: str, state: str) -> Path:
    """Behind the link that a caller gets."""
    return lambda world: reverse(f"returners:phone_{name}", args=[world.by_phone[state].token])


def sign_up(visitor: Visitor, world: World) -> None:
    visitor.open(reverse("account_signup")).fill(email="fresh@example.org", password1=PASSWORD)
    visitor.press("Create an account")


def type_the_password(visitor: Visitor, world: World) -> None:
    visitor.open(reverse("account_login")).fill(login="manager@example.org", password=PASSWORD).press("Sign in")


def ask_for_a_code(visitor: Visitor, world: World) -> None:
    visitor.open(reverse("account_request_login_code")).fill(email="offered@example.org").press("Send me a code")


def ask_for_a_link(visitor: Visitor, world: World) -> None:
    visitor.open(reverse("account_reset_password")).fill(email="offered@example.org").press("Send me a link")


def open_the_link(visitor: Visitor, world: World) -> None:
    ask_for_a_link(visitor, world)
    visitor.open(link_in(last_letter("offered@example.org")))


def answer_the_check(visitor: Visitor, world: World) -> None:
    visitor.open(programme("returners:eligibility_question", "postcode")(world)).fill(postcode="LS6 3BN")
    visitor.press("Continue").choose("Not working").press("Continue")
    visitor.choose("Looking after my children").fill(start_month="3", start_year="2019").press("Continue")
    visitor.choose("Technology").press("Continue").choose("I am not sure").press("Continue")


def tell_of_a_break(visitor: Visitor, world: World) -> None:
    visitor.open(programme("returners:eligibility_question", "break")(world)).choose("Looking after my children")
    visitor.fill(start_month="3", start_year="2015", end_month="8", end_year="2016")
    visitor.press("Save and add another break")


def tell_of_two_breaks(visitor: Visitor, world: World) -> None:
    tell_of_a_break(visitor, world)
    visitor.choose("Looking after an older relative").fill(start_month="9", start_year="2019").press("Continue")


def change_a_break(visitor: Visitor, world: World) -> None:
    tell_of_two_breaks(visitor, world)
    visitor.follow("Change", exact=False)


def save_the_check(visitor: Visitor, world: World) -> None:
    visitor.open(programme("returners:eligibility_question", "postcode")(world)).fill(postcode="LS6 3BN")
    visitor.press("Continue").follow("Carry on later")


def ask_for_the_link(visitor: Visitor, world: World) -> None:
    save_the_check(visitor, world)
    visitor.fill(email="maryam@example.org").press("Send me the link")


def open_the_check_elsewhere(visitor: Visitor, world: World) -> None:
    ask_for_the_link(visitor, world)
    visitor.choose("Not working").press("Continue").open(link_in(last_letter("maryam@example.org")))


def ask_to_be_told(visitor: Visitor, world: World) -> None:
    visitor.open(world.quiet_path("interest_create")).fill(email="leila@example.org").press("Continue")
    visitor.open(link_in(last_letter("leila@example.org")))


def confirm_the_address(visitor: Visitor, world: World) -> None:
    ask_to_be_told(visitor, world)
    if not Interest.objects.confirmed().exists():
        visitor.press("Yes, tell me")


def ask_to_stop(visitor: Visitor, world: World) -> None:
    letter = last_letter("leila@example.org")
    visitor.open(letter.text[letter.text.index("/tell-me-no-more/") :].split()[0])


def stop_being_told(visitor: Visitor, world: World) -> None:
    ask_to_stop(visitor, world)
    visitor.press("Take my address off the list")


def make_a_mistake(name: str, *more: str, press: str = "Continue") -> Way:
    def way(visitor: Visitor, world: World) -> None:
        visitor.open(programme(name, *more)(world)).press(press)

    return way


PAGES = [
    Page("portal:home"),
    Page("portal:cookies"),
    Page("portal:accessibility"),
    Page("portal:privacy"),
    Page("portal:account_closed"),
    Page("cohorts:programme_detail", path=programme("cohorts:programme_detail")),
    Page("cohorts:programme_detail", path=lambda world: world.quiet_path("programme_detail"), state="closed"),
    Page("portal:programme_privacy", path=programme("portal:programme_privacy")),
    Page("portal:programme_privacy_version", path=programme("portal:programme_privacy_version", "1")),
    Page("cohorts:interest_create", path=lambda world: world.quiet_path("interest_create")),
    Page("cohorts:interest_confirm", way=ask_to_be_told),
    Page("cohorts:interest_confirm", way=confirm_the_address, state="confirmed"),
    Page("cohorts:interest_confirm", path=lambda world: "/tell-me/no/", state="bad-link", status=404),
    Page("cohorts:interest_stop", way=ask_to_stop),
    Page("cohorts:interest_stop", way=stop_being_told, state="stopped"),
    Page("returners:eligibility_check", path=programme("returners:eligibility_check")),
    Page(QUESTION, path=programme(QUESTION, "postcode"), state="postcode"),
    Page(QUESTION, way=make_a_mistake(QUESTION, "postcode"), state="postcode-error"),
    Page(QUESTION, path=programme(QUESTION, "work"), state="work"),
    Page(QUESTION, path=programme(QUESTION, "break"), state="break"),
    Page(QUESTION, way=make_a_mistake(QUESTION, "break"), state="break-error"),
    Page(QUESTION, way=tell_of_two_breaks, state="several-breaks"),
    Page("returners:eligibility_break", way=tell_of_a_break),
    Page("returners:eligibility_break", way=change_a_break, state="change"),
    Page(QUESTION, path=programme(QUESTION, "field"), state="field"),
    Page(QUESTION, path=programme(QUESTION, "right-to-work"), state="right-to-work"),
    Page("returners:eligibility_result", way=answer_the_check),
    Page("returners:eligibility_save", way=save_the_check),
    Page(QUESTION, way=ask_for_the_link, state="link-sent"),
    Page("returners:eligibility_carry_on", way=open_the_check_elsewhere),
    Page(
        "returners:eligibility_carry_on",
        path=lambda world: reverse("returners:eligibility_carry_on", args=["no"]),
        state="bad-link",
        status=404,
    ),
    Page("returners:application_start", path=programme("returners:application_start", "spring")),
    Page("returners:application_start", path=programme("returners:application_start", "autumn"), state="upcoming"),
    Page("returners:phone_confirm", path=link("confirm", "with-caller")),
    Page("returners:phone_confirm", path=link("confirm", "not-right"), state="not-right"),
    Page("returners:phone_confirm", path=link("confirm", "run-out"), state="run-out"),
    Page(
        "returners:phone_confirm",
        path=lambda world: reverse("returners:phone_confirm", args=["no"]),
        state="bad-link",
        status=404,
    ),
    Page("returners:phone_not_right", path=link("not_right", "with-caller")),
    Page("returners:phone_not_mine", path=link("not_mine", "with-caller")),
    Page("returners:phone_confirmed", path=link("confirmed", "sent")),
    Page("account_login"),
    Page("account_request_login_code"),
    Page("account_confirm_login_code", way=ask_for_a_code),
    Page("account_signup"),
    Page("account_email_verification_sent", way=sign_up),
    Page("account_inactive"),
    Page("account_reset_password"),
    Page("account_reset_password_done", way=ask_for_a_link),
    Page("account_reset_password_from_key", way=open_the_link),
    Page(
        "account_reset_password_from_key",
        path=lambda world: reverse("account_reset_password_from_key", args=["1", "wrong"]),
        state="bad-link",
    ),
    Page("mfa_authenticate", way=type_the_password),
    Page("accounts:invitation_accept", path=lambda world: reverse("accounts:invitation_accept", args=["the-token"])),
    Page(
        "accounts:invitation_accept",
        path=lambda world: reverse("accounts:invitation_accept", args=["no"]),
        state="bad-link",
        status=404,
    ),
    Page("notifications:inbox"),
    Page("notifications:inbox_message", path=lambda world: reverse("notifications:inbox_message", args=[world.letter])),
]

# Names that no page stands behind: they take a press, hand over a file, or only lead on.
NOT_PAGES: NotPages = {
    "notifications:inbox_html": "the letter itself, in a sandbox that runs no script, axe neither",
    "notifications:inbox_calendar": "a file",
    "account_reset_password_from_key_done": "leads on, once the new password is saved",
}
