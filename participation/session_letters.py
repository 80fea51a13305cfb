"""The reminder of sessions, the day before. Whoever has several on one day has one letter that lists them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from cohorts.models import Enrolment
from core.calendar import end_of_uk_day, uk_day, uk_instant
from core.uktime import uk_date, uk_time
from notifications.timed import Rule
from participation.actions.announcing import letter
from participation.models import Session


def _rows():
    return Session.objects.select_related("cohort__programme", "cohort__timetable").order_by("pk")


def _takes_place(session: Session) -> bool:
    timetable = getattr(session.cohort, "timetable", None)
    return not session.is_off and timetable is not None and timetable.announced_at is not None


def _that_day(session: Session) -> list[Session]:
    """What the cohort does on the day of this session, in order."""
    day = uk_day(session.starts_at)
    sessions = Session.objects.standing().filter(cohort=session.cohort_id)
    return list(sessions.filter(starts_at__gte=uk_instant(day, 0), starts_at__lt=end_of_uk_day(day)).in_order())


def _reminded(session: Session) -> list[tuple[Enrolment, list[Session]]]:
    """Those whose first session of the day this is, each with all of theirs that day."""
    that_day, found = _that_day(session), []
    for enrolment in session.people().select_related("person", "refresh_choice", "group_member").order_by("pk"):
        theirs = [one for one in that_day if one.is_for(enrolment)]
        if theirs and theirs[0] == session:
            found.append((enrolment, theirs))
    return found


def _letters(session: Session) -> list[dict[str, Any]]:
    day = uk_date(session.starts_at)
    return [
        letter("session_reminder", session.cohort, enrolment, day=day, sessions="\n".join(map(_line, theirs)))
        for enrolment, theirs in _reminded(session)
    ]


def _line(session: Session) -> str:
    return f"{uk_time(session.starts_at)} to {uk_time(session.ends_at)}: {session.title}. {session.where}."


def _copies(session: Session) -> Iterable[tuple[str, dict[str, Any]]]:
    return [(str(said["about"]), said) for said in _letters(session)[1:]]


RULES = [
    Rule(
        key="session-eve",
        name="A session is tomorrow",
        model=Session,
        anchor=lambda session: session.starts_at,
        wanted=_takes_place,
        # Who takes part by then, nobody knows before.
        proven=lambda session: bool(_reminded(session)),
        letter=lambda session: _letters(session)[0],
        copies=_copies,
        latest=lambda session: session.starts_at - dt.timedelta(hours=1),
        rows=_rows,
        account=lambda session: None,
        offset_days=-1,
        uk_hour=9,
    ),
]
