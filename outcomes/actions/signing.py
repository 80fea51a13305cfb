"""What supervisors do behind their link: sign days off, or send them back with a word."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from core import audit
from core.errors import Refused
from outcomes import letters
from outcomes.actions.holding import hold_placement
from outcomes.models import LogEntry, Placement
from outcomes.standing import settle


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
