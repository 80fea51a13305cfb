"""Mentors: how they offer, their own pages, and the staff who approve them."""

from django.urls import reverse

from tests.browser.pages.page import NotPages, Page, Path, programme
from tests.browser.visitor import Visitor
from tests.browser.world import World


def own(name: str, who: str = "mentors", *more: str) -> Path:
    return lambda world: reverse(f"mentoring:{name}", args=[world.mentors[who].uuid, *more])


def of(name: str, who: str) -> Path:
    return lambda world: reverse(f"mentoring:{name}", args=[world.programme.slug, world.mentors[who].uuid])


def first_page(visitor: Visitor, world: World) -> None:
    visitor.open(programme("mentoring:offer_section", "work")(world))


def second_page(visitor: Visitor, world: World) -> None:
    first_page(visitor, world)
    visitor.choose("Technology").pick("occupation", "2134").fill(job_title="Lead developer")
    visitor.choose("Leading a small team, or being the one others ask").press("Continue")


def third_page(visitor: Visitor, world: World) -> None:
    second_page(visitor, world)
    visitor.choose("Confidence").press("Continue")


def fourth_page(visitor: Visitor, world: World) -> None:
    third_page(visitor, world)
    visitor.choose("Online").pick("region", "North West").choose("1").press("Continue")


def fifth_page(visitor: Visitor, world: World) -> None:
    fourth_page(visitor, world)
    visitor.tick(visitor.field("tue").first)
    visitor.press("Continue")


def all_answers(visitor: Visitor, world: World) -> None:
    fifth_page(visitor, world)
    visitor.press("Continue")


def tells_no_time(visitor: Visitor, world: World) -> None:
    fourth_page(visitor, world)
    visitor.press("Continue")


PAGES = [
    Page("mentoring:mentor_welcome"),
    Page("mentoring:mentor_welcome", "mentors", state="mentor"),
    Page("mentoring:offer_section", "to-mentor", way=first_page),
    Page("mentoring:offer_section", "to-mentor", way=second_page, state="help"),
    Page("mentoring:offer_section", "to-mentor", way=third_page, state="meeting"),
    Page("mentoring:offer_section", "to-mentor", way=tells_no_time, state="error"),
    Page("mentoring:offer_section", "to-mentor", way=fifth_page, state="limits"),
    Page("mentoring:offer_check", "to-mentor", way=all_answers),
    Page("mentoring:mentor_home", "mentors"),
    Page("mentoring:mentor_home", "offers-to-mentor", state="waiting"),
    Page("mentoring:mentor_home", "mentors-later", state="paused"),
    Page("mentoring:mentor_home", "not-a-mentor", state="turned-down"),
    Page("mentoring:mentor_home", "no-longer-mentors", state="left"),
    Page("mentoring:offer_detail", "mentors", own("offer_detail")),
    Page("mentoring:offer_change", "mentors", own("offer_change", "mentors", "times")),
    Page("mentoring:offer_renew", "mentors", own("offer_renew")),
    Page("mentoring:offer_pause", "mentors", own("offer_pause")),
    Page("mentoring:offer_leave", "mentors", own("offer_leave")),
    Page("mentoring:offer_leave", "offers-to-mentor", own("offer_leave", "offers-to-mentor"), state="waiting"),
    Page("mentoring:mentor_list", "manager", programme("mentoring:mentor_list")),
    Page("mentoring:mentor_detail", "manager", of("mentor_detail", "mentors")),
    Page("mentoring:mentor_detail", "manager", of("mentor_detail", "offers-to-mentor"), state="waiting"),
    Page("mentoring:mentor_detail", "manager", of("mentor_detail", "mentors-later"), state="paused"),
    Page("mentoring:mentor_turn_down", "manager", of("mentor_turn_down", "offers-to-mentor")),
    Page("mentoring:resource_list", "manager", programme("mentoring:resource_list")),
    Page("mentoring:resource_add", "manager", programme("mentoring:resource_add")),
]
NOT_PAGES: NotPages = {
    "mentoring:offer_come_back": "a press",
    "mentoring:mentor_approve": "a press",
    "mentoring:mentor_pause": "a press",
    "mentoring:mentor_come_back": "a press",
    "mentoring:resource_remove": "a press",
    "mentoring:resource_file": "a file",
}
