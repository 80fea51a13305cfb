"""Matching a cohort, what counts in it, and what a returner would like of a mentor."""

from django.urls import reverse

from tests.browser.pages.page import NotPages, Page, Path, programme
from tests.browser.visitor import Visitor
from tests.browser.world import World
from tests.browser.world.runs import run


def of_cohort(slug: str) -> Path:
    return lambda world: reverse("mentoring:cohort_mentoring", args=[world.programme.slug, slug])


def of_run(name: str, number: int, query: str = "") -> Path:
    return lambda world: reverse(f"mentoring:{name}", args=[run(number).uuid]) + query


def own(world: World) -> str:
    return reverse("mentoring:my_mentor", args=[world.programme.slug, "matching"])


def weighs_nonsense(visitor: Visitor, world: World) -> None:
    path = programme("mentoring:weights_change")(world)
    visitor.open(path).fill(base="lots").press("Save as a new version")


def names_too_many(visitor: Visitor, world: World) -> None:
    visitor.open(own(world)).page.locator("details.govuk-details summary").click()
    visitor.fill(employers="\n".join("ABCDEFG")).press("Save")


PAGES = [
    Page("mentoring:my_mentor", "willa", own, state="nothing-told"),
    Page("mentoring:my_mentor", "wren", own, state="told"),
    Page("mentoring:my_mentor", "willa", way=names_too_many, state="error"),
    Page("mentoring:cohort_mentoring", "manager", of_cohort("matching")),
    Page("mentoring:cohort_mentoring", "manager", of_cohort("unmatched"), state="nobody-waits"),
    Page("mentoring:run_detail", "manager", of_run("run_detail", 2)),
    Page("mentoring:run_detail", "manager", of_run("run_detail", 2, "?left=yes"), state="left"),
    Page("mentoring:run_detail", "manager", of_run("run_detail", 3), state="stopped"),
    Page("mentoring:run_detail", "manager", of_run("run_detail", 4), state="under-way"),
    Page("mentoring:run_changes", "manager", of_run("run_changes", 2)),
    Page("mentoring:weights_detail", "manager", programme("mentoring:weights_detail")),
    Page("mentoring:weights_change", "manager", programme("mentoring:weights_change")),
    Page("mentoring:weights_change", "manager", way=weighs_nonsense, state="error"),
]
NOT_PAGES: NotPages = {
    "mentoring:run_start": "only takes a press",
    "mentoring:run_stop": "only takes a press",
}
