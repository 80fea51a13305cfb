"""UK wall time and instants. Everything stored is an instant (UTC); every date a person reads is a day in the UK."""

import datetime as dt
from zoneinfo import ZoneInfo

from core.bank_holidays import bank_holidays

UK = ZoneInfo("Europe/London")


def uk_day(at: dt.datetime) -> dt.date:
    """The day it is in the UK at this instant."""
    return at.astimezone(UK).date()


def uk_instant(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """The instant (UTC) at which clocks in the UK show this time on this day.

    At the clock changes: a repeated hour means its first passing; a missing hour means the instant as far after the
    change, so 1:30 am on the last Sunday of March is 2:30 am.
    """
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=UK).astimezone(dt.UTC)


def end_of_uk_day(day: dt.date) -> dt.datetime:
    """The instant the day is over in the UK: midnight at its end, the first instant no longer on that day."""
    return uk_instant(day + dt.timedelta(days=1), 0)


def add_months(day: dt.date, months: int) -> dt.date:
    """The first of the month that many months after the month of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1)


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier, or the last of that month where it is too short."""
    first, following = add_months(day, -months), add_months(day, 1 - months)
    return min(first + dt.timedelta(days=day.day - 1), following - dt.timedelta(days=1))


def months_after(day: dt.date, months: int) -> dt.date:
    return months_before(day, -months)


def is_working_day(day: dt.date) -> bool:
    """Monday to Friday, and no bank holiday in England."""
    return day.weekday() < 5 and day not in bank_holidays()


def add_working_days(day: dt.date, days: int) -> dt.date:
    """The working day that many working days after `day`."""
    while days:
        day += dt.timedelta(days=1)
        days -= is_working_day(day)
    return day
