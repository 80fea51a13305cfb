"""Every page that our addresses lead to: its name, who looks at it, and how they get there."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from cohorts.actions import publish_text
from cohorts.models import Interest, ProgrammeText
from core.calendar import uk_day
from tests import documents
from tests.browser.post import last_letter, link_in
from tests.browser.visitor import Visitor
from tests.browser.world import World
from tests.factories.accounts import PASSWORD

Path = Callable[[World], str]
Way = Callable[[Visitor, World], None]


@dataclass(frozen=True)
class Page:
    """`name` in the URLconf; `who` of the world ("" for somebody not signed in); `path`, or a `way` to walk there."""

    name: str
    who: str = ""
    path: Path | None = None
    way: Way | None = None
    state: str = ""
    status: int = 200

    def __str__(self) -> str:
        return "-".join(filter(None, [self.name, self.who, self.state]))

    def visit(self, visitor: Visitor, world: World) -> None:
        if self.way:
            self.way(visitor, world)
        else:
            visitor.open(self.path(world) if self.path else reverse(self.name))
            assert visitor.status == self.status


# Names that no page stands behind: they take a press, hand over a file, or only lead on.
NOT_PAGES = {
    "returners:application_submit": "a press",
    "accounts:consent_change": "a press",
    "returners:application_send_link": "a press",
    "returners:phone_send": "a press",
    "returners:section_shut": "a press",
    "portal:after_sign_in": "leads on to the first page of whoever signed in",
    "reporting:letter_send_all_again": "a press",
    "reporting:letter_send_again": "a press",
    "reporting:letter_cancel": "a press",
    "mfa_download_recovery_codes": "a file",
    "returners:cv_download": "a file",
    "returners:cv_read": "a file",
    "notifications:inbox_html": "the letter itself, in a sandbox that runs no script, axe neither",
    "mfa_add_webauthn": "the address of accounts:passkey_add",
    "mfa_login_webauthn": "a press",
    "account_reset_password_from_key_done": "leads on, once the new password is saved",
}


def names(patterns: list | None = None, prefix: str = "") -> Iterator[str]:
    """Every name in the URLconf, Django's admin aside."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if not isinstance(pattern, URLResolver):
            yield f"{prefix}{pattern.name}"
        elif pattern.app_name != "admin":
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern.url_patterns, space)


def programme(name: str, *more: str) -> Path:
    return lambda world: reverse(name, args=[world.programme.slug, *more])


def application(name: str, state: str, *more: str) -> Path:
    return lambda world: reverse(name, args=[world.applications[state].uuid, *more])


def person(name: str, who: str, *more: str) -> Path:
    return lambda world: reverse(name, args=[world.people[who].uuid, *more])


def call(name: str, state: str, *more: str) -> Path:
    """A page of staff about an application by phone."""
    return lambda world: reverse(f"returners:phone_{name}", args=[world.by_phone[state].application.uuid, *more])


def link(name: str, state: str) -> Path:
    """Behind the link that a caller gets."""
    return lambda world: reverse(f"returners:phone_{name}", args=[world.by_phone[state].token])


def passkey(name: str) -> Path:
    return lambda world: reverse(name, args=[world.people["confirmed"].authenticator_set.get().pk])


# -- Ways to pages that have to be walked ------------------------------------------------------------------------------


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


def add_to_an_application(visitor: Visitor, world: World) -> None:
    visitor.is_signed_in_as(world.people["begun"])
    visitor.open(application("returners:application_question", "begun", "break")(world))
    visitor.press("Save and add another break")


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


def send_a_picture(visitor: Visitor, world: World) -> None:
    visitor.open(application("returners:cv_change", "accepted")(world))
    picture = {"name": "cv.png", "mimeType": "image/png", "buffer": documents.PNG}
    visitor.page.locator("input[type=file]").set_input_files(picture)
    visitor.press("Save this CV")


def forget_the_app(visitor: Visitor, world: World) -> None:
    """Somebody whose password was never set: they came by a link."""
    world.people["new"].set_unusable_password()
    world.people["new"].save()
    visitor.is_signed_in_as(world.people["new"]).open(reverse("account_set_password"))


def read_an_old_text(visitor: Visitor, world: World) -> None:
    """The agreement has changed while its page was open."""
    visitor.open(application("returners:offer_accept", "offered")(world))
    publish_text(world.programme, ProgrammeText.Kind.AGREEMENT, body="I will come.\nI will say when I cannot.")
    visitor.choose("I have read the participation agreement and I agree to it").press("Accept the place")


def search_for(text: str) -> Way:
    def way(visitor: Visitor, world: World) -> None:
        visitor.is_signed_in_as(world.people["manager"]).open(reverse("reporting:search"))
        visitor.fill(text=text).press("Search")

    return way


