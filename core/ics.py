"""What calendars read (RFC 5545). Times are in UTC: a calendar shows them as its clock does."""

import datetime as dt
from uuid import UUID

from icalendar import Calendar, Event

CONTENT_TYPE = "text/calendar; charset=utf-8"


def new_calendar(product: str, *, method: str = "PUBLISH") -> Calendar:
    """An empty one. `product`: what of the portal it is, Sessions."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//Returner Portal//{product}//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def follow(calendar: Calendar, *, name: str, ask_again: dt.timedelta) -> None:
    """Make it one to follow: what it is called, and how often whoever follows it asks again."""
    for key in ("name", "x-wr-calname"):
        calendar.add(key, name)
    for key in ("refresh-interval", "x-published-ttl"):
        calendar.add(key, ask_again, parameters={"VALUE": "DURATION"})


def entry_of(
    *,
    uid: UUID,
    sequence: int,
    written_at: dt.datetime,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    title: str,
    where: str,
    description: str,
    url: str,
    is_off: bool = False,
) -> Event:
    """The same UID whatever becomes of it, and a SEQUENCE that goes up: calendars then move it, or take it out.

    Of two with one SEQUENCE the one written later counts.
    """
    entry = Event()
    entry.add("uid", str(uid))
    entry.add("sequence", sequence)
    entry.add("dtstamp", written_at.astimezone(dt.UTC))
    entry.add("dtstart", starts_at.astimezone(dt.UTC))
    entry.add("dtend", ends_at.astimezone(dt.UTC))
    entry.add("summary", title)
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    entry.add("location", where)
    entry.add("description", description)
    entry.add("url", url)
    return entry
