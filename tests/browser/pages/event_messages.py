"""What staff write to those who booked an event."""

from django.urls import reverse

from tests.browser.pages.events import run
from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World


def of_message(name: str, which: str) -> Path:
    def path(world: World) -> str:
        message = world.messages[which]
        return reverse(name, args=[message.event.uuid, message.uuid])

    return path


def leave_all_empty(visitor: Visitor, world: World) -> None:
    visitor.open(run("events:message_create", "full")(world)).press("See the letter before it goes")


PAGES: list[Page] = [
    Page("events:message_list", "officer", path=run("events:message_list", "full")),
    Page("events:message_list", "officer", path=run("events:message_list", "open"), state="none"),
    Page("events:message_create", "officer", path=run("events:message_create", "full")),
    Page("events:message_create", "officer", way=leave_all_empty, state="error"),
    Page("events:message_change", "officer", path=of_message("events:message_change", "draft")),
    *(
        Page("events:message_detail", "officer", path=of_message("events:message_detail", state), state=state)
        for state in ("draft", "nobody", "on its way", "sent")
    ),
]

NOT_PAGES: NotPages = {
    "events:message_send": "a press",
    "events:message_stop": "a press",
    "events:message_delete": "a press",
}
