"""The pages of events, bookings and what comes after."""

from types import SimpleNamespace

from django.utils import timezone

from events.links import manage_path, materials_url
from events.models import Event, Speaker, Supporter
from tests.factories.door import WalkInFactory
from tests.factories.events import (
    BookingFactory,
    EventFactory,
    MaterialFactory,
    ModuleFactory,
    SeriesFactory,
    SpeakerFactory,
    SupporterFactory,
)
from tests.permissions import around_an_organisation
from tests.permissions.around_an_organisation import AN_ORGANISATION
from tests.permissions.table import About, Keys, Table
from tests.typed import NEW_EVENT

ROWS = """
page                              | methods  | about        | anonymous | contact | stranger | returner | officer | manager | foreign | administrator
events:event_list                 | GET      |              | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:event_detail               | GET      | event        | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:event_detail               | GET      | draft event  | –         | –       | –        | –        | yes     | yes     | –       | yes
events:event_ics                  | GET      | event        | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:event_ics                  | GET      | draft event  | –         | –       | –        | –        | yes     | yes     | –       | yes
events:event_calendar             | GET      |              | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:event_feed                 | GET      |              | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:staff_event_list           | GET      |              | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
events:event_manage               | GET      | event uuid   | sign in   | –       | –        | –        | yes     | yes     | –       | yes
events:event_create               | GET POST |              | sign in   | –       | –        | –        | yes     | yes     | yes     | –
events:event_change               | GET POST | event uuid   | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:event_copy                 | GET POST | event uuid   | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:event_cancel               | GET POST | event uuid   | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:access_change              | GET POST | event uuid   | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:event_publish              | GET POST | draft uuid   | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:booking_close              | POST     | event uuid   | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:booking_open               | POST     | closed uuid  | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:series_detail              | GET      | series       | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:series_detail              | GET      | new series   | –         | –       | –        | –        | yes     | yes     | –       | yes
events:series_create              | GET POST |              | sign in   | –       | –        | –        | yes     | yes     | yes     | –
events:series_manage              | GET      | series uuid  | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:series_change              | GET POST | series uuid  | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:module_add                 | GET POST | series uuid  | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:module_change              | GET POST | module       | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:module_up                  | POST     | module       | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:module_remove              | POST     | module       | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:material_download          | GET      | material     | sign in   | –       | –        | –        | yes     | yes     | –       | yes
events:material_add               | GET POST | event uuid   | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:module_material_add        | GET POST | module       | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:material_remove            | POST     | material     | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:seats_change               | GET POST | pool         | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:event_materials            | GET      | came         | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:event_material             | GET      | came for a file | yes    | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:booking_material           | GET      | booked file  | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:speaker_add                | GET POST | event uuid   | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:speaker_change             | GET POST | speaker      | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:speaker_remove             | POST     | speaker      | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:supporter_add              | GET POST | event uuid   | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:supporter_change           | GET POST | supporter    | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:supporter_remove           | POST     | supporter    | sign in   | –       | –        | –        | yes     | yes     | –       | –
"""
# What is sent to each form: something that would change something.
GIVEN: dict[str, dict] = {
    "events:event_create": NEW_EVENT,
    "events:event_change": {**NEW_EVENT, "title": "Changed"},
    "events:event_copy": {name: value for name, value in NEW_EVENT.items() if name.startswith("starts_at")},
    "events:event_cancel": {"why": "The venue is closed."},
    "events:seats_change": {"capacity": "50", "allowance": "5"},
    "events:access_change": {"access": "Changed"},
    "events:series_create": {"name": "Inclusive recruitment", "summary": "How to recruit"},
    "events:series_change": {"name": "Changed", "summary": "Changed"},
    "events:module_add": {"name": "Changed"},
    "events:module_change": {"name": "Changed"},
    "events:material_add": {"title": "Slides", "link": "https://example.org/slides"},
    "events:module_material_add": {"title": "Slides", "link": "https://example.org/slides"},
    "events:speaker_add": {"name": "Dr Amara Okoye"},
    "events:speaker_change": {"name": "Changed"},
    "events:supporter_add": {"name": "Cummins"},
    "events:supporter_change": {"name": "Changed"},
}
FIXED: dict[str, object] = {}
# Opening these is written down: who looked at whom.
LOOKED_AT: set[str] = set()
# Whoever may press these changes nothing that is counted, for a reason that stands beside each.
QUIET: set[str] = {
    "events:event_create",
    "events:series_create",
}  # officers choose its programme, which only the page knows


def closed_event(world: SimpleNamespace) -> Event:
    """One that can be opened again."""
    return EventFactory(programme=world.programme, booking_closes_at=timezone.now())


def second_module(world: SimpleNamespace) -> Keys:
    """One that can move up."""
    first = ModuleFactory(series__programme=world.programme)
    return {"uuid": first.series.uuid, "pk": ModuleFactory(series=first.series).pk}


def booked_file(world: SimpleNamespace) -> Keys:
    material = MaterialFactory()
    booking = BookingFactory(event=material.event)
    return {"token": manage_path(booking).split("/")[2], "uuid": material.uuid}


def came(world: SimpleNamespace) -> Keys:
    """The link in the thanks to somebody who came without a booking."""
    return {"token": materials_url(WalkInFactory(event=MaterialFactory().event)).split("/")[-2]}


def came_for_a_file(world: SimpleNamespace) -> Keys:
    material = MaterialFactory()
    return {"token": materials_url(WalkInFactory(event=material.event)).split("/")[-2], "uuid": material.uuid}


def named(row: Speaker | Supporter) -> Keys:
    return {"uuid": row.event.uuid, "pk": row.pk}


ABOUT: About = {
    **around_an_organisation.ABOUT,
    "event": lambda world: {"slug": EventFactory(programme=world.programme).slug},
    "draft event": lambda world: {"slug": EventFactory(programme=world.programme, draft=True).slug},
    "event uuid": lambda world: {"uuid": EventFactory(programme=world.programme).uuid},
    "draft uuid": lambda world: {"uuid": EventFactory(programme=world.programme, draft=True, about="Talks").uuid},
    "closed uuid": lambda world: {"uuid": closed_event(world).uuid},
    "series": lambda world: {"slug": SeriesFactory(programme=world.programme).slug},
    "new series": lambda world: {"slug": SeriesFactory(programme=world.programme, is_public=False).slug},
    "series uuid": lambda world: {"uuid": SeriesFactory(programme=world.programme).uuid},
    "module": second_module,
    "material": lambda world: {"uuid": MaterialFactory(event__programme=world.programme).uuid},
    "pool": lambda world: {"uuid": EventFactory(programme=world.programme).uuid, "mode": "in-person"},
    "booked file": booked_file,
    "came": came,
    "came for a file": came_for_a_file,
    "speaker": lambda world: named(SpeakerFactory(event__programme=world.programme)),
    "supporter": lambda world: named(SupporterFactory(event__programme=world.programme)),
}

TABLE = Table(AN_ORGANISATION, ROWS, ABOUT, given=GIVEN, fixed=FIXED, looked_at=LOOKED_AT, quiet=QUIET)
