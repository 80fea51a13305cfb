"""What a round came to, and what other settings would have decided."""

from django.urls import reverse

from tests.browser.pages.page import NotPages, Page, Path, Way
from tests.browser.visitor import Visitor
from tests.browser.world import World


def released(page: str) -> Path:
    return lambda world: reverse(f"selection:{page}", args=[world.rounds["reported"].uuid])


def try_out(**typed: str) -> Way:
    def way(visitor: Visitor, world: World) -> None:
        visitor.is_signed_in_as(world.people["manager"]).open(released("round_what_if")(world))
        visitor.fill(**typed).press("Show what would be different")

    return way


PAGES = [
    Page("selection:round_report", "manager", released("round_report")),
    Page("selection:round_what_if", "manager", released("round_what_if")),
    Page("selection:round_what_if", way=try_out(weight_1="0", weight_3="9", group_3="1"), state="changed"),
    Page("selection:round_what_if", way=try_out(weight_1="0", weight_2="0", weight_3="0"), state="wrong"),
]
NOT_PAGES: NotPages = {"selection:round_report_file": "a file"}
