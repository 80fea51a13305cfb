"""The timetable of a cohort, for those who manage it and those who take part."""

from django.urls import reverse

from participation.models import Outline, OutlineSession
from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World


def of(name: str, cohort: str = "shown", query: str = "") -> Path:
    return lambda world: reverse(f"participation:{name}", args=["together", cohort]) + query


def session(name: str, which: str) -> Path:
    return lambda world: reverse(f"participation:{name}", args=["together", "shown", world.sessions[which].uuid])


def nothing_said(visitor: Visitor, world: World) -> None:
    visitor.open(of("session_add")(world)).press("Save the session")


def gets_the_link(visitor: Visitor, world: World) -> None:
    visitor.open(session("my_session", "now")(world)).press("Get the link to join")


def follows(visitor: Visitor, world: World) -> None:
    visitor.open(reverse("participation:my_calendar")).press("Get the address")


def chose(visitor: Visitor, world: World) -> None:
    visitor.open(of("my_timetable")(world)).press("I will come to ReFresh Week")


def of_programme(name: str) -> Path:
    return lambda world: reverse(f"participation:{name}", args=["together"])


def outline(name: str, which: str = "Twelve weeks") -> Path:
    return lambda world: reverse(f"participation:{name}", args=["together", Outline.objects.get(name=which).uuid])


def session_of_outline(world: World) -> str:
    found = OutlineSession.objects.filter(outline__name="Twelve weeks").select_related("outline").order_by("pk")[0]
    return reverse("participation:outline_session_change", args=["together", found.outline.uuid, found.uuid])


def foreseen(world: World) -> str:
    uuid = Outline.objects.get(name="Twelve weeks").uuid
    return of("timetable_lay", "no-sessions", query=f"?outline={uuid}&on_holidays=move")(world)


PAGES = [
    Page("participation:outline_list", "manager", of_programme("outline_list")),
    Page("participation:outline_add", "manager", of_programme("outline_add")),
    Page("participation:outline_detail", "manager", outline("outline_detail")),
    Page("participation:outline_detail", "manager", outline("outline_detail", "Nothing in it"), state="empty"),
    Page("participation:outline_change", "manager", outline("outline_change")),
    Page("participation:outline_session_add", "manager", outline("outline_session_add")),
    Page("participation:outline_session_change", "manager", session_of_outline),
    Page("participation:school_holiday_add", "manager", of_programme("school_holiday_add")),
    Page("participation:timetable_lay", "manager", of("timetable_lay")),
    Page("participation:timetable_lay", "manager", foreseen, state="foreseen"),
    Page("participation:timetable_detail", "manager", of("timetable_detail")),
    Page("participation:timetable_detail", "manager", of("timetable_detail", query="?past"), state="past"),
    Page("participation:timetable_detail", "manager", of("timetable_detail", "planned"), state="planned"),
    Page("participation:timetable_detail", "manager", of("timetable_detail", "no-sessions"), state="empty"),
    Page("participation:session_add", "manager", of("session_add")),
    Page("participation:session_add", "manager", way=nothing_said, state="error"),
    Page("participation:session_detail", "manager", session("session_detail", "soon"), state="clash"),
    Page("participation:session_detail", "manager", session("session_detail", "place"), state="too-many"),
    Page("participation:session_detail", "manager", session("session_detail", "off"), state="off"),
    Page("participation:session_change", "manager", session("session_change", "soon")),
    Page("participation:session_call_off", "manager", session("session_call_off", "soon")),
    Page("participation:session_call_off", "manager", session("session_call_off", "clash"), state="not-told"),
    Page("participation:session_call_off", "manager", session("session_call_off", "was"), state="over"),
    Page("participation:my_calendar", "taking part"),
    Page("participation:my_calendar", "comes to all", way=follows, state="address"),
    Page("participation:my_timetable", "taking part", of("my_timetable")),
    Page("participation:my_timetable", "taking part", of("my_timetable", query="?past"), state="past"),
    Page("participation:my_timetable", "taking part", of("my_timetable", "nothing-yet"), state="empty"),
    Page("participation:my_timetable", "comes to all", way=chose, state="comes"),
    Page("participation:my_session", "taking part", session("my_session", "soon")),
    Page("participation:my_session", "taking part", session("my_session", "place"), state="in-a-place"),
    Page("participation:my_session", "taking part", session("my_session", "off"), state="off"),
    Page("participation:my_session", "taking part", session("my_session", "was"), state="over"),
    Page("participation:my_session", "taking part", session("my_session", "now"), state="open"),
    Page("participation:my_session", "taking part", way=gets_the_link, state="link"),
]
NOT_PAGES: NotPages = {
    "participation:calendar_feed": "a file for calendars",
    "participation:outline_remove": "a press",
    "participation:outline_session_remove": "a press",
    "participation:school_holiday_remove": "a press",
    "participation:timetable_announce": "a press",
    "participation:timetable_tell": "a press",
    "participation:refresh_choose": "a press",
}
