"""The pages of events, bookings and what comes after."""

from tests.factories.events import EventFactory
from tests.permissions import around_an_organisation
from tests.permissions.around_an_organisation import AN_ORGANISATION
from tests.permissions.table import About, Table

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
"""  # noqa: E501
# What is sent to each form: something that would change something.
GIVEN: dict[str, dict] = {}
FIXED: dict[str, object] = {}
# Opening these is written down: who looked at whom.
LOOKED_AT: set[str] = set()
# Whoever may press these changes nothing that is counted, for a reason that stands beside each.
QUIET: set[str] = set()

ABOUT: About = {
    **around_an_organisation.ABOUT,
    "event": lambda world: {"slug": EventFactory(programme=world.programme).slug},
    "draft event": lambda world: {"slug": EventFactory(programme=world.programme, draft=True).slug},
    "event uuid": lambda world: {"uuid": EventFactory(programme=world.programme).uuid},
}

TABLE = Table(AN_ORGANISATION, ROWS, ABOUT, given=GIVEN, fixed=FIXED, looked_at=LOOKED_AT, quiet=QUIET)
