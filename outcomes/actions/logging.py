"""The days that people log at their placement, and asking the supervisor to sign them off."""

import datetime as dt

from django.db import transaction
from django.db.models import Sum

from accounts.models import User
from core import audit
from core.calendar import uk_day
from core.errors import Refused
from core.uktime import uk_date
from outcomes import letters
from outcomes.actions.holding import hold_placement
from outcomes.models import LogEntry, Placement
from outcomes.models.placement import MOST_MINUTES

Status = LogEntry.Status
CHANGED = ["on", "kind", "minutes", "about"]


@transaction.atomic
def log_hours(
    placement: Placement, *, on: dt.date, kind: str, minutes: int, about: str, by: User, at: dt.datetime
) -> LogEntry:
    """Time of one kind on one day. Logged twice with the same hours it is one; with others it is refused."""
    placement = _open_at(placement, at)
    same = placement.entries.filter(on=on, kind=kind).first()
    if same and (same.minutes, same.about) == (minutes, about):
        return same
    if same:
        raise Refused(f"You have logged {same} already. Change that entry instead.")
    _check(placement, on=on, minutes=minutes, at=at)
    entry = LogEntry(placement=placement, on=on, kind=kind, minutes=minutes, about=about, logged_at=at)
    with audit.acting(by):
        entry.save()
    return entry


@transaction.atomic
def change_hours(entry: LogEntry, *, on: dt.date, kind: str, minutes: int, about: str, by: User, at: dt.datetime):
    """Until it is signed off. What was sent back waits for the supervisor again."""
    placement = _open_at(entry.placement, at)
    entry = LogEntry.objects.lock().get(pk=entry.pk)
    if entry.status != Status.LOGGED:
        entry.move_to(Status.LOGGED)
    if same := placement.entries.filter(on=on, kind=kind).exclude(pk=entry.pk).first():
        raise Refused(f"You have logged {same} already. Change that entry instead.")
    _check(placement, on=on, minutes=minutes, at=at, instead_of=entry)
    entry.on, entry.kind, entry.minutes, entry.about = on, kind, minutes, about
    entry.logged_at, entry.answered_at, entry.answered_by, entry.why = at, None, "", ""
    with audit.acting(by):
        entry.save(update_fields=[*CHANGED, "status", "logged_at", "answered_at", "answered_by", "why"])
    return entry


@transaction.atomic
def remove_hours(entry: LogEntry, *, by: User) -> None:
    """Refused once it is signed off: it counts."""
    hold_placement(entry.placement)
    entry = LogEntry.objects.lock().get(pk=entry.pk)
    if entry.status == Status.SIGNED:
        raise Refused("This day has been signed off, so it can no longer be removed.")
    with audit.acting(by):
        entry.delete()


@transaction.atomic
def ask_to_sign(placement: Placement, *, by: User, at: dt.datetime) -> int:
    """Write to the supervisor about what waits, once a day at most: how many entries."""
    placement = _open_at(placement, at)
    waiting = placement.entries.waiting().count()
    if not waiting:
        raise Refused("Nothing waits for your supervisor. Log a day first.")
    if not letters.ask_to_sign(placement, waiting, at=at):
        raise Refused(f"We have written to {placement.supervisor_name} today. You can ask again tomorrow.")
    return waiting


def _check(
    placement: Placement, *, on: dt.date, minutes: int, at: dt.datetime, instead_of: LogEntry | None = None
) -> None:
    if on > uk_day(at):
        raise Refused("That day is still to come. Log it once it is over.")
    if not placement.starts_on <= on <= placement.last_day:
        first, last = uk_date(placement.starts_on), uk_date(placement.last_day)
        raise Refused(f"Your placement lasts from {first} to {last}. Choose a day in that time.")
    that_day = LogEntry.objects.filter(placement__enrolment=placement.enrolment_id, on=on)
    if instead_of:
        that_day = that_day.exclude(pk=instead_of.pk)
    logged = that_day.aggregate(minutes=Sum("minutes", default=0))["minutes"]
    if logged + minutes > MOST_MINUTES:
        raise Refused("That would be more than 12 hours on one day. Check the hours and the day.")


def _open_at(placement: Placement, at: dt.datetime) -> Placement:
    placement = hold_placement(placement)
    if not placement.is_open(at):
        raise Refused("This placement is over, so its days can no longer be changed.")
    return placement
