"""What managers open around the reading of a round."""

from django.urls import reverse

from selection.models import Conflict, Review, Reviewer
from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World


def of(name: str, state: str = "reading", query: str = "") -> Path:
    return lambda world: reverse(f"selection:{name}", args=[world.rounds[state].uuid]) + query


def opening(slug: str) -> Path:
    return lambda world: reverse("selection:round_open", args=["track", slug])


def reviewer(name: str) -> Path:
    def path(world: World) -> str:
        round_ = world.rounds["reading"]
        found = Reviewer.objects.get(programme=round_.cohort.programme, person__name=name)
        return reverse("selection:round_reviewer", args=[round_.uuid, found.uuid])

    return path


def reassign(world: World) -> str:
    round_ = world.rounds["reading"]
    review = Review.objects.to_do().filter(candidate__round=round_).first()
    return reverse("selection:review_reassign", args=[round_.uuid, review.uuid if review else ""])


def remove(world: World) -> str:
    round_ = world.rounds["reading"]
    conflict = Conflict.objects.filter(application__candidate__round=round_, kind="declared").first()
    return reverse("selection:conflict_remove", args=[round_.uuid, conflict.pk if conflict else 0])


def nobody_by_that_number(visitor: Visitor, world: World) -> None:
    visitor.open(of("conflict_add")(world)).fill(number="nothing").press("Save")


PAGES = [
    Page("selection:round_list", "manager"),
    Page("selection:round_list", "other-manager", state="empty"),
    Page("selection:round_open", "manager", opening("to-give-out")),
    Page("selection:round_open", "manager", opening("empty"), state="not-yet"),
    Page("selection:round_detail", "manager", of("round_detail")),
    Page("selection:round_detail", "manager", of("round_detail", "done"), state="prepared"),
    Page("selection:round_read_by", "manager", of("round_read_by")),
    Page("selection:round_reviews", "manager", of("round_reviews")),
    Page("selection:round_reviews", "manager", of("round_reviews", query="?number=nobody"), state="nothing"),
    Page("selection:round_missing", "manager", of("round_missing")),
    Page("selection:round_missing", "manager", of("round_missing", "done"), state="nothing"),
    Page("selection:round_reviewer", "manager", reviewer("Rosa Marsh")),
    Page("selection:review_give", "manager", of("review_give")),
    Page("selection:review_reassign", "manager", reassign),
    Page("selection:conflict_list", "manager", of("conflict_list")),
    Page("selection:conflict_list", "manager", of("conflict_list", "done"), state="empty"),
    Page("selection:conflict_add", "manager", of("conflict_add")),
    Page("selection:conflict_add", "manager", way=nobody_by_that_number, state="error"),
    Page("selection:conflict_remove", "manager", remove),
]
NOT_PAGES: NotPages = {"selection:round_fill": "a press", "selection:round_even": "a press"}
