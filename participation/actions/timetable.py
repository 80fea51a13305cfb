"""What staff do with the timetable of a cohort: sessions are added, changed and called off.

Whoever changes a session, lays an outline or tells people of either holds the timetable's row before any session's:
one after the other, so that nobody writes over what another has just written.
"""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from accounts.models import User
from cohorts.models import Cohort
from core import audit, materials
from core.calendar import uk_day
from core.errors import Refused, SeenOtherwise
from core.presses import once
from core.seen import mark_of
from core.uktime import uk_short_date
from notifications.timed import cancel_timed, replan
from participation.actions import experts
from participation.models import Session, Timetable

# What an outline says of a session: whoever changes it by hand keeps it from then on.
OF_THE_OUTLINE = {"kind", "title", "about", "starts_at", "ends_at", "track", "group", "is_core", "capacity", "place"}
# What people's calendars show.
SHOWN = {"title", "starts_at", "ends_at", "place"}


@transaction.atomic
def add_session(cohort: Cohort, *, key: uuid.UUID, by: User, at: dt.datetime, **given: Any) -> Session:
    """One more session. Pressed twice, it is added once."""
    check_times(cohort, given["starts_at"], at=at)
    hold_timetable(cohort)

    def make() -> Session:
        session = Session.objects.create(uuid=key, cohort=cohort, changed_at=at, **given)
        replan(session, at=at)
        return session

    with audit.acting(by=by):
        return once(Session.objects.filter(cohort=cohort), key, make)


@transaction.atomic
def change_session(session: Session, *, by: User, at: dt.datetime, seen: str | None = None, **given: Any) -> Session:
    """Other words, another time, another leader. Once people know of it, it stays for those it was for."""
    held = _hold(session)
    if held is None:
        raise Refused("A colleague has removed this session from the timetable meanwhile.")
    new = {name: value for name, value in given.items() if value != getattr(held, name)}
    if not new:
        return held
    if seen not in (None, session_seen(held)):
        raise SeenOtherwise("A colleague has changed this session since you opened this page. Look at what it is now.")
    _check_change(held, new, at=at)
    for name, value in new.items():
        setattr(held, name, value)
    if not OF_THE_OUTLINE.isdisjoint(new):
        held.by_hand = True
    if not SHOWN.isdisjoint(new):
        _note_change(held, at)
    with audit.acting(by=by):
        held.save(update_fields=[*new, "by_hand", "changes", "changed_at"])
    replan(held, at=at)
    experts.tell_of_change(held, set(new))
    return held


def session_seen(session: Session) -> str:
    """The same as long as nobody changes the session."""
    names = [*sorted(OF_THE_OUTLINE - {"track", "group"}), "track_id", "group_id", "join_url", "leader_id"]
    return mark_of(*(getattr(session, name) for name in names))


def _check_change(session: Session, new: dict[str, Any], *, at: dt.datetime) -> None:
    if session.is_off:
        raise Refused("This session is called off, so there is nothing to change.")
    if session.is_over(at) and new.keys() - {"leader"}:
        raise Refused("This session is over. Only who led it can still be changed.")
    if hasattr(session, "told") and {"kind", "track", "group"} & new.keys():
        raise Refused("People have been told of this session. Call it off, and add another one for the others.")
    if "starts_at" in new:
        check_times(session.cohort, new["starts_at"], at=at)


def check_times(cohort: Cohort, starts_at: dt.datetime, *, at: dt.datetime) -> None:
    """Refused for what is over, and for a day on which the cohort does not meet: a year typed wrongly."""
    if starts_at <= at:
        raise Refused("A session starts at a time that is still to come.")
    if not cohort.starts_on <= uk_day(starts_at) <= cohort.follow_on_ends_on:
        days = f"{uk_short_date(cohort.starts_on)} to {uk_short_date(cohort.follow_on_ends_on)}"
        raise Refused(f"This cohort runs from {days}. Choose a day within that.")


def _note_change(session: Session, at: dt.datetime) -> None:
    """Calendars take over what counts higher."""
    session.changes += 1
    session.changed_at = at


@transaction.atomic
def call_off(session: Session, *, why: str, by: User, at: dt.datetime) -> bool:
    """A session does not take place. One that nobody has been told of goes altogether: whether it has."""
    held = _hold(session)
    if held is None:
        return True
    if held.is_off:
        return False
    if held.is_over(at):
        raise Refused("This session is over, so it cannot be called off.")
    experts.tell_of_end(held, why)
    with audit.acting(by=by, why=why):
        if not hasattr(held, "told"):
            cancel_timed(held)
            materials.remove(held.materials.all())
            held.delete()
            return True
        held.status, held.called_off_why = Session.Status.CALLED_OFF, why
        _note_change(held, at)
        held.save(update_fields=["status", "called_off_why", "changes", "changed_at"])
        replan(held, at=at)
    return False


def hold_timetable(cohort: Cohort) -> Timetable:
    """The timetable of a cohort, held until the transaction ends. The first who asks makes it."""
    Timetable.objects.get_or_create(cohort=cohort)
    return Timetable.objects.lock().select_related("cohort__programme").get(cohort=cohort)


def _hold(session: Session) -> Session | None:
    """As it is now, held with its timetable. None: it is gone."""
    hold_timetable(session.cohort)
    return Session.objects.select_related("cohort", "told").lock().filter(pk=session.pk).first()
