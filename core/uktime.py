"""Dates and times as people in the UK read them. Nothing here reads the clock."""

import datetime as dt

from core.calendar import UK


def to_uk(value: dt.datetime) -> dt.datetime:
    """The same instant on a clock in the UK."""
    if value.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    return value.astimezone(UK)


def uk_date(value: dt.date | dt.datetime) -> str:
    """Monday 24 April 2023"""
    day = _day(value)
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def uk_short_date(value: dt.date | dt.datetime) -> str:
    """24 April 2023, for tables and rows where the day of the week is in the way."""
    day = _day(value)
    return f"{day.day} {day:%B} {day.year}"


def uk_month(value: dt.date | dt.datetime) -> str:
    """April 2023"""
    day = _day(value)
    return f"{day:%B} {day.year}"


def uk_time(value: dt.datetime) -> str:
    """10am, 10:30am, midday, midnight"""
    local = to_uk(value)
    if local.minute == 0 and local.hour in (0, 12):
        return "midday" if local.hour else "midnight"
    hour = local.hour % 12 or 12
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{hour}{minutes}{'am' if local.hour < 12 else 'pm'}"


def uk_datetime(value: dt.datetime) -> str:
    """Monday 24 April 2023 at 10am. Midnight names the day it begins, because people differ on which one it ends."""
    time = uk_time(value)
    if time == "midnight":
        return f"midnight at the start of {uk_date(value)}"
    return f"{uk_date(value)} at {time}"


def uk_on(value: dt.datetime) -> str:
    """What follows "open": on Monday 24 April 2023 at 10am, or at midnight at the start of Monday 24 April 2023."""
    return f"{'at' if uk_time(value) == 'midnight' else 'on'} {uk_datetime(value)}"


def uk_deadline(value: dt.datetime) -> str:
    """What comes after "by" or "until": the end of Monday 24 April 2023, or Monday 24 April 2023 at 10am."""
    if uk_time(value) == "midnight":
        return f"the end of {uk_date(value - dt.timedelta(minutes=1))}"
    return uk_datetime(value)


def uk_end(value: dt.datetime) -> str:
    """What follows "closed" or "ran out": at the end of Monday 24 April 2023, or on Monday 24 April 2023 at 10am."""
    at_midnight = uk_time(value) == "midnight"
    return f"{'at' if at_midnight else 'on'} {uk_deadline(value)}"


def uk_period(starts: dt.datetime, ends: dt.datetime) -> str:
    """Monday 24 April 2023, 10am to 1pm; with both days where it ends on another one."""
    if _day(starts) == _day(ends):
        return f"{uk_date(starts)}, {uk_time(starts)} to {uk_time(ends)}"
    return f"{uk_datetime(starts)} to {uk_deadline(ends)}"


def _day(value: dt.date | dt.datetime) -> dt.date:
    return to_uk(value).date() if isinstance(value, dt.datetime) else value
