"""Ask the team, on both sides."""

from django.urls import reverse

from participation.models import Question
from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.pages.progress import own
from tests.browser.visitor import Visitor
from tests.browser.world import World

LATE, ANSWERED, CLOSED = "Where are the slides?", "Can I bring my baby?", "Travel costs"


def asked(subject: str) -> Path:
    return lambda world: Question.objects.get(subject=subject).asker_url


def to_answer(subject: str) -> Path:
    return lambda world: Question.objects.get(subject=subject).team_url


def of_team(name: str) -> Path:
    return lambda world: reverse(f"participation:question_{name}", args=[Question.objects.get(subject=LATE).uuid])


def ask_nothing(visitor: Visitor, world: World) -> None:
    visitor.open(own("question_ask")(world)).press("Send")


PAGES: list[Page] = [
    Page("participation:question_list", "getting on", own("question_list")),
    Page("participation:question_list", "new", own("question_list", "new"), state="empty"),
    Page("participation:question_ask", "getting on", own("question_ask")),
    Page("participation:question_ask", "getting on", way=ask_nothing, state="nothing"),
    Page("participation:question_detail", "getting on", asked(LATE)),
    Page("participation:question_detail", "getting on", asked(ANSWERED), state="answered"),
    Page("participation:question_detail", "getting on", asked(CLOSED), state="closed"),
    Page("participation:question_inbox", "manager"),
    Page("participation:question_inbox", "other-manager", state="empty"),
    Page("participation:question_answer", "manager", to_answer(LATE)),
    Page("participation:question_answer", "manager", to_answer(CLOSED), state="closed"),
    Page("participation:question_assign", "manager", of_team("assign")),
    Page("participation:question_due", "manager", of_team("due")),
    Page("portal:my_home", "getting on"),
]
NOT_PAGES: NotPages = {
    "participation:question_close": "a press",
    "participation:question_shut": "a press",
    "participation:question_reopen": "a press",
}
