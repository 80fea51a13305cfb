"""The pages of events, bookings and what comes after."""

from tests.permissions import around_an_organisation
from tests.permissions.around_an_organisation import AN_ORGANISATION
from tests.permissions.table import About, Table

ROWS = """
page                              | methods  | about        | anonymous | contact | stranger | returner | officer | manager | foreign | administrator
"""  # noqa: E501
# What is sent to each form: something that would change something.
GIVEN: dict[str, dict] = {}
FIXED: dict[str, object] = {}
# Opening these is written down: who looked at whom.
LOOKED_AT: set[str] = set()
# Whoever may press these changes nothing that is counted, for a reason that stands beside each.
QUIET: set[str] = set()

ABOUT: About = {**around_an_organisation.ABOUT}

TABLE = Table(AN_ORGANISATION, ROWS, ABOUT, given=GIVEN, fixed=FIXED, looked_at=LOOKED_AT, quiet=QUIET)
