"""Somebody's sessions as calendars read them: see core/ics.py.

The link to join is not among them: calendars are shared more easily than one thinks. They lead to the page that has it.
"""

import datetime as dt
from collections.abc import Iterable

from icalendar import Event

from core.ics import entry_of, follow, new_calendar
from notifications.outbox import letter_url
from participation.models import Session
from participation.pages import session_path

# How often a calendar that follows the feed asks again.
ASK_AGAIN = dt.timedelta(hours=1)


def feed_of(sessions: Iterable[Session]) -> bytes:
    calendar = new_calendar("Sessions")
    follow(calendar, name="My sessions", ask_again=ASK_AGAIN)
    for session in sessions:
        calendar.add_component(_entry(session))
    return calendar.to_ical()


def _entry(session: Session) -> Event:
    page = letter_url(session_path(session.cohort, session))
    return entry_of(
        uid=session.uuid,
        sequence=session.changes,
        written_at=session.changed_at or session.cohort.timetable.announced_at or session.starts_at,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        title=f"Called off: {session.title}" if session.is_off else session.title,
        where=session.where,
        description=f"{session.cohort.programme.name}\n\n{page}",
        url=page,
        is_off=session.is_off,
    )
