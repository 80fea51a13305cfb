"""A meeting of a pair as calendars read it: see core/ics.py."""

import datetime as dt

from django.urls import reverse

from core.ics import entry_of, new_calendar
from mentoring.models import Meeting
from mentoring.sides import Seat
from notifications.outbox import letter_url


def calendar_of(meeting: Meeting, seat: Seat, *, at: dt.datetime, method: str = "PUBLISH") -> str:
    """For one of the two. Where they meet is among it: it is their own meeting, and nobody else's."""
    page, is_off = letter_url(reverse("mentoring:pair_detail", args=[meeting.pair.uuid])), method == "CANCEL"
    title = f"Mentoring with {seat.other_name}"
    calendar = new_calendar("Mentoring", method=method)
    calendar.add_component(
        entry_of(
            uid=meeting.uuid,
            sequence=meeting.changes,
            written_at=at,
            starts_at=meeting.starts_at,  # type: ignore[arg-type]
            ends_at=meeting.ends_at,
            title=f"Called off: {title}" if is_off else title,
            where=meeting.where,
            description=f"{meeting.pair.programme.name}\n\n{page}",
            url=page,
            is_off=is_off,
        )
    )
    return calendar.to_ical().decode()
