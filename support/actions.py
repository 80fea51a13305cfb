"""What may happen to a thread, whatever it is about. Each holds the thread first, so that nobody answers into the dark.

A refusal leaves what was typed on the page. `at` is the instant it happens, `by` who does it.
"""

import datetime as dt
from functools import partial
from typing import Any, TypeVar

from django.db import transaction

from accounts.models import User
from core.calendar import end_of_uk_day, is_working_day, uk_day
from core.errors import Refused
from core.presses import once
from support import letters
from support.models import Status, Thread

AnyThread = TypeVar("AnyThread", bound=Thread)

# The same words again within this time are a second press.
SECOND_PRESS = dt.timedelta(minutes=1)


@transaction.atomic
def open_thread(thread: AnyThread, *, text: str, by: User, at: dt.datetime) -> AnyThread:
    """Ask the team: `thread` is a new row with its subject. Sent twice under one uuid, it is asked once."""
    theirs = type(thread).objects.filter(asked_by=by)
    return once(theirs, thread.uuid, partial(_open, thread, text=text, by=by, at=at))


def _open(thread: AnyThread, *, text: str, by: User, at: dt.datetime) -> AnyThread:
    thread.asked_by, thread.due_at = by, thread.due_from(at)
    thread.opened_at = thread.changed_at = at
    thread.save(force_insert=True)
    _write(thread, text=text, by=by, at=at)
    letters.received(thread)
    return thread


@transaction.atomic
def say(thread: AnyThread, *, text: str, by: User, at: dt.datetime) -> AnyThread:
    """Whoever asked writes again, and waits for an answer from then on. What was closed is open again."""
    thread = hold(thread)
    if _was_said(thread, text=text, by=by, at=at):
        return thread
    if not thread.is_open:
        _wait_for_the_team(thread, at=at)
    message = _write(thread, text=text, by=by, at=at)
    _touch(thread, at)
    letters.asked(thread, message)
    return thread


@transaction.atomic
def answer(thread: AnyThread, *, text: str, by: User, at: dt.datetime) -> AnyThread:
    """The team answers, and whoever asked gets it by letter. Who answers what nobody has taken, takes it."""
    thread = hold(thread)
    if _was_said(thread, text=text, by=by, at=at, from_team=True):
        return thread
    if thread.is_closed:
        raise Refused("This has been closed meanwhile. Open it again to answer.")
    if thread.is_open:
        thread.move_to(Status.ANSWERED)
    thread.answered_at, thread.due_at = at, None
    thread.owner = thread.owner or by
    message = _write(thread, text=text, by=by, at=at, from_team=True)
    _touch(thread, at, "answered_at", "owner")
    letters.answered(thread, message)
    return thread


@transaction.atomic
def assign(thread: AnyThread, *, owner: User | None, by: User, at: dt.datetime) -> AnyThread:
    """Take it, give it to a colleague, or to nobody. A colleague is told."""
    thread = hold(thread)
    if owner and not thread.team().filter(pk=owner.pk).exists():
        raise Refused(f"{owner} does not answer these. Choose somebody else.")
    if thread.owner == owner:
        return thread
    thread.owner = owner
    thread.save(update_fields=["owner"])
    if owner and owner != by:
        letters.given(thread, by=by, at=at)
    return thread


@transaction.atomic
def set_due(thread: AnyThread, *, on: dt.date, by: User, at: dt.datetime) -> AnyThread:
    """Another day by which the team answers."""
    thread = hold(thread)
    if not thread.is_open:
        raise Refused("This waits for nothing from us at the moment, so no day can be set.")
    if on < uk_day(at):
        raise Refused("Choose a day that is not over yet.")
    if not is_working_day(on):
        raise Refused("Choose a working day: Monday to Friday, and no bank holiday.")
    thread.due_at = end_of_uk_day(on)
    thread.save(update_fields=["due_at"])
    return thread


@transaction.atomic
def close(thread: AnyThread, *, by: User, at: dt.datetime, from_team: bool = False) -> AnyThread:
    """Nothing more to do. Closed twice is closed once. Whoever asked is told if it was not they who closed it."""
    thread = hold(thread)
    if thread.is_closed:
        return thread
    thread.move_to(Status.CLOSED)
    thread.due_at, thread.closed_at = None, at
    _touch(thread, at, "closed_at")
    if from_team:
        letters.closed(thread, by=by, at=at)
    return thread


@transaction.atomic
def reopen(thread: AnyThread, *, by: User, at: dt.datetime) -> AnyThread:
    """There is more to do for the team. Opened twice, it is opened once."""
    thread = hold(thread)
    if thread.is_closed:
        _wait_for_the_team(thread, at=at)
        _touch(thread, at)
    return thread


def hold(thread: AnyThread) -> AnyThread:
    """Lock it and read it anew: nobody can move it until this transaction ends."""
    held = type(thread).objects.lock().filter(pk=thread.pk).first()
    if held is None:
        raise Refused("This has been deleted.")
    return held


def _wait_for_the_team(thread: Thread, *, at: dt.datetime) -> None:
    thread.move_to(Status.OPEN)
    thread.due_at, thread.closed_at = thread.due_from(at), None


def _was_said(thread: Any, *, text: str, by: User, at: dt.datetime, from_team: bool = False) -> bool:
    last = thread.messages.order_by("pk").last()
    said = last and (last.author_id, last.text, last.from_team) == (by.pk, text, from_team)
    return bool(said) and at - last.at < SECOND_PRESS


def _write(thread: Any, *, text: str, by: User, at: dt.datetime, from_team: bool = False):
    return thread.messages.create(author=by, text=text, at=at, from_team=from_team)


def _touch(thread: Thread, at: dt.datetime, *more: str) -> None:
    thread.changed_at = at
    thread.save(update_fields=["changed_at", "status", "due_at", "closed_at", *more])
