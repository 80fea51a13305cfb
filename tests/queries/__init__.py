"""Every page that grows longer with time: who looks at it, and what makes it longer.

A module an app, each with its LISTS and, as `scene`, what builds what its pages are about.
"""

from tests.queries import (
    accounts,
    afterwards,
    asking,
    attendance,
    choosing,
    cohorts,
    early_warning,
    employers,
    enrolments,
    events,
    groups,
    on_the_day,
    organisations,
    outcomes,
    pairs,
    portal,
    progress,
    releasing,
    reporting,
    returners,
    round_reports,
    rounds,
    selection,
    timetable,
)

APPS = [
    outcomes,
    pairs,
    portal,
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
    reporting,
    accounts,
    employers,
    organisations,
    events,
    on_the_day,
    afterwards,
]
LISTS = [(app.scene, listed) for app in APPS for listed in app.LISTS]
