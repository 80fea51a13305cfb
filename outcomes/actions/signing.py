"""What supervisors do behind their link: sign days off, or send them back with a word."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import transaction

from core import audit
from core.errors import Refused
from outcomes import letters
from outcomes.models import LogEntry, Placement
from outcomes.standing import settle


@transaction.atomic
def sign_off(placement: Placement, keys: Collection[uuid.UUID], *, at: dt.datetime) -> list[LogEntry]:
    """Those of these entries that still wait. Pressed twice, the first press counts."""
    placement, entries = _answered(placement, keys, LogEntry.Status.SIGNED, at=at)
    if entries:
        settle(placement.enrolment, at=at)
        letters.answered(placement, entries)
    return entries


@transaction.atomic
def send_back(placement: Placement, keys: Collection[uuid.UUID], *, why: str, at: dt.datetime) -> list[LogEntry]:
    """To whoever logged them, who changes them and asks again."""
    if not why:
        raise Refused("Say in a few words what is not right.")
    placement, entries = _answered(placement, keys, LogEntry.Status.SENT_BACK, why=why, at=at)
    if entries:
        letters.answered(placement, entries)
    return entries


def _answered(
    placement: Placement, keys: Collection[uuid.UUID], status: LogEntry.Status, *, at: dt.datetime, why: str = ""
) -> tuple[Placement, list[LogEntry]]:
    held = Placement.objects.lock().select_related("enrolment__person", "enrolment__cohort__programme", "host")
    link, placement = placement.link, held.get(pk=placement.pk)
    if placement.link != link or not placement.is_open(at):
        raise Refused("This link has run out.")
    entries = list(placement.entries.waiting().filter(uuid__in=keys).lock().in_order())
    for entry in entries:
        entry.move_to(status)
        entry.answered_at, entry.answered_by, entry.why = at, placement.supervisor_name, why
    with audit.acting(why=f"By the supervisor: {status.label.lower()}"):
        LogEntry.objects.bulk_update(entries, ["status", "answered_at", "answered_by", "why"])
    return placement, entries
