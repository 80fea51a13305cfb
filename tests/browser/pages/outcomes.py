"""Placements, updating days and money."""

from django.urls import reverse

from outcomes.links import sign_off_url
from outcomes.models import Claim
from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World


def of_programme(name: str) -> Path:
    return lambda world: reverse(f"outcomes:{name}", args=["practice"])


def of_strand(name: str) -> Path:
    def path(world: World) -> str:
        strand = world.enrolments["practising"].strand
        return reverse(f"outcomes:{name}", args=["practice", strand.pk])

    return path


def of_cohort(slug: str) -> Path:
    return lambda world: reverse("outcomes:placement_list", args=["practice", slug])


def of_person(name: str, state: str = "practising") -> Path:
    return lambda world: reverse(f"outcomes:{name}", args=[world.enrolments[state].uuid])


def of_placement(name: str, state: str = "practising") -> Path:
    return lambda world: reverse(f"outcomes:{name}", args=[world.placements[state].uuid])


def of_award(name: str, state: str = "open") -> Path:
    return lambda world: reverse(f"outcomes:{name}", args=[world.awards[state].uuid])


def of_day(name: str, status: str) -> Path:
    def path(world: World) -> str:
        entry = world.placements["practising"].entries.filter(status=status).first()
        return reverse(f"outcomes:{name}", args=[entry.uuid if entry else ""])

    return path


def link(state: str) -> Path:
    return lambda world: "/" + sign_off_url(world.placements[state]).split("/", 3)[3]


def claim(world: World) -> str:
    return reverse("outcomes:claim_decide", args=[Claim.objects.waiting().get().uuid])


def logs_nonsense(visitor: Visitor, world: World) -> None:
    visitor.open(of_placement("day_add")(world)).fill(minutes="lots").press("Save the day")


def sends_back_without_a_word(visitor: Visitor, world: World) -> None:
    visitor.open(link("practising")(world)).choose("Send them back to be changed").press("Send")


PAGES = [
    Page("outcomes:my_placement", "practising"),
    Page("outcomes:my_placement", "to-practise", state="begun"),
    Page("outcomes:my_placement", "ready-to-practise", state="ready"),
    Page("outcomes:my_placement", "waits-for-placement", state="nothing-yet"),
    Page("outcomes:my_placement", "manager", state="none"),
    Page("outcomes:day_add", "practising", of_placement("day_add")),
    Page("outcomes:day_add", "practising", way=logs_nonsense, state="error"),
    Page("outcomes:day_change", "practising", of_day("day_change", "logged")),
    Page("outcomes:day_change", "practising", of_day("day_change", "sent back"), state="sent-back"),
    Page("outcomes:day_change", "practising", of_day("day_change", "signed"), state="signed"),
    Page("outcomes:day_remove", "practising", of_day("day_remove", "logged")),
    Page("outcomes:day_remove", "practising", of_day("day_remove", "signed"), state="signed"),
    Page("outcomes:claim_add", "practising", of_award("claim_add")),
    Page("outcomes:claim_add", "practising", of_award("claim_add", "closed"), state="closed"),
    Page("outcomes:sign_off", "", link("practising")),
    Page("outcomes:sign_off", "", link("to-practise"), state="nothing"),
    Page("outcomes:sign_off", "", lambda world: reverse("outcomes:sign_off", args=["x"]), state="over", status=404),
    Page("outcomes:sign_off", "", way=sends_back_without_a_word, state="error"),
    Page("outcomes:fund_detail", "manager", of_programme("fund_detail")),
    Page("outcomes:needs_change", "manager", of_strand("needs_change")),
    Page("outcomes:budget_change", "manager", of_strand("budget_change")),
    Page("outcomes:placement_list", "manager", of_cohort("first")),
    Page("outcomes:placement_list", "manager", of_cohort("second"), state="empty"),
    Page("outcomes:placement_person", "manager", of_person("placement_person")),
    Page("outcomes:placement_person", "manager", of_person("placement_person", "waits-for-placement"), state="nothing"),
    Page("outcomes:day_take_back", "manager", of_day("day_take_back", "signed")),
    Page("outcomes:plan_set", "manager", of_person("plan_set")),
    Page("outcomes:placement_add", "manager", of_person("placement_add", "waits-for-placement")),
    Page("outcomes:placement_change", "manager", of_placement("placement_change")),
    Page("outcomes:placement_call_off", "manager", of_placement("placement_call_off", "to-practise")),
    Page("outcomes:placement_call_off", "manager", of_placement("placement_call_off"), state="days"),
    Page("outcomes:award_add", "manager", of_person("award_add")),
    Page("outcomes:award_close", "manager", of_award("award_close")),
    Page("outcomes:award_close", "manager", of_award("award_close", "closed"), state="closed"),
    Page("outcomes:claim_list", "manager"),
    Page("outcomes:claim_list", "other-manager", state="empty"),
    Page("outcomes:claim_decide", "manager", claim),
]
NOT_PAGES: NotPages = {"outcomes:sign_off_ask": "a press", "outcomes:placement_link": "a press"}
