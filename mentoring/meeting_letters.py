"""The letters about meetings of a pair, with what goes into the calendars of both, and those at a time."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.models import User
from core.uktime import uk_date, uk_datetime
from core.words import number_of
from mentoring.ics import calendar_of
from mentoring.models import Meeting, Pair
from mentoring.pair_letters import common
from mentoring.sides import Seat, seat_of, seats
from notifications.outbox import Lane, letter_url, post
from notifications.timed import Rule

SOON = dt.timedelta(days=1)


def proposed(meeting: Meeting, *, to: User, at: dt.datetime) -> None:
    seat = seat_of(meeting.pair, to)
    times = "\n".join(f"- {uk_datetime(time)}" for time in meeting.times)
    pick_url = letter_url(reverse("mentoring:meeting_pick", args=[meeting.uuid]))
    key = f"meeting-proposed:{meeting.pk}:{at.isoformat()}"
    _send("meeting_proposed", meeting, seat, key=key, times=times, pick_url=pick_url)


def taken_back(meeting: Meeting, *, to: User) -> None:
    _send("times_taken_back", meeting, seat_of(meeting.pair, to), key=f"times-taken-back:{meeting.pk}")


def agreed(meeting: Meeting, *, at: dt.datetime) -> None:
    _to_both("meeting_agreed", meeting, at=at)


def changed(meeting: Meeting, *, at: dt.datetime) -> None:
    _to_both("meeting_changed", meeting, at=at)


def called_off(meeting: Meeting, *, at: dt.datetime) -> None:
    _to_both("meeting_called_off", meeting, at=at, method="CANCEL")


def _to_both(letter: str, meeting: Meeting, *, at: dt.datetime, method: str = "PUBLISH") -> None:
    soon = meeting.starts_at is not None and meeting.starts_at < at + SOON
    for seat in seats(meeting.pair):
        key = f"{letter.replace('_', '-')}:{meeting.pk}:{meeting.changes}:{seat.side}"
        calendar = calendar_of(meeting, seat, at=at, method=method)
        _send(letter, meeting, seat, key=key, calendar=calendar, lane=Lane.NOW if soon else Lane.NORMAL)


def _send(
    letter: str,
    meeting: Meeting,
    seat: Seat,
    *,
    key: str,
    calendar: str = "",
    lane: Lane = Lane.NORMAL,
    **more: str,
) -> None:
    post(key, calendar=calendar, lane=lane, **_letter(letter, meeting, seat, **more))


def _letter(letter: str, meeting: Meeting, seat: Seat, **more: str) -> dict[str, Any]:
    return {
        "to": seat.person.email,
        "person": seat.person,
        "about": meeting.pair.uuid,
        "template": f"mentoring/email/{letter}",
        "context": {
            **common(meeting.pair, seat),
            "when": uk_datetime(meeting.starts_at) if meeting.starts_at else "",
            "day": uk_date(meeting.starts_at) if meeting.starts_at else "",
            "minutes": number_of(meeting.minutes, "minute"),
            "where": meeting.where,
            **more,
        },
    }


# -- At a time -------------------------------------------------------------------------------------------------------


def _rows():
    return Meeting.objects.select_related("pair__person", "pair__mentor__person", "pair__programme").order_by("pk")


def _stands(meeting: Meeting) -> bool:
    return meeting.status == Meeting.Status.AGREED and meeting.pair.status == Pair.Status.ACTIVE


def _eve(meeting: Meeting, seat: Seat) -> dict[str, Any]:
    return _letter("meeting_eve", meeting, seat)


def _afterwards(meeting: Meeting, seat: Seat) -> dict[str, Any]:
    log_url = letter_url(reverse("mentoring:meeting_held", args=[meeting.uuid]))
    return _letter("meeting_held", meeting, seat, log_url=log_url)


def _to_the_other(letter: Any) -> Any:
    def copies(meeting: Meeting) -> Iterable[tuple[str, dict[str, Any]]]:
        _, mentor = seats(meeting.pair)
        return [("mentor", letter(meeting, mentor))]

    return copies


RULES = [
    Rule(
        key="mentor-meeting-eve",
        name="A meeting with a mentor is tomorrow",
        model=Meeting,
        anchor=lambda meeting: meeting.starts_at,
        wanted=_stands,
        letter=lambda meeting: _eve(meeting, seats(meeting.pair)[0]),
        copies=_to_the_other(_eve),
        latest=lambda meeting: meeting.starts_at - dt.timedelta(hours=1),
        rows=_rows,
        offset_days=-1,
        uk_hour=9,
    ),
    Rule(
        key="mentor-meeting-held",
        name="Did the two of a mentoring pair meet?",
        model=Meeting,
        anchor=lambda meeting: meeting.starts_at,
        wanted=_stands,
        letter=lambda meeting: _afterwards(meeting, seats(meeting.pair)[0]),
        copies=_to_the_other(_afterwards),
        latest=lambda meeting: meeting.starts_at + dt.timedelta(days=14),
        rows=_rows,
        offset_days=1,
        uk_hour=10,
    ),
]
