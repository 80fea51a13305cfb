"""Somebody's sessions as calendars read them (RFC 5545). Times are in UTC: a calendar shows them as its clock does.

The link to join is not among them: calendars are shared more easily than one thinks. They lead to the page that has it.
"""

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from notifications.outbox import letter_url
from participation.models import Session
from participation.pages import session_path

PRODUCT = "-//Returner Portal//Sessions//EN"
CONTENT_TYPE = "text/calendar; charset=utf-8"
# How often a calendar that follows the feed asks again.
ASK_AGAIN = dt.timedelta(hours=1)


def feed_of(sessions: Iterable[Session]) -> bytes:
    calendar = Calendar()
    for name, value in {"version": "2.0", "prodid": PRODUCT, "calscale": "GREGORIAN", "method": "PUBLISH"}.items():
        calendar.add(name, value)
    for name in ("name", "x-wr-calname"):
        calendar.add(name, "My sessions")
    for name in ("refresh-interval", "x-published-ttl"):
        calendar.add(name, ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for session in sessions:
        calendar.add_component(_entry(session))
    return calendar.to_ical()


def _entry(session: Session) -> Event:
    """The same UID whatever becomes of it, and a SEQUENCE that goes up: calendars then move it."""
    entry, page = Event(), letter_url(session_path(session.cohort, session))
    entry.add("uid", str(session.uuid))
    entry.add("sequence", session.changes)
    said_at = session.changed_at or session.cohort.timetable.announced_at or session.starts_at
    entry.add("dtstamp", said_at.astimezone(dt.UTC))
    entry.add("dtstart", session.starts_at.astimezone(dt.UTC))
    entry.add("dtend", session.ends_at.astimezone(dt.UTC))
    entry.add("summary", f"Called off: {session.title}" if session.is_off else session.title)
    entry.add("status", "CANCELLED" if session.is_off else "CONFIRMED")
    entry.add("location", session.where)
    entry.add("description", f"{session.cohort.programme.name}\n\n{page}")
    entry.add("url", page)
    return entry
