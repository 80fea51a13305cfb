"""Taking part, and who takes part."""

from django.urls import reverse

from tests.browser.pages.page import NotPages, Page, Path, Way
from tests.browser.visitor import Visitor
from tests.browser.world import World


def own(name: str, state: str = "takes part") -> Path:
    def path(world: World) -> str:
        cohort = world.enrolments[state].cohort
        return reverse(f"participation:{name}", args=[cohort.programme.slug, cohort.slug])

    return path


def theirs(name: str, state: str = "takes part") -> Path:
    def path(world: World) -> str:
        enrolment = world.enrolments[state]
        keys = [enrolment.cohort.programme.slug, enrolment.cohort.slug, enrolment.uuid]
        return reverse(f"participation:{name}", args=keys)

    return path


def press_alone(who: str, path: Path, button: str) -> Way:
    """Press the button of a form nobody has filled in."""

    def way(visitor: Visitor, world: World) -> None:
        visitor.is_signed_in_as(world.people[who]).open(path(world)).press(button)

    return way


def empty(name: str, button: str) -> Page:
    return Page(f"participation:{name}", "takes part", way=press_alone("takes part", own(name), button), state="wrong")


def empty_for(name: str, button: str) -> Page:
    return Page(f"participation:{name}", "manager", way=press_alone("manager", theirs(name), button), state="wrong")


DETAIL, PERSON = "participation:enrolment_detail", "participation:participant_detail"

PAGES: list[Page] = [
    Page(DETAIL, "takes part", own("enrolment_detail")),
    Page(DETAIL, "is away", own("enrolment_detail", "is away"), state="away"),
    Page(DETAIL, "moved on", own("enrolment_detail", "moved on"), state="moved on"),
    Page(DETAIL, "moved on", own("enrolment_detail", "moved there"), state="moved there"),
    Page(DETAIL, "stopped", own("enrolment_detail", "stopped"), state="stopped"),
    Page("participation:enrolment_pause", "takes part", own("enrolment_pause")),
    empty("enrolment_pause", "Begin the break"),
    Page("participation:enrolment_defer", "takes part", own("enrolment_defer")),
    Page("participation:enrolment_defer", "moved on", own("enrolment_defer", "moved there"), state="once"),
    Page("participation:enrolment_defer", "nowhere to go", own("enrolment_defer", "nowhere to go"), state="none"),
    empty("enrolment_defer", "Move to this cohort"),
    Page("participation:enrolment_end", "takes part", own("enrolment_end")),
    empty("enrolment_end", "Stop taking part"),
    Page("participation:support_needs", "takes part", own("support_needs")),
    Page("participation:support_needs", "is away", own("support_needs", "is away"), state="nothing told"),
    Page("participation:people_list", "manager", own("people_list")),
    Page("participation:people_list", "manager", lambda w: f"{own('people_list')(w)}?status=completed", state="none"),
    *(
        Page(PERSON, "manager", theirs("participant_detail", state), state=state)
        for state in ("takes part", "is away", "moved on", "moved there", "stopped")
    ),
    Page("participation:participant_pause", "manager", theirs("participant_pause")),
    empty_for("participant_pause", "Begin the break"),
    Page("participation:participant_move", "manager", theirs("participant_move")),
    Page("participation:participant_move", "manager", theirs("participant_move", "nowhere to go"), state="none"),
    empty_for("participant_move", "Move to this cohort"),
    Page("participation:participant_end", "manager", theirs("participant_end")),
    empty_for("participant_end", "Stop taking part"),
]
NOT_PAGES: NotPages = {
    "participation:enrolment_come_back": "a press",
    "participation:support_needs_remove": "a press",
    "participation:participant_come_back": "a press",
}
