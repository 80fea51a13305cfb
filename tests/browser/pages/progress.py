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


def nothing_answered(visitor: Visitor, world: World) -> None:
    visitor.open(own("survey_give", "starting", "start")(world))
    visitor.page.get_by_role("button", name="Send my answers").click()


def of_cohort(name: str, slug: str) -> Path:
    """For its managers."""
    return lambda world: reverse(f"participation:{name}", args=[world.programme.slug, slug])


PAGES: list[Page] = [
    Page("participation:roadmap_detail", "getting on", own("roadmap_detail")),
    Page("participation:roadmap_detail", "new", own("roadmap_detail", "new"), state="empty"),
    Page("participation:roadmap_change", "getting on", own("roadmap_change", "getting on", "goals")),
    Page("participation:next_step_add", "getting on", own("next_step_add")),
    Page("participation:next_step_add", "getting on", way=nothing_to_do, state="wrong"),
    Page("participation:next_step_change", "getting on", of_step("next_step_change")),
    Page("participation:next_step_remove", "getting on", of_step("next_step_remove")),
    Page("participation:survey_results", "getting on", own("survey_results")),
    Page("participation:survey_results", "starting", own("survey_results", "starting"), state="to answer"),
    Page("participation:survey_results", "new", own("survey_results", "new"), state="nothing yet"),
    Page("participation:survey_give", "starting", own("survey_give", "starting", "start")),
    Page("participation:survey_give", "starting", way=nothing_answered, state="wrong"),
    Page("participation:survey_give", "new", own("survey_give", "new", "start"), state="over"),
    Page("participation:cohort_surveys", "manager", of_cohort("cohort_surveys", "last")),
    Page("participation:cohort_surveys", "manager", of_cohort("cohort_surveys", "running"), state="not yet"),
]
NOT_PAGES: NotPages = {"participation:next_step_mark": "a press"}
