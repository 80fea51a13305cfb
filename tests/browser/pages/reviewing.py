"""What those who read applications open."""

from django.urls import reverse

from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World

READ = "selection:review_read"


def review(name: str, state: str) -> Path:
    return lambda world: reverse(name, args=[world.reviews[state].uuid])


def submit_too_early(visitor: Visitor, world: World) -> None:
    visitor.is_signed_in_as(world.people["reviewer"])
    visitor.open(review(READ, "begun")(world)).press("Submit your review")


def own(world: World) -> str:
    return reverse("selection:reviewer_change", args=["again"])


def too_many(visitor: Visitor, world: World) -> None:
    visitor.is_signed_in_as(world.people["reviewer"]).open(own(world)).fill(most="all").press("Save")


PAGES: list[Page] = [
    Page("selection:review_list", "reviewer"),
    Page("selection:review_list", "reviewer-done", state="done"),
    Page("selection:review_list", "reviewer-new", state="empty"),
    Page(READ, "reviewer", review(READ, "to read")),
    Page(READ, "reviewer", review(READ, "begun"), state="begun"),
    Page(READ, "reviewer", way=submit_too_early, state="wrong"),
    Page(READ, "reviewer", review(READ, "submitted"), state="submitted"),
    Page("selection:review_hand_back", "reviewer", review("selection:review_hand_back", "to read")),
    Page("selection:reviewer_change", "reviewer", own),
    Page("selection:reviewer_change", "reviewer", way=too_many, state="wrong"),
]
NOT_PAGES: NotPages = {}
