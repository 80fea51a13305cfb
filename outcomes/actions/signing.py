"""What supervisors do behind their link: sign days off, or send them back with a word. And what undoes it."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from core import audit
from core.errors import Refused
from outcomes import letters
from outcomes.actions.holding import hold_placement
from outcomes.models import LogEntry, Placement
from outcomes.standing import settle

# Who answered, where it was no supervisor.
THE_TEAM = "The team"


@transaction.atomic
def sign_off(placement: Placement, shown: Collection[str], *, at: dt.datetime) -> list[LogEntry]:
    """Those of these entries (`LogEntry.as_shown`) that wait, unchanged. Pressed twice, the first press counts."""
    placement, entries = _answered(placement, shown, LogEntry.Status.SIGNED, at=at)
    if entries:
        settle(placement.enrolment, at=at)
        letters.answered(placement, entries)
    return entries


@transaction.atomic
def send_back(placement: Placement, shown: Collection[str], *, why: str, at: dt.datetime) -> list[LogEntry]:
    """To whoever logged them, who changes them and asks again."""
    if not why:
        raise Refused("Say in a few words what is not right.")
    placement, entries = _answered(placement, shown, LogEntry.Status.SENT_BACK, why=why, at=at)
    if entries:
        letters.answered(placement, entries)
    return entries


@transaction.atomic
def take_back(entry: LogEntry, *, why: str, by: User, at: dt.datetime) -> LogEntry:
    """A manager undoes what was signed by mistake: it counts no more until it is signed again. Twice is once."""
    placement = hold_placement(entry.placement)
    entry = LogEntry.objects.lock().get(pk=entry.pk)
    if entry.status == LogEntry.Status.SENT_BACK:
        return entry
    if entry.status != LogEntry.Status.SIGNED:
        raise Refused("This day is not signed off, so there is nothing to take back.")
    if not placement.is_open(at):
        raise Refused("This placement is over, so nobody could sign the day again. Change its last day first.")
    entry.move_to(LogEntry.Status.SENT_BACK)
    entry.answered_at, entry.answered_by, entry.why = at, THE_TEAM, why
    with audit.acting(by, why="Sign-off taken back"):
        entry.save(update_fields=["status", "answered_at", "answered_by", "why"])
        settle(placement.enrolment, at=at, anew=True)
    letters.answered(placement, [entry])
    return entry


def _answered(
    placement: Placement, shown: Collection[str], status: LogEntry.Status, *, at: dt.datetime, why: str = ""
) -> tuple[Placement, list[LogEntry]]:
    link, placement = placement.link, hold_placement(placement)
    if placement.link != link or not placement.is_open(at):
        raise Refused("This link has run out.")
    entries = [entry for entry in placement.entries.waiting().lock().in_order() if entry.as_shown in shown]
    for entry in entries:
        entry.move_to(status)
        entry.answered_at, entry.answered_by, entry.why = at, placement.supervisor_name, why
    with audit.acting(why=f"By the supervisor: {status.label.lower()}"):
        LogEntry.objects.bulk_update(entries, ["status", "answered_at", "answered_by", "why"])
    return placement, entries
