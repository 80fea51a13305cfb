"""Whether somebody mentors at the moment: staff approve, a break begins and ends, somebody leaves."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from core import audit
from core.errors import Refused
from mentoring import mentor_letters as letters
from mentoring.actions.leaving import mentor_left, mentor_paused
from mentoring.actions.registering import hold
from mentoring.models import Mentor

Status = Mentor.Status


@transaction.atomic
def approve(mentor: Mentor, *, by: User, at: dt.datetime) -> Mentor:
    """From now on they can be given somebody. Pressed twice, they are told once."""
    mentor = hold(mentor)
    if mentor.takes_part:
        return mentor
    _decide(mentor, Status.APPROVED, by=by, at=at)
    letters.approved(mentor, at=at)
    return mentor


@transaction.atomic
def turn_down(mentor: Mentor, *, words: str, by: User, at: dt.datetime) -> Mentor:
    """A kind no. `words` go into the letter, and are kept nowhere else."""
    mentor = hold(mentor)
    if mentor.status == Status.TURNED_DOWN:
        return mentor
    _decide(mentor, Status.TURNED_DOWN, by=by, at=at)
    letters.turned_down(mentor, words=words, at=at)
    return mentor


def _decide(mentor: Mentor, status: Mentor.Status, *, by: User, at: dt.datetime) -> None:
    with audit.acting(by=by, why="Staff looked at an offer to mentor"):
        mentor.move_to(status)
        mentor.decided_by, mentor.decided_at, mentor.renewed_at = by, at, max(mentor.renewed_at, at)
        mentor.save(update_fields=["status", "decided_by", "decided_at", "renewed_at"])


@transaction.atomic
def pause(mentor: Mentor, *, by: User, at: dt.datetime) -> Mentor:
    """Nobody new comes to them; whom they mentor stays. Twice is once."""
    mentor = hold(mentor)
    if mentor.status != Status.PAUSED:
        _move(mentor, Status.PAUSED, by=by, why="A mentor begins a break")
        mentor_paused(mentor, by=by, at=at)
        letters.paused(mentor, at=at)
    return mentor


@transaction.atomic
def come_back(mentor: Mentor, *, by: User, at: dt.datetime) -> Mentor:
    """Back from a break. What they have told stood on the page, so it counts as confirmed."""
    mentor = hold(mentor)
    if mentor.status == Status.APPROVED:
        return mentor
    if mentor.status != Status.PAUSED:
        # Whoever waits, or was turned down, is approved by staff alone.
        raise Refused("There is no break to come back from.")
    mentor.renewed_at, mentor.asked_to_renew_at = at, None
    _move(mentor, Status.APPROVED, by=by, why="A mentor is back from a break")
    if by != mentor.person:
        letters.brought_back(mentor, at=at)
    return mentor


@transaction.atomic
def leave(mentor: Mentor, *, by: User | None, at: dt.datetime) -> Mentor:
    """Somebody stops mentoring: whom they mentor is looked after. Twice is once.

    Nobody presses where an account is closed; whoever closes it gets no letter about mentoring.
    """
    mentor = hold(mentor)
    if mentor.status == Status.LEFT:
        return mentor
    mentor.left_at = at
    _move(mentor, Status.LEFT, by=by, why="A mentor stops")
    mentor_left(mentor, by=by, at=at)
    if by:
        letters.left(mentor, at=at)
    return mentor


def _move(mentor: Mentor, status: Mentor.Status, *, by: User | None, why: str) -> None:
    with audit.acting(by=by, why=why):
        mentor.move_to(status)
        mentor.save(update_fields=["status", "left_at", "renewed_at", "asked_to_renew_at"])
