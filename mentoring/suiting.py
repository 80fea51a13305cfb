"""Times that suit both of a pair: when in the week both can, over the next three weeks, on UK clocks."""

import datetime as dt
from collections.abc import Collection, Iterator
from itertools import zip_longest
from typing import NamedTuple

from core.bank_holidays import bank_holidays
from core.calendar import uk_day, uk_instant
from core.slots import HOURS, SLOTS, Day, Part, Slot

WEEKS = 3
# Nobody is asked to meet before tomorrow has passed.
NOTICE = dt.timedelta(days=2)
MOST = 8
HALF_AN_HOUR = dt.timedelta(minutes=30)
# Where in a part of the day a meeting is looked for first: clear of breakfast, the way to school, and bedtime.
FIRST = {
    Part.MORNING: dt.time(8),
    Part.SCHOOL: dt.time(10),
    Part.AFTERNOON: dt.time(15, 30),
    Part.EVENING: dt.time(19, 30),
}


class Busy(NamedTuple):
    """When somebody meets somebody else already."""

    starts_at: dt.datetime
    ends_at: dt.datetime


def suggested(
    one: Collection[str],
    other: Collection[str],
    *,
    minutes: int,
    busy: Collection[Busy],
    until: dt.date,
    at: dt.datetime,
) -> list[dt.datetime]:
    """The soonest that suit both, at most one in a part of a day, and as many different days as there are.

    `one` and `other` are codes of core.slots. None on a bank holiday of England, none that clashes, none after `until`.
    """
    common = [SLOTS[code] for code in SLOTS if code in one and code in other]
    days = [list(_on(day, common, minutes, busy)) for day in _days(until, at)]
    # The parts of a day take turns in coming first, so that a week is not all mornings.
    turned = [times[turn % len(times) :] + times[: turn % len(times)] for turn, times in enumerate(filter(None, days))]
    in_turn = [time for row in zip_longest(*turned) for time in row if time]
    return sorted(in_turn[:MOST])


def clashes(starts_at: dt.datetime, minutes: int, busy: Collection[Busy]) -> bool:
    ends_at = starts_at + dt.timedelta(minutes=minutes)
    return any(starts_at < other.ends_at and other.starts_at < ends_at for other in busy)


def _days(until: dt.date, at: dt.datetime) -> Iterator[dt.date]:
    day = uk_day(at + NOTICE)
    last = min(until, day + dt.timedelta(weeks=WEEKS))
    while day <= last:
        if day not in bank_holidays():
            yield day
        day += dt.timedelta(days=1)


def _on(day: dt.date, common: list[Slot], minutes: int, busy: Collection[Busy]) -> Iterator[dt.datetime]:
    """The first free time in each part of this day that both have."""
    for slot in common:
        if list(Day).index(slot.day) != day.weekday():
            continue
        free = (start for start in _starts(day, slot.part, minutes) if not clashes(start, minutes, busy))
        if found := next(free, None):
            yield found


def _starts(day: dt.date, part: Part, minutes: int) -> list[dt.datetime]:
    """Each half hour from which a meeting ends within the part: from the usual one on, then those before it."""
    begins, ends, first = (uk_instant(day, clock.hour, clock.minute) for clock in (*HOURS[part], FIRST[part]))
    last = ends - dt.timedelta(minutes=minutes)
    every = [begins + HALF_AN_HOUR * n for n in range((last - begins) // HALF_AN_HOUR + 1)]
    return [time for time in every if time >= first] + [time for time in reversed(every) if time < first]
