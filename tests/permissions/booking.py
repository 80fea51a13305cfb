"""The pages of bookings."""

from django.utils import timezone

from core import links
from events import actions
from events.links import LETTER
from events.models import Booking, Event
from tests.factories.events import BookingFactory, EventFactory
from tests.permissions import around_an_organisation
from tests.permissions.around_an_organisation import AN_ORGANISATION
from tests.permissions.table import About, Table
from tests.typed import BOOKING


def manage(booking: Booking) -> dict[str, str]:
    """The link in the letter."""
    return {"token": links.sign(LETTER, str(booking.uuid))}


def on_offer(event: Event) -> Booking:
    """Seats came free while they waited."""
    first, second = (BookingFactory(event=event) for _ in range(2))
    actions.cancel_booking(first, at=timezone.now())
    second.refresh_from_db()
    return second


ROWS = """
page                              | methods  | about        | anonymous | contact | stranger | returner | officer | manager | foreign | administrator
events:booking_create             | GET POST | event        | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:booking_create             | GET POST | draft event  | –         | –       | –        | –        | –       | –       | –       | –
events:booking_sent               | GET      | event        | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:booking_sent               | GET      | draft event  | –         | –       | –        | –        | –       | –       | –       | –
events:booking_find               | GET POST |              | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:booking_manage             | GET POST | booking      | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:booking_names              | GET POST | booking      | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:booking_fewer              | GET POST | booking      | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:booking_cancel             | GET POST | booking      | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:booking_tickets            | GET      | booking      | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:booking_accept             | GET POST | offer        | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:booking_decline            | GET POST | offer        | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
"""
# What is sent to each form: something that would change something.
GIVEN: dict[str, dict] = {
    "events:booking_create": BOOKING,
    "events:booking_find": {"email": "booker@example.org"},
    "events:booking_names": {"name_1": "Changed", "name_2": "Changed"},
}
FIXED: dict[str, object] = {}
# Opening these is written down: who looked at whom.
LOOKED_AT: set[str] = set()
# Whoever may press these changes nothing that is counted, for a reason that stands beside each.
QUIET: set[str] = {
    # Writes to nobody where the address has booked nothing: tests/events/test_booking_views.py asks for one that has.
    "events:booking_find",
    # Asks who does not come, by keys that each booking has of its own: tests/events/test_booking_views.py chooses.
    "events:booking_fewer",
}

ABOUT: About = {
    **around_an_organisation.ABOUT,
    "event": lambda world: {"slug": EventFactory(programme=world.programme).slug},
    "draft event": lambda world: {"slug": EventFactory(programme=world.programme, draft=True).slug},
    "booking": lambda world: manage(
        BookingFactory(event=EventFactory(programme=world.programme), names=["Ada Booker", ""])
    ),
    "offer": lambda world: manage(on_offer(EventFactory(programme=world.programme, seats=1))),
}

TABLE = Table(AN_ORGANISATION, ROWS, ABOUT, given=GIVEN, fixed=FIXED, looked_at=LOOKED_AT, quiet=QUIET)
