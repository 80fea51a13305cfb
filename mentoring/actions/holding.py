"""What each action on a pair holds before it looks: the pair, read anew with both people."""

import datetime as dt

from core.calendar import uk_day
from core.errors import Refused
from core.uktime import uk_date
from mentoring.models import Mentor, Pair

# So long after its end the two may still say when they met.
LOGGED_FOR = dt.timedelta(days=30)


def hold_pair(pair: Pair) -> Pair:
    """One that runs. Whatever the two do at once, they do one after the other."""
    held = _held(pair)
    if held.status != Pair.Status.ACTIVE:
        raise Refused("Your mentoring together is over, so this can no longer be changed.")
    return held


def hold_pair_and_place(pair: Pair) -> Pair:
    """For what frees the mentor's place: the mentor first, as where it is taken."""
    Mentor.objects.lock().get(pk=pair.mentor_id)
    return hold_pair(pair)


def hold_pair_to_log(pair: Pair, at: dt.datetime) -> Pair:
    """One that runs, or ran until lately."""
    held = _held(pair)
    if not may_log(held, at):
        raise Refused("Your mentoring together is over, so its meetings can no longer be changed.")
    return held


def may_log(pair: Pair, at: dt.datetime) -> bool:
    return pair.ended_at is None or at < pair.ended_at + LOGGED_FOR


def check_day(pair: Pair, on: dt.date, at: dt.datetime) -> None:
    """A day on which the two can have met."""
    if on > uk_day(at):
        raise Refused("That day is still to come. Say that you met once you have.")
    first, last = uk_day(pair.answered_at or at), uk_day(pair.ended_at or at)
    if not first <= on <= last:
        raise Refused(f"Choose a day from {uk_date(first)} to {uk_date(last)}, when you were a pair.")


def _held(pair: Pair) -> Pair:
    """Held before it is joined with its enrolment: that may be another one once the lock is had."""
    Pair.objects.lock().get(pk=pair.pk)
    return Pair.objects.begun().select_related("person", "mentor__person", "programme", "enrolment").get(pk=pair.pk)