def close_in_the_past(visitor: Visitor, world: World) -> None:
    visitor.open(programme("returners:cohort_calendar", "spring")(world))
    visitor.fill(closes_at_year="2020", closes_at_time="midnight").press("See what this changes")


def move_the_last_joining(visitor: Visitor, world: World) -> None:
    """So early that an offer is cut, and the start with it."""
    soon = uk_day(timezone.now()) + dt.timedelta(days=3)
    visitor.open(programme("returners:cohort_calendar", "spring")(world))
    for name in ("closes_at", "last_joining_at"):
        visitor.fill(**{f"{name}_{part}": str(getattr(soon, part)) for part in ("day", "month", "year")})
    visitor.fill(starts_on_day="1").press("See what this changes")


def add_half_a_cohort(visitor: Visitor, world: World) -> None:
    visitor.open(programme("cohorts:cohort_add")(world)).fill(name="Spring", opens_at_day="30", opens_at_month="2")
    visitor.press("Add the cohort")


def see_how_a_text_reads(visitor: Visitor, world: World) -> None:
    visitor.open(programme("cohorts:text_publish", "agreement")(world))
    visitor.fill(body="I will come to the sessions.\nI will say when I cannot.").press("See how it reads")


def agree_to_be_introduced(visitor: Visitor, world: World) -> None:
    visitor.open(reverse("accounts:consent_list")).press("Yes, introduce me")


def wrong(status: int) -> Path:
    return lambda world: f"/wrong/{status}/"


# -- The tables: one for each group of people -------------------------------------------------------------------------

QUESTION, SECTION = "returners:eligibility_question", "returners:application_section"

