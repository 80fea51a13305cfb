"""What a mentor is asked, and what staff see and do around a run and its questions."""

from django.urls import reverse

from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World


def of_pair(name: str, state: str) -> Path:
    return lambda world: reverse(f"mentoring:{name}", args=[world.pairs[state].uuid])


def of_run(name: str, state: str) -> Path:
    return lambda world: reverse(f"mentoring:{name}", args=[world.runs[state].uuid])


def proposal(world: World) -> str:
    run = world.runs["to publish"]
    return reverse("mentoring:proposal_detail", args=[run.uuid, run.proposals.first().enrolment.uuid])


def cohort(world: World) -> str:
    return reverse("mentoring:ask_list", args=["paths-back", "spring"])


def mentors(world: World) -> str:
    return reverse("mentoring:match_list", args=[world.pairs["declined"].enrolment.uuid])


def two(who: str) -> Path:
    def path(world: World) -> str:
        mentor = world.pairs[who].mentor
        return reverse("mentoring:match_detail", args=[world.pairs["declined"].enrolment.uuid, mentor.uuid])

    return path


def cannot_be_kept(visitor: Visitor, world: World) -> None:
    visitor.open(two("declined")(world)).choose("Keep these two together").press("Save")


STATES = ("asked", "declined", "withdrawn", "expired")
PAGES = [
    *(Page("mentoring:ask_detail", f"{one}-to-mentor", of_pair("ask_detail", one), state=one) for one in STATES),
    Page("mentoring:ask_decline", "asked-to-mentor", of_pair("ask_decline", "asked")),
    Page("mentoring:ask_list", "manager", cohort),
    *(Page("mentoring:ask_record", "manager", of_pair("ask_record", one), state=one) for one in STATES[:2]),
    Page("mentoring:proposal_detail", "manager", proposal),
    Page("mentoring:match_list", "manager", mentors),
    Page("mentoring:match_detail", "manager", two("withdrawn")),
    Page("mentoring:match_detail", "manager", way=cannot_be_kept, state="error"),
    *(
        Page("mentoring:run_publish", "manager", of_run("run_publish", one), state=one.replace(" ", "-"))
        for one in ("to publish", "older")
    ),
    *(
        Page("mentoring:run_published", "manager", of_run("run_published", one), state=one.replace(" ", "-"))
        for one in ("being published", "not published", "published")
    ),
]
NOT_PAGES: NotPages = {
    "mentoring:ask_accept": "a press",
    "mentoring:match_ask": "a press",
    "mentoring:ask_another": "a press",
    "mentoring:ask_look_again": "a press",
}
