"""Small groups: what managers see of them, and what a member sees of theirs."""

from django.urls import reverse

from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World


def of(name: str, state: str = "grouped") -> Path:
    def path(world: World) -> str:
        cohort = world.enrolments[f"{state} 0"].cohort
        return reverse(f"participation:{name}", args=[cohort.programme.slug, cohort.slug])

    return path


def move(number: int) -> Path:
    def path(world: World) -> str:
        enrolment = world.enrolments[f"grouped {number}"]
        cohort = enrolment.cohort
        return reverse("participation:group_move", args=[cohort.programme.slug, cohort.slug, enrolment.uuid])

    return path


def turn_sizes_round(visitor: Visitor, world: World) -> None:
    visitor.is_signed_in_as(world.people["manager"]).open(of("group_settings")(world))
    visitor.fill(least="9", most="3").press("Save the settings")


def mistype(visitor: Visitor, world: World) -> None:
    visitor.is_signed_in_as(world.people["grouped"]).open(of("group_share")(world))
    visitor.fill(phone="a lot").press("Save")


PAGES: list[Page] = [
    Page("participation:group_list", "manager", of("group_list")),
    Page("participation:group_list", "manager", of("group_list", "groupless"), state="none"),
    Page("participation:group_settings", "manager", of("group_settings")),
    Page("participation:group_settings", "manager", way=turn_sizes_round, state="wrong"),
    Page("participation:group_propose", "manager", of("group_propose")),
    Page("participation:group_propose", "manager", of("group_propose", "groupless"), state="first"),
    Page("participation:group_move", "manager", move(1)),
    Page("participation:group_move", "manager", move(9), state="none"),
    Page("participation:group_tell", "manager", of("group_tell")),
    Page("participation:group_tell", "manager", of("group_tell", "groupless"), state="none"),
    Page("participation:group_detail", "grouped", of("group_detail")),
    Page("participation:group_detail", "quiet member", of("group_detail"), state="quiet"),
    Page("participation:group_detail", "groupless", of("group_detail", "groupless"), state="none"),
    Page("participation:group_share", "grouped", of("group_share")),
    Page("participation:group_share", "grouped", way=mistype, state="wrong"),
]
NOT_PAGES: NotPages = {"participation:group_lock": "a press"}
