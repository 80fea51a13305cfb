"""What a returner opens, from the first thought of applying to a place."""

from django.urls import reverse

from cohorts.actions import publish_text
from cohorts.models import ProgrammeText
from tests import documents
from tests.browser.pages.page import NotPages, Page, Path, Way, application, programme
from tests.browser.visitor import Visitor
from tests.browser.world import World

DETAIL, SECTION = "returners:application_detail", "returners:application_section"
EQUALITY = "returners:equality_question"

PART, PARTS = "returners:profile_section", ("availability", "work", "help")


def role(name: str) -> Path:
    """Of somebody with two roles: the latest."""
    return lambda world: reverse(
        name, args=[world.applications["confirmed"].uuid, world.applications["confirmed"].work_roles.first().pk]
    )


def skill(world: World) -> str:
    confirmed = world.applications["confirmed"]
    return reverse("returners:skill_rate", args=[confirmed.uuid, confirmed.known_skills.last().pk])


def add_to_an_application(visitor: Visitor, world: World) -> None:
    visitor.is_signed_in_as(world.people["begun"])
    visitor.open(application("returners:application_question", "begun", "break")(world))
    visitor.press("Save and add another break")


def save_nothing(name: str, *more: str) -> Way:
    """Somebody with a place presses the button of an empty page."""

    def way(visitor: Visitor, world: World) -> None:
        visitor.is_signed_in_as(world.people["confirmed"])
        visitor.open(application(name, "confirmed", *more)(world)).press("Save and continue")

    return way


def send_a_picture(visitor: Visitor, world: World) -> None:
    visitor.open(application("returners:cv_change", "accepted")(world))
    picture = {"name": "cv.png", "mimeType": "image/png", "buffer": documents.PNG}
    visitor.page.locator("input[type=file]").set_input_files(picture)
    visitor.press("Save this CV")


def read_an_old_text(visitor: Visitor, world: World) -> None:
    """The agreement has changed while its page was open."""
    visitor.open(application("returners:offer_accept", "offered")(world))
    publish_text(world.programme, ProgrammeText.Kind.AGREEMENT, body="I will come.\nI will say when I cannot.")
    visitor.choose("I have read the participation agreement and I agree to it").press("Accept the place")


PAGES = [
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

# Names that no page stands behind: they take a press, hand over a file, or only lead on.
NOT_PAGES: NotPages = {
    "returners:application_submit": "a press",
    "returners:application_send_link": "a press",
    "returners:cv_download": "a file",
}
