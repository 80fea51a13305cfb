"""Ranked cohorts: reading, ranking, choosing, the one release."""

from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Table

ROWS = """
page                              | methods  | about      | anonymous | own | other | manager | foreign | administrator | reviewer
"""

ABOUT: About = {**around_a_programme.ABOUT}

GIVEN: dict[str, dict[str, object]] = {}

TABLE = Table(A_PROGRAMME, ROWS, ABOUT, GIVEN)
