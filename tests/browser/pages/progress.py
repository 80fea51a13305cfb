"""How somebody who takes part gets on."""

from django.urls import reverse

from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World


def own(name: str, state: str = "getting on", *more: str) -> Path:
    def path(world: World) -> str:
        cohort = world.enrolments[state].cohort
        return reverse(f"participation:{name}", args=[cohort.programme.slug, cohort.slug, *more])

    return path


def of_step(name: str) -> Path:
    return lambda world: own(name, "getting on", world.enrolments["getting on"].next_steps.first().uuid)(world)


def nothing_to_do(visitor: Visitor, world: World) -> None:
    visitor.open(own("next_step_add")(world))
    visitor.page.get_by_role("button", name="Add it").click()


PAGES: list[Page] = [
    Page("participation:roadmap_detail", "getting on", own("roadmap_detail")),
    Page("participation:roadmap_detail", "new", own("roadmap_detail", "new"), state="empty"),
    Page("participation:roadmap_change", "getting on", own("roadmap_change", "getting on", "goals")),
    Page("participation:next_step_add", "getting on", own("next_step_add")),
    Page("participation:next_step_add", "getting on", way=nothing_to_do, state="wrong"),
    Page("participation:next_step_change", "getting on", of_step("next_step_change")),
    Page("participation:next_step_remove", "getting on", of_step("next_step_remove")),
]
NOT_PAGES: NotPages = {"participation:next_step_mark": "a press"}
