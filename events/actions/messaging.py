"""What the team writes to those who booked an event: drafted, read as it goes out, sent once, stopped."""

import datetime as dt
import uuid
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from core import audit, jobs
from core.errors import Refused
from core.jobs import Job
from core.presses import once
from events import news
from events.addressees import Addressee, Audience, addressees, bookings_of, walk_ins, with_party
from events.models import Attendee, Booking, Event, EventMessage

EVENT_MESSAGE = "event-message"


@transaction.atomic
def draft_message(
    event: Event,
    *,
    audience: str,
    subject: str,
    text: str,
    by: User,
    at: dt.datetime,
    key: uuid.UUID | None = None,
) -> EventMessage:
    """A letter that has not gone: its writer looks at it first. Sent twice under one key, it is drafted once."""
    key = key or uuid.uuid4()
    words = {"audience": audience, "subject": subject, "text": text}
    make = partial(EventMessage.objects.create, uuid=key, event=event, made_by=by, made_at=at, **words)
    with audit.acting(by=by):
        return once(EventMessage.objects.filter(event=event, made_by=by), key, make)


@transaction.atomic
def change_message(message: EventMessage, *, audience: str, subject: str, text: str, by: User) -> EventMessage:
    """Only a draft: refused once it is sent, or where a colleague has deleted it."""
    message = _hold_draft(message)
    message.audience, message.subject, message.text = audience, subject, text
    with audit.acting(by=by):
        message.save(update_fields=["audience", "subject", "text"])
    return message


@transaction.atomic
def delete_message(message: EventMessage, *, by: User) -> None:
    """A draft that is not wanted."""
    message = _hold_draft(message)
    with audit.acting(by=by):
        message.delete()


def _hold_draft(message: EventMessage) -> EventMessage:
    held = _hold(message)
    if held.is_sent:
        raise Refused("This message has been sent, so it cannot be changed any more.")
    return held


def _hold(message: EventMessage) -> EventMessage:
    held = EventMessage.objects.lock().select_related("event").filter(pk=message.pk).first()
    if held is None:
        raise Refused("This message has been deleted.")
    return held


@transaction.atomic
def send_message(message: EventMessage, *, by: User, at: dt.datetime) -> EventMessage:
    """Send it to all it is for: a job writes the letters. Pressed twice, or by two people, it is sent once."""
    message = _hold(message)
    if message.is_sent:
        return message
    total = sum(rows.count() for rows, _ in _work(message))
    if not total:
        raise Refused("There is nobody to send it to.")
    message.sent_by, message.sent_at = by, at
    with audit.acting(by=by, why="Message sent"):
        message.save(update_fields=["sent_by", "sent_at"])
    jobs.start(EVENT_MESSAGE, message, total=total, by=by)
    return message


def stop_message(message: EventMessage, *, by: User) -> None:
    """Write to nobody else. Refused if all letters are written already."""
    job = Job.objects.unfinished().filter(kind=EVENT_MESSAGE, subject=message.pk).first()
    if job is None or not jobs.stop(job):
        raise Refused("All letters had been written before you pressed stop.")
    audit.changed(by, message, ["sent_at"], why="Sending stopped")


def carry_out_message(job: Job) -> None:
    """Begun again after a crash, nobody is written to twice."""
    message = EventMessage.objects.select_related("event").get(pk=job.subject)
    for rows, step in _work(message):
        jobs.go_through(job, rows, step)
    jobs.finish(job)


def readers(message: EventMessage) -> list[Addressee]:
    """All whom it would go to now."""
    return [reader for rows, _ in _work(message) for reader in _readers_of(list(rows), message)]


def _work(message: EventMessage) -> list[tuple[QuerySet, partial]]:
    """What to go through, and what to do with each lot."""
    parties = with_party(bookings_of(message.event, message.audience)).order_by("pk")
    found: list[tuple[QuerySet, partial]] = [(parties, partial(_write, message))]
    if message.audience == Audience.CAME:
        strangers = walk_ins(message.event).select_related("event__programme", "event__venue").order_by("pk")
        found.append((strangers, partial(_write, message)))
    return found


def _write(message: EventMessage, rows: list[Booking] | list[Attendee]) -> None:
    news.send(_readers_of(rows, message), message)


def _readers_of(rows: list[Booking] | list[Attendee], message: EventMessage) -> list[Addressee]:
    strangers = [Addressee(None, row) for row in rows if isinstance(row, Attendee)]
    parties = [row for row in rows if isinstance(row, Booking)]
    return strangers + addressees(parties, came=message.audience == Audience.CAME)
