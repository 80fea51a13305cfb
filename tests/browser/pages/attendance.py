"""Who was there: registers, excuses, and the pages of those who lead sessions."""

from django.urls import reverse

from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World
from tests.factories.participation import token_of


def led(name: str, state: str) -> Path:
    return lambda world: reverse(f"participation:{name}", args=[world.sessions[state].uuid])


def in_cohort(name: str, state: str) -> Path:
    def path(world: World) -> str:
        session = world.sessions[state]
        args = [session.cohort.programme.slug, session.cohort.slug, session.uuid]
        return reverse(f"participation:{name}", args=args)

    return path


def past(world: World) -> str:
    return reverse("participation:leading_list") + "?past"


def own_materials(world: World) -> str:
    cohort = world.sessions["led over"].cohort
    return reverse("participation:my_materials", args=[cohort.programme.slug, cohort.slug])


def behind_link(page: str, state: str) -> Path:
    def path(world: World) -> str:
        return reverse(f"participation:expert_{page}", args=[token_of(world.sessions[state].experts.standing().get())])

    return path


def nothing_shared(visitor: Visitor, world: World) -> None:
    visitor.open(led("leading_material_add", "led soon")(world)).press("Add it")


SESSION, REGISTER = "participation:leading_session", "participation:leading_register"

PAGES: list[Page] = [
    Page("participation:leading_list", "leader"),
    Page("participation:leading_list", "leader", past, state="past"),
    Page("participation:leading_list", "leader-new", state="empty"),
    Page(SESSION, "leader", led("leading_session", "led now")),
    Page(SESSION, "leader", led("leading_session", "led over"), state="over"),
    Page(SESSION, "leader", led("leading_session", "led soon"), state="to come"),
    Page(SESSION, "leader", led("leading_session", "led off"), state="off"),
    Page(REGISTER, "leader", led("leading_register", "led now")),
    Page(REGISTER, "leader", led("leading_register", "led over"), state="kept"),
    Page(REGISTER, "leader", led("leading_register", "led soon"), state="too early"),
    Page("participation:session_register", "manager", in_cohort("session_register", "led now")),
    Page("participation:leading_material_add", "leader", led("leading_material_add", "led soon")),
    Page("participation:leading_material_add", "leader", way=nothing_shared, state="error"),
    Page("participation:session_material_add", "manager", in_cohort("session_material_add", "led soon")),
    Page("participation:session_detail", "manager", in_cohort("session_detail", "led over"), state="materials"),
    Page("participation:my_session", "coached", in_cohort("my_session", "led over"), state="materials"),
    Page("participation:my_materials", "coached", own_materials),
    Page("participation:session_detail", "manager", in_cohort("session_detail", "led now"), state="experts"),
    Page("participation:expert_add", "manager", in_cohort("expert_add", "led soon")),
    Page("participation:expert_session", path=behind_link("session", "led now")),
    Page("participation:expert_session", path=behind_link("session", "led soon"), state="to come"),
    Page("participation:expert_session", path=lambda world: "/expert/nothing/", state="over", status=404),
    Page("participation:expert_register", path=behind_link("register", "led now")),
    Page("participation:cannot_come", "coached", in_cohort("cannot_come", "led later")),
    Page("participation:cannot_come", "coached", in_cohort("cannot_come", "led soon"), state="told"),
    Page("participation:cannot_come", "coached", in_cohort("cannot_come", "led over"), state="too late"),
    Page("participation:cannot_come", "coached", in_cohort("cannot_come", "led off"), state="off"),
]
NOT_PAGES: NotPages = {
    "participation:session_material": "a file",
    "participation:expert_material": "a file",
    "participation:expert_renew": "a press",
    "participation:expert_end": "a press",
    "participation:leading_material_remove": "a press",
    "participation:session_material_remove": "a press",
}
