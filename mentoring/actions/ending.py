"""How a pair ends: early, by either of the two or staff; or complete, after its time or when both have had enough."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from cohorts.models import Enrolment
from core import audit
from core.errors import Refused
from core.words import number_of
from mentoring import pair_letters
from mentoring.actions.asking import look_for_next
from mentoring.actions.holding import hold_pair_and_place
from mentoring.actions.meeting import drop, open_meeting
from mentoring.models import Meeting, Pair, Side
from mentoring.sides import seat_at


@transaction.atomic
def end(
    pair: Pair,
    *,
    side: Side | None,
    reason: Pair.Reason,
    words: str = "",
    another: bool,
    by: User | None,
    at: dt.datetime,
) -> Pair:
    """Early. `side` is empty for staff and the clock; `another`: the next best mentor is asked for the returner.

    Both get the same letter, whoever ended it; why, only staff read.
    """
    pair = hold_pair_and_place(pair)
    pair.ended_by_side, pair.reason, pair.private_words = side or "", reason, words
    dropped = _close(pair, Pair.Status.ENDED, by=by, at=at)
    looks = another and pair.enrolment.status != Enrolment.Status.ENDED
    if looks:
        look_for_next(pair.enrolment, at=at)
    pair_letters.ended(pair, looks_for_another=looks, dropped=dropped, at=at)
    return pair


@transaction.atomic
def say_enough(pair: Pair, *, side: Side, by: User, at: dt.datetime) -> Pair:
    """One of the two has what they came for; once the other says so, too, the pair is complete."""
    pair = hold_pair_and_place(pair)
    if pair.meetings.held().count() < Pair.MEETINGS:
        raise Refused(
            f"You can finish once you have met {Pair.MEETINGS} times. You can end your mentoring at any time."
        )
    if pair.enough_for == side:
        return pair
    if pair.enough_for:
        return _complete(pair, by=by, at=at)
    pair.enough_for = side
    with audit.acting(by):
        pair.save(update_fields=["enough_for"])
    pair_letters.enough_said(pair, to=seat_at(pair, side).other)
    return pair


@transaction.atomic
def complete(pair: Pair, *, at: dt.datetime) -> Pair:
    """Its time is over: thanks to both, and the mentor's place is free."""
    return _complete(hold_pair_and_place(pair), by=None, at=at)


def _complete(pair: Pair, *, by: User | None, at: dt.datetime) -> Pair:
    dropped = _close(pair, Pair.Status.COMPLETED, by=by, at=at)
    met = pair.meetings.held().count()
    words = f"You met {number_of(met, 'time')}." if met else ""
    pair_letters.completed(pair, met=words, dropped=dropped, at=at)
    return pair


def _close(pair: Pair, status: Pair.Status, *, by: User | None, at: dt.datetime) -> Meeting | None:
    """What was still to come does not take place: that meeting, if there was one."""
    pair.move_to(status)
    pair.ended_at = at
    with audit.acting(by):
        pair.save(update_fields=["status", "ended_at", "ended_by_side", "reason", "private_words"])
    meeting = open_meeting(pair)
    # One that has begun is for the two to log.
    if meeting is None or (meeting.starts_at and meeting.starts_at <= at):
        return None
    meeting.pair = pair
    drop(meeting, by=by)
    return meeting
