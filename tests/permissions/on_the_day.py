"""The pages of the day itself."""

from types import SimpleNamespace

from django.utils import timezone

from core import links
from events.links import LETTER
from events.models import Booking, DayLink
from tests.factories.door import DayLinkFactory, today
from tests.factories.events import BookingFactory
from tests.permissions import around_an_organisation
from tests.permissions.around_an_organisation import AN_ORGANISATION
from tests.permissions.table import About, Table

ROWS = """
page                              | methods  | about        | anonymous | contact | stranger | returner | officer | manager | foreign | administrator
events:door                       | GET POST | event today  | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:door_press                 | POST     | event today  | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:door_people                | GET      | event today  | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:helper_door                | GET POST | day link     | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:helper_door                | GET POST | taken back   | –         | –       | –        | –        | –       | –       | –       | –
events:helper_door_press          | POST     | day link     | –         | –       | –        | –        | –       | –       | –       | –
events:helper_door_people         | GET      | day link     | –         | –       | –        | –        | –       | –       | –       | –
events:arrive                     | GET POST | attendee     | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:attendee_list              | GET POST | event today  | sign in   | –       | –        | –        | yes     | yes     | –       | yes
events:attendee_needs             | GET POST | event today  | sign in   | –       | –        | –        | –       | –       | –       | yes
events:attendee_export            | GET POST | event today  | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:catering                   | GET      | event today  | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:day_sheet                  | GET      | event today  | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:badges                     | GET      | event today  | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:day_link_list              | GET POST | event today  | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:day_link_take_back         | POST     | a day link   | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:booking_join               | GET POST | online party | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
"""
# What is sent to each form: something that would change something.
GIVEN: dict[str, dict] = {
    "events:door_press": {"what": "walk in", "key": "6f1d8b1e-2f0a-4c7e-9a51-0d6f0c8f2b11", "name": "Wendy Walker"},
    "events:attendee_needs": {"why": "An ambulance is on its way"},
    "events:attendee_export": {"kind": "csv", "why": "The venue"},
    "events:day_link_list": {"name": "Sam"},
}
# Opening these is written down: who looked at whom.
LOOKED_AT: set[str] = {
    "events:door",
    "events:arrive",
    "events:attendee_list",
    "events:day_sheet",
    "events:badges",
}
# Whoever may press these changes nothing that is counted, for a reason that stands beside each.
QUIET: set[str] = {
    # Whoever is not at the door presses nothing there: it shows them their code.
    "events:arrive",
}


def booked_today(world: SimpleNamespace) -> Booking:
    """One party of one, for an event that begins in an hour."""
    return BookingFactory(event=today(programme=world.programme))


def joining(world: SimpleNamespace) -> str:
    """The link of a booking for an event online that begins in an hour."""
    event = today(programme=world.programme, venue=None, online=True)
    return links.sign(LETTER, str(BookingFactory(event=event).uuid))


def day_link(world: SimpleNamespace, **fields: object) -> DayLink:
    return DayLinkFactory(event=today(programme=world.programme), **fields)


ABOUT: About = {
    **around_an_organisation.ABOUT,
    "event today": lambda world: {"uuid": booked_today(world).event.uuid},
    "attendee": lambda world: {"uuid": booked_today(world).attendees.get().uuid},
    "online party": lambda world: {"token": joining(world)},
    "day link": lambda world: {"token": day_link(world).token},
    "taken back": lambda world: {"token": day_link(world, taken_back_at=timezone.now()).token},
    "a day link": lambda world: {"uuid": (link := day_link(world)).event.uuid, "pk": link.pk},
}

TABLE = Table(AN_ORGANISATION, ROWS, ABOUT, given=GIVEN, looked_at=LOOKED_AT, quiet=QUIET)
