"""A mentoring pair: their page, arranging to meet, what they keep, how it ends; and what the team sees."""

from django.urls import reverse

from mentoring.models import Side
from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World


def of_pair(name: str, state: str = "meets") -> Path:
    return lambda world: reverse(f"mentoring:{name}", args=[world.pairs[state].uuid])


def of_meeting(name: str, state: str, status: str) -> Path:
    def path(world: World) -> str:
        meeting = world.pairs[state].meetings.filter(status=status).first()
        return reverse(f"mentoring:{name}", args=[meeting.uuid if meeting else ""])

    return path


def of_note(name: str) -> Path:
    def path(world: World) -> str:
        return reverse(f"mentoring:{name}", args=[world.pairs["meets"].notes.get(side=Side.RETURNER).uuid])

    return path


def goal(world: World) -> str:
    return reverse("mentoring:goal_remove", args=[world.pairs["meets"].goals.earliest("pk").uuid])


def concern(world: World) -> str:
    return reverse("mentoring:concern_settle", args=[world.pairs["meets"].concerns.get().uuid])


def of_programme(name: str) -> Path:
    return lambda world: reverse(f"mentoring:{name}", args=["mentored"])


def typing_in(world: World) -> str:
    return of_pair("meeting_propose", "begins")(world) + "?own=1"


def proposes_one_time(visitor: Visitor, world: World) -> None:
    visitor.open(of_pair("meeting_propose", "begins")(world)).press("Propose these times")


PAGES = [
    Page("mentoring:pair_detail", "meets-mentored", of_pair("pair_detail")),
    Page("mentoring:pair_detail", "arranges-mentored", of_pair("pair_detail", "arranges"), state="to-pick"),
    Page("mentoring:pair_detail", "arranges-mentor", of_pair("pair_detail", "arranges"), state="waits"),
    Page("mentoring:pair_detail", "begins-mentor", of_pair("pair_detail", "begins"), state="nothing"),
    Page("mentoring:pair_detail", "over-mentored", of_pair("pair_detail", "over"), state="over"),
    Page("mentoring:meeting_propose", "begins-mentored", of_pair("meeting_propose", "begins")),
    Page("mentoring:meeting_propose", "begins-mentored", typing_in, state="typing-in"),
    Page("mentoring:meeting_propose", "begins-mentored", way=proposes_one_time, state="error"),
    Page("mentoring:meeting_propose", "arranges-mentored", of_pair("meeting_propose", "arranges"), state="others"),
    Page("mentoring:meeting_pick", "arranges-mentored", of_meeting("meeting_pick", "arranges", "proposed")),
    Page("mentoring:meeting_change", "meets-mentored", of_meeting("meeting_change", "meets", "agreed")),
    Page("mentoring:meeting_call_off", "meets-mentored", of_meeting("meeting_call_off", "meets", "agreed")),
    Page("mentoring:meeting_held", "meets-mentored", of_meeting("meeting_held", "meets", "held"), state="correct"),
    Page("mentoring:meeting_unlog", "meets-mentored", of_meeting("meeting_unlog", "meets", "held")),
    Page("mentoring:meeting_log", "meets-mentored", of_pair("meeting_log")),
    Page("mentoring:meeting_list", "meets-mentored", of_pair("meeting_list")),
    Page("mentoring:note_list", "meets-mentored", of_pair("note_list")),
    Page("mentoring:note_add", "meets-mentored", of_pair("note_add")),
    Page("mentoring:note_change", "meets-mentored", of_note("note_change")),
    Page("mentoring:note_remove", "meets-mentored", of_note("note_remove")),
    Page("mentoring:goal_add", "meets-mentored", of_pair("goal_add")),
    Page("mentoring:goal_remove", "meets-mentored", goal),
    Page("mentoring:pair_enough", "meets-mentored", of_pair("pair_enough")),
    Page("mentoring:pair_end", "meets-mentored", of_pair("pair_end")),
    Page("mentoring:concern_raise", "meets-mentored", of_pair("concern_raise"), state="told"),
    Page("mentoring:feedback_give", "meets-mentored", of_pair("feedback_give")),
    Page("mentoring:quiet_list", "manager", of_programme("quiet_list")),
    Page("mentoring:concern_list", "manager", of_programme("concern_list")),
    Page("mentoring:concern_settle", "manager", concern),
    Page("mentoring:pair_record", "manager", of_pair("pair_record")),
    Page("mentoring:pair_close", "manager", of_pair("pair_close")),
    Page("mentoring:mentoring_figures", "manager", of_programme("mentoring_figures")),
]
NOT_PAGES: NotPages = {"mentoring:goal_mark": "a press", "mentoring:mentoring_figures_file": "a file"}
