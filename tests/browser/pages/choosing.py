"""What managers open between the reviews and the release: the ranking, one candidate, the cohort builder."""

from django.urls import reverse

from selection.models import Candidate
from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World

NAMES = {name: f"selection:{name}" for name in ("round_ranking", "ranking_export", "round_build", "round_settings")}
DETAIL, MOVE = "selection:candidate_detail", "selection:candidate_move"


def of(name: str, state: str = "choosing", query: str = "") -> Path:
    return lambda world: reverse(NAMES[name], args=[world.rounds[state].uuid]) + query


def candidate(name: str, *more: str) -> Path:
    return lambda world: reverse(name, args=[world.rounds["choosing"].uuid, the_candidate(world).number, *more])


def the_candidate(world: World) -> Candidate:
    assert world.candidate
    return world.candidate


def unread(world: World) -> str:
    round_ = world.rounds["unread"]
    return reverse(DETAIL, args=[round_.uuid, round_.candidates.get().number])


def say_nothing(visitor: Visitor, world: World) -> None:
    visitor.is_signed_in_as(world.people["manager"]).open(candidate(MOVE, "out")(world)).press(
        "Leave out of the cohort"
    )


def ask_for_words(visitor: Visitor, world: World) -> None:
    visitor.is_signed_in_as(world.people["manager"]).open(of("round_settings")(world))
    visitor.fill(least_score="a lot").press("Save the settings")


PAGES: list[Page] = [
    Page(NAMES["round_ranking"], "manager", of("round_ranking")),
    Page(NAMES["round_ranking"], "manager", of("round_ranking", "choosing", "?strand=nowhere"), state="wrong"),
    Page(NAMES["round_ranking"], "manager", of("round_ranking", "choosing", "?flag=names"), state="none"),
    Page(NAMES["round_ranking"], "manager", of("round_ranking", "unread"), state="unread"),
    Page(NAMES["ranking_export"], "manager", of("ranking_export")),
    Page(DETAIL, "manager", candidate(DETAIL)),
    Page(DETAIL, "manager", unread, state="unread"),
    Page(MOVE, "manager", candidate(MOVE, "out")),
    Page(MOVE, "manager", candidate(MOVE, "in"), state="in"),
    Page(MOVE, "manager", way=say_nothing, state="wrong"),
    Page(NAMES["round_build"], "manager", of("round_build")),
    *(
        Page(NAMES["round_build"], "manager", of("round_build", state), state=state)
        for state in ("unread", "knotted", "prepared")
    ),
    Page(NAMES["round_settings"], "manager", of("round_settings")),
    Page(NAMES["round_settings"], "manager", way=ask_for_words, state="wrong"),
]
NOT_PAGES: NotPages = {"selection:move_take_back": "goes back to the builder"}
