"""Who was there: the register, and somebody who tells us that they cannot come.

Whoever writes an attendance holds the session's row: a register and an excuse cannot pass each other.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from cohorts.models import Enrolment
from core import audit
from core.errors import Refused
from core.uktime import uk_datetime
from participation.models import Attendance, Expert, Session
from participation.models.timetable import OPENS_BEFORE
from participation.registers import people_of

Keeper = User | Expert | None

WITH_AN_EXCUSE = (Attendance.Status.EXCUSED, Attendance.Status.CAUGHT_UP)


@transaction.atomic
def keep_register(session: Session, marks: dict[int, str], *, by: Keeper, at: dt.datetime) -> None:
    """What is said of each: a status by enrolment. Of whoever is left out, nothing changes; sent twice, it is once."""
    session = _hold_for(by, session, at)
    if refusal := why_not_kept(session, at):
        raise Refused(refusal)
    people = set(people_of(session).filter(pk__in=marks).values_list("pk", flat=True))
    known = {row.enrolment_id: row for row in session.attendances.filter(enrolment__in=people)}
    user, why = (None, "By an expert, with their link") if isinstance(by, Expert) else (by, "")
    rows = [_marked(session, pk, known.get(pk), marks[pk], by=user, at=at) for pk in sorted(people)]
    with audit.acting(by=user, why=why):
        _save(row for row in rows if row)


def why_not_kept(session: Session, at: dt.datetime) -> str:
    """Why nobody can keep its register; nothing if they can."""
    if session.status == Session.Status.CALLED_OFF:
        return "This session was called off, so it has no register."
    if not session.has_opened(at):
        return f"You can keep the register from {uk_datetime(session.starts_at - OPENS_BEFORE)}."
    return ""


@transaction.atomic
def note_everybody_there(session: Session, *, by: Keeper, at: dt.datetime) -> None:
    """All of whom nothing is said yet were there. Who was not, is changed afterwards."""
    session = _hold_for(by, session, at)
    unmarked = people_of(session).exclude(attendances__session=session).values_list("pk", flat=True)
    keep_register(session, dict.fromkeys(unmarked, Attendance.Status.PRESENT), by=by, at=at)


@transaction.atomic
def tell_cannot_come(enrolment: Enrolment, session: Session, *, excuse: str, by: User, at: dt.datetime) -> None:
    """Somebody will not be there. A word is enough, and nobody asks for more."""
    session = _hold_to_come(session, at)
    row = Attendance(session=session, enrolment=enrolment, status=Attendance.Status.EXCUSED, excuse=excuse)
    row.noted_at, row.noted_by = at, by
    with audit.acting(by=by):
        _save([row])


@transaction.atomic
def tell_can_come(enrolment: Enrolment, session: Session, *, by: User, at: dt.datetime) -> None:
    """They can come after all: as if they had said nothing. Twice is once."""
    session = _hold_to_come(session, at)
    with audit.acting(by=by):
        session.attendances.filter(enrolment=enrolment).own_excuses().delete()


def _hold(session: Session) -> Session:
    if (held := Session.objects.lock().filter(pk=session.pk).first()) is None:
        raise Refused("This session has been removed.")
    return held


def _hold_for(keeper: Keeper, session: Session, at: dt.datetime) -> Session:
    """Whoever has a link alone may have lost it since their page was shown."""
    session = _hold(session)
    if isinstance(keeper, Expert):
        expert = session.experts.filter(pk=keeper.pk, secret=keeper.secret, keeps_register=True).first()
        if expert is None or not expert.is_open(at):
            raise Refused("This link has run out.")
    return session


def _hold_to_come(session: Session, at: dt.datetime) -> Session:
    session = _hold(session)
    if session.status == Session.Status.CALLED_OFF:
        raise Refused("This session was called off, so there is nothing you need to tell us.")
    if at >= session.starts_at:
        raise Refused("This session has started. If you missed it, you are welcome to tell whoever leads it, or us.")
    return session


def _marked(
    session: Session, enrolment: int, known: Attendance | None, status: str, *, by: User | None, at: dt.datetime
) -> Attendance | None:
    """The row as it is to be; none where that changes nothing. Whoever told us they could not come is never absent."""
    if known and (known.status == status or (known.is_own_excuse and status == Attendance.Status.ABSENT)):
        return None
    excuse = known.excuse if known and status in WITH_AN_EXCUSE else ""
    return Attendance(session=session, enrolment_id=enrolment, status=status, excuse=excuse, noted_at=at, noted_by=by)


def _save(rows: Iterable[Attendance]) -> None:
    Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["session", "enrolment"],
        update_fields=["status", "excuse", "noted_at", "noted_by"],
    )
