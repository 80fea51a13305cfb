"""Calendars like those of the seeds, days counted from today: two months of delivery, a year of follow-on."""

import datetime as dt
from typing import Any

from core.calendar import uk_day, uk_instant


def calendar(
    at: dt.datetime, *, opens: int, closes: int, starts: int, lasts: int = 60, mentoring: int = 30
) -> dict[str, Any]:
    today = uk_day(at)

    def day(days: int) -> dt.date:
        """That many days from today, or the next working day after it."""
        found = today + dt.timedelta(days=days)
        return found + dt.timedelta(days=max(0, 7 - found.weekday()) if found.weekday() > 4 else 0)

    return {
        "opens_at": uk_instant(day(opens), 9),
        "closes_at": uk_instant(day(closes), 17),
        "reference_date": day(starts).replace(day=1),
        "decisions_by": day(starts - 10),
        "offer_days": 7,
        "last_joining_at": uk_instant(day(starts - 3), 17),
        "starts_on": day(starts),
        "mentoring_starts_on": day(starts + mentoring),
        "ends_on": day(starts + lasts),
        "follow_on_ends_on": day(starts + lasts + 365),
    }
