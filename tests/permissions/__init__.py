"""Who may open which page: the tables that the tests hold the portal to. They are the documentation, too.

yes      opens it, and where it is a form, sends it
–        404, the same as for what does not exist
sign in  is asked to sign in first, whether it exists or not

Methods are those the page answers to; what is sent to a page that only shows something changes nothing. Behind
`about`: the state of the application, or the thing, that the page is about.
"""

# A module an app, each with its TABLE. A new page is a line in ROWS there; what is sent to its form, in GIVEN; what it
# is about, in ABOUT: a function of the world that answers with the parts of the address. Those parts that are never in
# question are in FIXED. The people of the columns are in around_a_programme.py and around_an_organisation.py.

from tests.permissions import (
    accounts,
    afterwards,
    asking,
    asks,
    attendance,
    booking,
    choosing,
    cohorts,
    early_warning,
    employers,
    enrolments,
    event_messages,
    events,
    groups,
    mentors,
    notifications,
    on_the_day,
    organisations,
    outcomes,
    pairs,
    portal,
    progress,
    releasing,
    reporting,
    returners,
    reviewing,
    round_reports,
    rounds,
    runs,
    selection,
    timetable,
)
from tests.permissions.table import Row, Table

TABLES: list[Table] = [
    module.TABLE
    for module in (
        portal,
        outcomes,
        pairs,
        runs,
        asks,
        cohorts,
        returners,
        selection,
        rounds,
        choosing,
        releasing,
        round_reports,
        enrolments,
        groups,
        progress,
        timetable,
        early_warning,
        asking,
        attendance,
        mentors,
        reviewing,
        reporting,
        accounts,
        notifications,
        employers,
        organisations,
        events,
        on_the_day,
        booking,
        afterwards,
        event_messages,
    )
]


def rows() -> list[Row]:
    """Every table, read."""
    return [row for table in TABLES for row in table.rows()]
