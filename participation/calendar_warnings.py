"""What a change of a cohort's days would mean for its timetable, said before the press. Nothing moves by itself."""

import datetime as dt
from typing import Any

from cohorts.calendar import Dates
from cohorts.models import Cohort

DAYS = ("starts_on", "ends_on", "follow_on_ends_on")


def sessions_outside(*, cohort: Cohort, dates: Dates, at: dt.datetime, **signal: Any) -> list[str]:
    """A sentence, if sessions to come would be outside the new days that are not outside the old ones."""
    if not set(DAYS) & dates.keys():
        return []
    to_come = cohort.sessions.filter(starts_at__gt=at)
    before = {name: getattr(cohort, name) for name in DAYS}
    already = to_come.outside(**before)
    number = to_come.outside(**{**before, **{name: dates[name] for name in DAYS if name in dates}})
    number = number.exclude(pk__in=already.values("pk")).count()
    if not number:
        return []
    sessions = "1 session of the timetable is" if number == 1 else f"{number} sessions of the timetable are"
    return [
        f"{sessions} outside these days. They do not move by themselves: change them, or call them off, on the"
        " timetable page."
    ]
