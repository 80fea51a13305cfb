"""What staff write to those who booked an event."""

from types import SimpleNamespace

from django.utils import timezone

from events import actions
from events.models import EventMessage
from tests.factories.accounts import EventsOfficerFactory
from tests.factories.events import BookingFactory, EventFactory
from tests.permissions import around_an_organisation
from tests.permissions.around_an_organisation import AN_ORGANISATION
from tests.permissions.table import About, Keys, Table

ROWS = """
page                              | methods  | about        | anonymous | contact | stranger | returner | officer | manager | foreign | administrator
events:message_list               | GET      | event uuid   | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:message_create             | GET POST | event uuid   | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:message_detail             | GET      | draft        | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:message_change             | GET POST | draft        | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:message_send               | POST     | draft        | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:message_delete             | POST     | draft        | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:message_stop               | POST     | on its way   | sign in   | –       | –        | –        | yes     | yes     | –       | –
"""
WRITTEN = {"audience": "booked", "subject": "Bring your laptop", "text": "There are sockets."}
GIVEN: dict[str, dict] = {"events:message_create": WRITTEN, "events:message_change": {**WRITTEN, "subject": "Changed"}}
# Opening these is written down: who looked at whom.
LOOKED_AT: set[str] = {"events:message_detail"}


def draft(world: SimpleNamespace) -> EventMessage:
    booking = BookingFactory(event__programme=world.programme)
    return actions.draft_message(booking.event, **WRITTEN, by=EventsOfficerFactory(), at=timezone.now())


def on_its_way(world: SimpleNamespace) -> EventMessage:
    return actions.send_message(draft(world), by=EventsOfficerFactory(), at=timezone.now())


def keys(message: EventMessage) -> Keys:
    return {"uuid": message.event.uuid, "message_uuid": message.uuid}


ABOUT: About = {
    **around_an_organisation.ABOUT,
    "event uuid": lambda world: {"uuid": EventFactory(programme=world.programme).uuid},
    "draft": lambda world: keys(draft(world)),
    "on its way": lambda world: keys(on_its_way(world)),
}

TABLE = Table(AN_ORGANISATION, ROWS, ABOUT, given=GIVEN, looked_at=LOOKED_AT)
