"""Bookings in every state."""

import datetime as dt

from django.utils import timezone

from events import actions
from tests.browser.world.place import World
from tests.factories.events import BookingFactory, EventFactory


def add(world: World) -> None:
    """One with room in person and online, and a full one with somebody in every state a booking can be in."""
    at = timezone.now()
    world.events["bookable"] = EventFactory(
        programme=world.programme, title="Employer Insight Event in Leeds", slug="insight-leeds", online=True
    )
    world.events["taken"] = full = EventFactory(
        programme=world.programme, title="Employer Insight Event in Hull", slug="insight-hull", seats=4
    )
    for state, names in {
        "booked": ["Ada Booker", ""],
        "leaving": ["Cy Example", "Di Example"],
        "offered": ["Ed Example", "Flo Example"],
        "waiting": ["Gil Example"],
    }.items():
        world.bookings[state] = BookingFactory(event=full, names=names, email=f"{state}-booker@example.org", at=at)
    actions.cancel_booking(world.bookings["leaving"], at=at)
    started = EventFactory(
        programme=world.programme, title="Employer Insight Event in York", slug="insight-york", online=True, venue=None
    )
    world.bookings["online"] = BookingFactory(event=started, email="online-booker@example.org", at=at)
    world.events["closed"] = EventFactory(
        programme=world.programme, slug="insight-bath", booking_closes_at=at - dt.timedelta(hours=1)
    )