PUBLIC = [
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


def role(name: str) -> Path:
    """Of somebody with two roles: the latest."""
    return lambda world: reverse(
        name, args=[world.applications["confirmed"].uuid, world.applications["confirmed"].work_roles.first().pk]
    )


def skill(world: World) -> str:
    confirmed = world.applications["confirmed"]
    return reverse("returners:skill_rate", args=[confirmed.uuid, confirmed.known_skills.last().pk])


def save_nothing(name: str, *more: str) -> Way:
    """Somebody with a place presses the button of an empty page."""

    def way(visitor: Visitor, world: World) -> None:
        visitor.is_signed_in_as(world.people["confirmed"])
        visitor.open(application(name, "confirmed", *more)(world)).press("Save and continue")

    return way


DETAIL, EQUALITY = "returners:application_detail", "returners:equality_question"
PART, PARTS = "returners:profile_section", ("availability", "work", "help")

RETURNER = [
    Page("portal:home", "new"),
    Page("portal:my_home", "new"),
    Page("portal:my_home", "offered"),
    Page("portal:my_home", "kept"),
    Page("returners:application_tasks", "kept", application("returners:application_tasks", "kept")),
    Page("returners:application_start", "new", programme("returners:application_start", "spring")),
    *(
        Page(DETAIL, state, application(DETAIL, state))
        for state in (
            "offered", "confirmed", "declined", "waiting-second", "referred", "not-eligible", "withdrawn",
        )
    ),
    Page(DETAIL, "asked", application(DETAIL, "asked")),
    Page("returners:review_ask", "not-eligible", application("returners:review_ask", "not-eligible")),
    Page("returners:review_take_back", "asked", application("returners:review_take_back", "asked")),
    Page("returners:application_tasks", "begun", application("returners:application_tasks", "begun")),
    Page("returners:application_tasks", "ready", application("returners:application_tasks", "ready")),
    *(
        Page(SECTION, "begun", application(SECTION, "begun", section), state=section)
        for section in ("contact", "strand", "support", "declarations")
    ),
    Page("returners:application_question", "begun", application("returners:application_question", "begun", "work")),
    Page("returners:application_break", way=add_to_an_application),
    Page("portal:my_home", "confirmed"),
    *(
        Page(name, "confirmed", application(name, "confirmed"))
        for name in (
            "returners:profile_tasks", "returners:work_role_list", "returners:work_role_add", "returners:skill_choose",
        )
    ),
    Page("returners:profile_tasks", "left", application("returners:profile_tasks", "left")),
    Page("returners:work_role_add", way=save_nothing("returners:work_role_add"), state="error"),
    Page("returners:work_role_change", "confirmed", role("returners:work_role_change")),
    Page("returners:work_role_remove", "confirmed", role("returners:work_role_remove")),
    Page("returners:skill_rate", "confirmed", skill),
    *(Page(PART, "confirmed", application(PART, "confirmed", part), state=part) for part in PARTS),
    *(Page(PART, way=save_nothing(PART, part), state=f"{part}-error") for part in PARTS),
    Page("returners:contact_change", "offered", application("returners:contact_change", "offered")),
    Page("returners:application_check", "ready", application("returners:application_check", "ready")),
    *(
        Page("returners:application_sent", state, application("returners:application_sent", state))
        for state in ("offered", "waiting-second", "referred", "not-eligible")
    ),
    Page("returners:equality_start", "offered", application("returners:equality_start", "offered")),
    *(
        Page(EQUALITY, "offered", application(EQUALITY, "offered", question), state=question)
        for question in ("age", "gender", "ethnic-group", "condition", "earner")
    ),
    Page("returners:equality_answers", "offered", application("returners:equality_answers", "offered"), state="none"),
    *(
        Page(name, "confirmed", application(name, "confirmed", *more), state="answered")
        for name, *more in (
            (EQUALITY, "ethnic-background"), ("returners:equality_answers",), ("returners:equality_delete",),
        )
    ),
    Page(DETAIL, "told-again", application(DETAIL, "told-again")),
    Page(DETAIL, "changed", application(DETAIL, "changed")),
    Page("returners:reopened_section", "told-again", application("returners:reopened_section", "told-again")),
    Page("returners:reopened_section", "new-strand", application("returners:reopened_section", "new-strand")),
    Page(
        "returners:reopened_question", "told-again", application("returners:reopened_question", "told-again", "work")
    ),
    Page("returners:reopened_break", "told-again", application("returners:reopened_break", "told-again", "new")),
    Page("returners:offer_accept", "offered", application("returners:offer_accept", "offered")),
    Page("returners:offer_accept", "offered", way=read_an_old_text, state="new-text"),
    Page("returners:offer_decline", "offered", application("returners:offer_decline", "offered")),
    Page("returners:cv_change", "accepted", application("returners:cv_change", "accepted")),
    Page("returners:cv_change", "accepted", way=send_a_picture, state="error"),
    Page("returners:cv_change", "confirmed", application("returners:cv_change", "confirmed"), state="kept"),
    Page("returners:cv_remove", "confirmed", application("returners:cv_remove", "confirmed")),
    *(
        Page("returners:application_withdraw", state, application("returners:application_withdraw", state))
        for state in ("waiting-second", "begun")
    ),
]  # fmt: skip

ACCOUNT = [
    Page("accounts:my_account", "offered"),
    Page("portal:my_trail", "offered"),
    Page("accounts:name_change", "offered"),
    Page("accounts:consent_list", "offered"),
    Page("accounts:consent_list", "confirmed", way=agree_to_be_introduced, state="agreed"),
    Page("portal:data_download", "offered"),
    Page("portal:account_close", "offered"),
    Page("account_email", "offered"),
    Page("account_change_password", "offered"),
    Page("account_set_password", way=forget_the_app),
    Page("account_logout", "offered"),
    Page("account_reauthenticate", "offered"),
    Page("usersessions_list", "offered"),
    Page("mfa_index", "offered"),
    Page("mfa_list_webauthn", "offered"),
    Page("mfa_list_webauthn", "confirmed", state="one"),
    Page("mfa_edit_webauthn", "confirmed", passkey("mfa_edit_webauthn")),
    Page("mfa_remove_webauthn", "confirmed", passkey("mfa_remove_webauthn")),
    Page("mfa_reauthenticate_webauthn", "confirmed"),
    Page("accounts:passkey_add", "offered"),
    Page("mfa_activate_totp", "new-staff"),
    Page("accounts:my_account", "manager"),
    Page("mfa_index", "manager"),
    Page("mfa_reauthenticate", "manager"),
    Page("mfa_deactivate_totp", "manager"),
    Page("mfa_view_recovery_codes", "manager"),
    Page("mfa_generate_recovery_codes", "manager"),
]

REVIEW = "returners:application_review"

STAFF = [
    Page("reporting:inbox", "manager"),
    Page("reporting:inbox", "other-manager", state="empty"),
    Page("returners:application_list", "manager"),
    Page("returners:application_list", "other-manager", state="empty"),
    Page("returners:application_export", "manager"),
    Page("reporting:search", "manager"),
    Page("reporting:search", way=search_for("Novak"), state="found"),
    Page("reporting:search", way=search_for("nobody at all"), state="nothing"),
    Page("reporting:search", way=search_for(""), state="error"),
    *(
        Page(REVIEW, "manager", application(REVIEW, state), state=state)
        for state in ("referred", "offered", "confirmed", "not-eligible", "told-again", "changed")
    ),
    Page("returners:section_reopen", "manager", application("returners:section_reopen", "referred")),
    Page("returners:application_decide", "manager", application("returners:application_decide", "referred")),
    Page("returners:application_decide", "manager", application("returners:application_decide", "asked")),
    Page("returners:phone_list", "manager"),
    Page("returners:phone_list", "other-manager", state="empty"),
    Page("returners:phone_start", "manager"),
    Page("returners:phone_start", "other-manager", state="none-open"),
    *(
        Page("returners:phone_tasks", "manager", call("tasks", state), state=state)
        for state in ("begun", "with-caller", "not-right", "run-out")
    ),
    Page("returners:phone_section", "manager", call("section", "begun", "support")),
    Page("returners:phone_question", "manager", call("question", "begun", "work")),
    Page("returners:phone_break", "manager", call("break", "begun", "new")),
    Page("returners:phone_check", "manager", call("check", "with-caller")),
    Page("returners:phone_delete", "manager", call("delete", "begun")),
    Page("returners:cohort_list", "manager"),
    Page("returners:cohort_detail", "manager", programme("returners:cohort_detail", "spring")),
    Page("returners:cohort_calendar", "manager", programme("returners:cohort_calendar", "spring")),
    Page("returners:cohort_calendar", "manager", way=close_in_the_past, state="error"),
    Page("returners:cohort_calendar_check", "manager", way=move_the_last_joining),
    Page(
        "returners:pool_resize",
        "manager",
        lambda world: reverse("returners:pool_resize", args=[world.cohort.pools.get().pk]),
    ),
    Page("reporting:inbox", "administrator"),
    Page("reporting:letter_list", "administrator"),
    Page("reporting:equality_list", "administrator"),
    Page("portal:trail_list", "administrator"),
    Page("portal:trail_list", "manager"),
    Page("portal:trail_list", "manager", lambda world: f"{reverse('portal:trail_list')}?about=nobody", state="empty"),
    Page(
        "reporting:equality_detail",
        "administrator",
        lambda world: reverse("reporting:equality_detail", args=[world.programme.slug, 1]),
    ),
    Page("cohorts:programme_list", "administrator"),
    Page("cohorts:programme_list", "manager"),
    Page("cohorts:programme_add", "administrator"),
    *(
        Page(name, "administrator", programme(name))
        for name in ("cohorts:programme_settings", "cohorts:programme_change", "cohorts:strand_add")
    ),
    *(
        Page(name, "manager", programme(name))
        for name in (
            *("cohorts:programme_settings", "cohorts:programme_change", "cohorts:cohort_add"),
            *("cohorts:rules_list", "cohorts:rules_change"),
        )
    ),
    Page("cohorts:cohort_add", "manager", way=add_half_a_cohort, state="error"),
    Page(
        "cohorts:strand_change",
        "administrator",
        lambda world: reverse(
            "cohorts:strand_change", args=[world.programme.slug, world.programme.strands.order_by("pk")[0].pk]
        ),
    ),
    Page("cohorts:text_list", "manager", programme("cohorts:text_list", "agreement")),
    Page("cohorts:text_list", "manager", programme("cohorts:text_list", "privacy"), state="privacy"),
    Page("cohorts:text_publish", "manager", programme("cohorts:text_publish", "agreement")),
    Page("cohorts:text_publish", "manager", programme("cohorts:text_publish", "privacy"), state="privacy"),
    Page("cohorts:text_publish", "manager", way=see_how_a_text_reads, state="preview"),
    Page("cohorts:manager_invite", "administrator", programme("cohorts:manager_invite")),
    Page(
        "cohorts:manager_remove",
        "administrator",
        lambda world: reverse("cohorts:manager_remove", args=[world.programme.slug, world.managing.pk]),
    ),
    Page("accounts:person_list", "administrator"),
    Page("accounts:person_detail", "administrator", person("accounts:person_detail", "manager")),
    Page("accounts:invitation_create", "administrator"),
    Page(
        "accounts:invitation_withdraw",
        "administrator",
        lambda world: reverse("accounts:invitation_withdraw", args=[world.invitation.uuid]),
    ),
    Page(
        "accounts:role_take_away",
        "administrator",
        person("accounts:role_take_away", "manager", "programme_manager"),
    ),
    Page("portal:person_download", "administrator", person("portal:person_download", "offered")),
    Page("portal:person_hold", "administrator", person("portal:person_hold", "offered")),
    Page("portal:retention_list", "administrator"),
    Page(
        "portal:retention_change",
        "administrator",
        lambda world: reverse("portal:retention_change", args=["unfinished-application"]),
    ),
    Page("portal:person_erase", "administrator", person("portal:person_erase", "offered")),
    Page("accounts:second_factor_reset", "administrator", person("accounts:second_factor_reset", "manager")),
]

ERRORS = [
    Page("", who, wrong(status), state=str(status), status=status)
    for status in (400, 403, 404, 429, 500, 503)
    for who in ("", "offered")
    if who == "" or status in (403, 404)
]

GROUPS = {"public": PUBLIC, "returner": RETURNER, "account": ACCOUNT, "staff": STAFF, "errors": ERRORS}
