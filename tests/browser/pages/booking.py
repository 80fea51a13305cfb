"""What is open to whoever books."""

from django.urls import reverse

from core import links
from events.links import LETTER
from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World


def event(name: str, which: str) -> Path:
    return lambda world: reverse(f"events:{name}", args=[world.events[which].slug])


def booking(name: str, state: str) -> Path:
    """Behind the link in the letter."""
    return lambda world: reverse(f"events:{name}", args=[links.sign(LETTER, str(world.bookings[state].uuid))])


def book_for_two(visitor: Visitor, world: World) -> None:
    visitor.open(event("booking_create", "bookable")(world)).choose("In person")
    visitor.fill(name="Ada Booker", email="fresh-booker@example.org").press("Add another person")


def book_wrongly(visitor: Visitor, world: World) -> None:
    visitor.open(f"{event('booking_create', 'bookable')(world)}?people=2")
    visitor.fill(name_2="Bo Example").press("Book")


def book_alone(visitor: Visitor, world: World) -> None:
    visitor.open(event("booking_create", "bookable")(world)).choose("In person")
    visitor.fill(name="Ada Booker", email="ada.booker@example.org").press("Book")


PAGES: list[Page] = [
    Page("events:booking_create", path=event("booking_create", "bookable")),
    Page("events:booking_create", path=event("booking_create", "taken"), state="taken"),
    Page("events:booking_create", path=event("booking_create", "closed"), state="closed"),
    Page("events:booking_create", way=book_for_two, state="party"),
    Page("events:booking_create", way=book_wrongly, state="error"),
    Page("events:booking_create", who="offered", path=event("booking_create", "bookable"), state="signed in"),
    Page("events:booking_sent", path=event("booking_sent", "bookable")),
    Page("events:booking_sent", way=book_alone, state="just booked"),
    Page("events:booking_find"),
    Page(
        "events:booking_manage",
        path=lambda world: reverse("events:booking_manage", args=["cut-short"]),
        state="no such link",
        status=404,
    ),
    *[
        Page("events:booking_manage", path=booking("booking_manage", state), state=state)
        for state in ("booked", "leaving", "offered", "waiting", "online")
    ],
    *[
        Page(f"events:{name}", path=booking(name, state), state=state)
        for name, state in (
            ("booking_names", "booked"),
            ("booking_tickets", "booked"),
            ("booking_fewer", "booked"),
            ("booking_fewer", "offered"),
            ("booking_cancel", "booked"),
            ("booking_cancel", "waiting"),
            ("booking_accept", "offered"),
            ("booking_decline", "offered"),
        )
    ],
]

NOT_PAGES: NotPages = {}
