"""What is open to whoever comes to an event, and to staff about it."""

from django.urls import reverse

from events.models import Series
from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World


def public(name: str, which: str) -> Path:
    return lambda world: reverse(name, args=[world.events[which].slug])


def run(name: str, which: str) -> Path:
    return lambda world: reverse(name, args=[world.events[which].uuid])


def named(name: str, people: str) -> Path:
    """The page of the first speaker or supporter."""

    def path(world: World) -> str:
        event = world.events["open"]
        return reverse(name, args=[event.uuid, getattr(event, people).first().pk])

    return path


def series(world: World) -> Series:
    return world.events["session"].module.series


def of_series(name: str) -> Path:
    return lambda world: reverse(name, args=[series(world).uuid])


def of_module(name: str) -> Path:
    return lambda world: reverse(name, args=[series(world).uuid, world.events["session"].module.pk])


def leave_all_empty(visitor: Visitor, world: World) -> None:
    visitor.open(reverse("events:event_create")).press("Save the event")


PAGES: list[Page] = [
    Page("events:event_list"),
    Page("events:event_list", path=lambda world: "/events/?when=past", state="past"),
    Page("events:event_list", path=lambda world: "/events/?city=Leeds&kind=networking", state="none"),
    Page("events:event_detail", path=public("events:event_detail", "open")),
    Page("events:event_detail", path=public("events:event_detail", "full"), state="full"),
    Page("events:event_detail", path=public("events:event_detail", "online"), state="online"),
    Page("events:event_detail", path=public("events:event_detail", "cancelled"), state="cancelled"),
    Page("events:event_detail", path=public("events:event_detail", "over"), state="over"),
    Page("events:event_detail", "officer", path=public("events:event_detail", "draft"), state="draft"),
    Page("events:staff_event_list", "officer"),
    Page("events:staff_event_list", "officer", path=lambda world: "/staff/events/?state=draft", state="drafts"),
    Page("events:event_create", "officer"),
    Page("events:event_create", "officer", way=leave_all_empty, state="error"),
    *(
        Page("events:event_manage", "officer", path=run("events:event_manage", state), state=state)
        for state in ("open", "full", "draft", "cancelled", "over")
    ),
    Page("events:event_manage", "administrator", path=run("events:event_manage", "open")),
    Page("events:event_change", "officer", path=run("events:event_change", "open")),
    Page("events:event_copy", "officer", path=run("events:event_copy", "over")),
    Page("events:event_publish", "officer", path=run("events:event_publish", "draft")),
    Page("events:event_publish", "officer", path=run("events:event_publish", "unfinished"), state="unfinished"),
    Page("events:event_cancel", "officer", path=run("events:event_cancel", "full")),
    Page(
        "events:seats_change",
        "officer",
        path=lambda world: reverse("events:seats_change", args=[world.events["full"].uuid, "in-person"]),
    ),
    Page("events:access_change", "officer", path=run("events:access_change", "open")),
    Page("events:series_detail", path=lambda world: reverse("events:series_detail", args=[series(world).slug])),
    Page("events:series_create", "officer"),
    Page("events:series_manage", "officer", path=of_series("events:series_manage")),
    Page("events:series_change", "officer", path=of_series("events:series_change")),
    Page("events:module_add", "officer", path=of_series("events:module_add")),
    Page("events:module_change", "officer", path=of_module("events:module_change")),
    Page("events:module_material_add", "officer", path=of_module("events:module_material_add")),
    Page("events:material_add", "officer", path=run("events:material_add", "open")),
    Page("events:speaker_add", "officer", path=run("events:speaker_add", "open")),
    Page("events:speaker_change", "officer", path=named("events:speaker_change", "speakers")),
    Page("events:supporter_add", "officer", path=run("events:supporter_add", "open")),
    Page("events:supporter_change", "officer", path=named("events:supporter_change", "supporters")),
]

NOT_PAGES: NotPages = {
    "events:event_ics": "a file",
    "events:event_calendar": "a file",
    "events:event_feed": "a feed",
    "events:material_download": "a file",
    "events:booking_material": "a file",
    "events:event_material": "a file",
    "events:material_remove": "a press",
    "events:module_up": "a press",
    "events:module_remove": "a press",
    "events:booking_close": "a press",
    "events:booking_open": "a press",
    "events:speaker_remove": "a press",
    "events:supporter_remove": "a press",
}
