"""What staff open: applications, calls, cohorts, programmes and people."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from core.calendar import uk_day
from tests.browser.pages.page import NotPages, Page, Path, Way, application, person, programme
from tests.browser.visitor import Visitor
from tests.browser.world import World

REVIEW = "returners:application_review"


def call(name: str, state: str, *more: str) -> Path:
    """A page of staff about an application by phone."""
    return lambda world: reverse(f"returners:phone_{name}", args=[world.by_phone[state].application.uuid, *more])


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


def of_fund(name: str) -> Path:
    """Of a programme that has neither rubric nor reviewers."""
    return lambda world: reverse(name, args=[world.quiet.slug])


def criterion(name: str) -> Path:
    return lambda world: reverse(name, args=[world.programme.slug, world.programme.rubrics.get().criteria.first().pk])


def empty_a_criterion(visitor: Visitor, world: World) -> None:
    visitor.open(criterion("cohorts:criterion_change")(world)).fill(name="", level_0="")
    visitor.press("Save the criterion")


def see_how_a_text_reads(visitor: Visitor, world: World) -> None:
    visitor.open(programme("cohorts:text_publish", "agreement")(world))
    visitor.fill(body="I will come to the sessions.\nI will say when I cannot.").press("See how it reads")


PAGES = [
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
    *(
        Page(name, "manager", programme(name))
        for name in (
            *("cohorts:rubric_list", "cohorts:rubric_change", "cohorts:criterion_add"),
            *("cohorts:reviewer_list", "cohorts:reviewer_invite"),
            *("cohorts:leader_list", "cohorts:leader_invite"),
        )
    ),
    Page("cohorts:cohort_admission", "manager", programme("cohorts:cohort_admission", "autumn")),
    Page("cohorts:cohort_admission", "manager", programme("cohorts:cohort_admission", "spring"), state="settled"),
    Page("cohorts:rubric_list", "administrator", of_fund("cohorts:rubric_list"), state="none"),
    Page("cohorts:reviewer_list", "administrator", of_fund("cohorts:reviewer_list"), state="empty"),
    Page("cohorts:leader_list", "administrator", of_fund("cohorts:leader_list"), state="empty"),
    Page("cohorts:rubric_detail", "manager", programme("cohorts:rubric_detail", "1")),
    Page("cohorts:criterion_change", "manager", criterion("cohorts:criterion_change")),
    Page("cohorts:criterion_change", "manager", way=empty_a_criterion, state="error"),
    Page("cohorts:criterion_remove", "manager", criterion("cohorts:criterion_remove")),
    Page(
        "cohorts:reviewer_remove",
        "manager",
        lambda world: reverse(
            "cohorts:reviewer_remove", args=[world.programme.slug, world.programme.roles.reviewers()[0].pk]
        ),
    ),
    Page(
        "cohorts:leader_remove",
        "manager",
        lambda world: reverse(
            "cohorts:leader_remove", args=[world.programme.slug, world.programme.roles.leaders()[0].pk]
        ),
    ),
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

# Names that no page stands behind: they take a press, hand over a file, or only lead on.
NOT_PAGES: NotPages = {
    "returners:phone_send": "a press",
    "returners:section_shut": "a press",
    "reporting:letter_send_all_again": "a press",
    "reporting:letter_send_again": "a press",
    "reporting:letter_cancel": "a press",
    "returners:cv_read": "a file",
    "cohorts:rubric_start": "a press",
    "cohorts:reviewer_withdraw": "a press",
    "cohorts:leader_withdraw": "a press",
}
