"""What is used on the day itself."""

from django.urls import reverse

from core import links
from events.links import LETTER, materials_url
from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World


def of_event(name: str, event: str, *more: object) -> Path:
    return lambda world: reverse(f"events:{name}", args=[world.events[event].uuid, *more])


def helper_door(name: str) -> Path:
    return lambda world: reverse("events:helper_door", args=[world.day_links[name].token])


def arrive(world: World) -> str:
    return reverse("events:arrive", args=[world.attendees["expected"].uuid])


def open_the_door(visitor: Visitor, world: World) -> None:
    visitor.open(helper_door("Sam")(world)).press("Open the door list")


def came(world: World) -> str:
    return reverse("events:event_materials", args=[materials_url(world.attendees["here"]).split("/")[-2]])


def search_at_the_door(visitor: Visitor, world: World) -> None:
    visitor.open(of_event("door", "today")(world)).fill(q="ada")


def search_the_attendees(visitor: Visitor, world: World) -> None:
    visitor.open(of_event("attendee_list", "today")(world)).fill(text="zoe").press("Find")


def see_needs(visitor: Visitor, world: World) -> None:
    visitor.open(of_event("attendee_needs", "today")(world)).fill(why="An ambulance asks")
    visitor.press("Show needs and food")


def join(state: str) -> Path:
    return lambda world: reverse("events:booking_join", args=[links.sign(LETTER, str(world.bookings[state].uuid))])


def join_now(visitor: Visitor, world: World) -> None:
    visitor.open(join("joining")(world)).choose("Bo Marsh").press("Join now")


PAGES: list[Page] = [
    Page("events:event_materials", path=came),
    Page("events:event_materials", path=lambda world: "/materials/nothing/", state="over", status=404),
    Page("events:booking_join", path=join("online"), state="early"),
    Page("events:booking_join", path=join("joining")),
    Page("events:booking_join", way=join_now, state="joined"),
    Page("events:door", "officer", of_event("door", "today")),
    Page("events:door", "officer", way=search_at_the_door, state="search"),
    Page("events:helper_door", "", helper_door("Sam")),
    Page("events:helper_door", "", way=open_the_door, state="open"),
    Page("events:helper_door", "", helper_door("Early"), state="early"),
    Page("events:helper_door", "", helper_door("Gone"), state="taken back", status=404),
    Page("events:arrive", "", arrive),
    Page("events:arrive", "officer", arrive, state="at the door"),
    Page("events:attendee_list", "officer", of_event("attendee_list", "today")),
    Page("events:attendee_list", "officer", way=search_the_attendees, state="search"),
    Page("events:attendee_list", "administrator", of_event("attendee_list", "today"), state="without needs"),
    Page("events:attendee_needs", "administrator", of_event("attendee_needs", "today")),
    Page("events:attendee_needs", "administrator", way=see_needs, state="shown"),
    Page("events:attendee_export", "officer", of_event("attendee_export", "today")),
    Page("events:catering", "officer", of_event("catering", "today")),
    Page("events:day_sheet", "officer", of_event("day_sheet", "today")),
    Page("events:day_link_list", "officer", of_event("day_link_list", "today")),
]

NOT_PAGES: NotPages = {
    "events:door_press": "a press",
    "events:door_people": "what the door's script reads",
    "events:helper_door_press": "a press",
    "events:helper_door_people": "what the door's script reads",
    "events:badges": "a file",
    "events:day_link_take_back": "a press",
}
