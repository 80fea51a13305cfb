"""A mentor says yes or no, or does not answer, or need not any more. Locks: the mentor, then the pair."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from cohorts.models import Enrolment
from core import audit
from core.calendar import end_of_uk_day, months_after, uk_day
from core.errors import Refused
from core.words import first_name
from mentoring import ask_letters as letters
from mentoring.actions.asking import hold_mentor, look_for_next
from mentoring.models import Hand, Pair, Side
from notifications.timed import cancel_timed, replan

Status = Pair.Status


def hold(pair: Pair) -> Pair:
    """Lock the mentor and then the pair, and read both anew."""
    mentor = hold_mentor(pair.mentor)
    rows = Pair.objects.lock().select_related("enrolment__cohort", "enrolment__strand", "person", "programme")
    pair = rows.get(pk=pair.pk)
    pair.mentor = mentor
    return pair


@transaction.atomic
def accept(pair: Pair, *, by: User, at: dt.datetime) -> Pair:
    """The mentor says yes, and the two begin. What held when they were asked is looked at again. Twice is once."""
    pair = hold(pair)
    if pair.status == Status.ACTIVE:
        return pair
    _refuse_unless_open(pair, at)
    mentor, who = pair.mentor, first_name(pair.person.name)
    if pair.enrolment.status == Enrolment.Status.ENDED:
        raise Refused(f"{who} no longer takes part. There is nothing more for you to do.")
    if mentor.pairs.active().count() >= mentor.capacity:
        people = "1 person" if mentor.capacity == 1 else f"{mentor.capacity} people"
        raise Refused(f"You take {people} at once, and have as many. Change that first, or say no to {who}.")
    with audit.acting(by=by, why="The mentor said yes"):
        pair.move_to(Status.ACTIVE)
        pair.answered_at, pair.ends_on = at, months_after(uk_day(at), Pair.MONTHS)
        pair.save(update_fields=["status", "answered_at", "ends_on"])
    replan(pair, at=at)
    letters.began(pair)
    return pair


@transaction.atomic
def decline(pair: Pair, *, reason: str, words: str, by: User, at: dt.datetime) -> Pair:
    """The mentor says no, which stays between them and the team, and the next best is asked. Twice is once."""
    pair = hold(pair)
    if pair.status == Status.DECLINED:
        return pair
    _refuse_unless_open(pair, at)
    with audit.acting(by=by, why="The mentor said no"):
        pair.answered_at, pair.ended_by_side, pair.reason, pair.private_words = at, Side.MENTOR, reason, words
        _close(pair, Status.DECLINED, at=at)
        look_for_next(pair.enrolment, at=at)
    return pair


def _refuse_unless_open(pair: Pair, at: dt.datetime) -> None:
    if pair.status != Status.ASKED:
        raise Refused("This has been settled since you opened the page. There is nothing more to answer.")
    if is_late(pair, at):
        raise Refused("The time to answer is over, and we are asking somebody else. Thank you for looking at it.")


def is_late(pair: Pair, at: dt.datetime) -> bool:
    return at >= end_of_uk_day(pair.answer_by)


def expire(at: dt.datetime) -> None:
    """Whoever has not answered in time need not any more: one transaction a pair, so a worker that dies loses none."""
    for pair in Pair.objects.asked().filter(answer_by__lt=uk_day(at)).select_related("mentor").order_by("pk"):
        _expire(pair, at)


@transaction.atomic
def _expire(pair: Pair, at: dt.datetime) -> None:
    pair = hold(pair)
    if pair.status != Status.ASKED or not is_late(pair, at):
        return
    with audit.acting(why="The mentor did not answer"):
        _close(pair, Status.EXPIRED, at=at)
        look_for_next(pair.enrolment, at=at)
    letters.not_answered(pair)


def take_back(pair: Pair, *, side: str, at: dt.datetime, reason: str = "") -> None:
    """There is nothing to answer any more: one of the two goes or has a break, or staff would rather ask somebody else.

    `side` is empty for staff. The caller holds the pair.
    """
    pair.reason, pair.ended_by_side = reason, side
    _close(pair, Status.WITHDRAWN, at=at)
    if side != Side.MENTOR:
        letters.taken_back(pair)


@transaction.atomic
def ask_another(pair: Pair, *, by: User, at: dt.datetime) -> Pair:
    """Staff would rather ask somebody else: this mentor need not answer, and is not asked about this person again."""
    pair = hold(pair)
    if pair.status != Status.ASKED:
        raise Refused(f"This has been settled since: “{pair.get_status_display().lower()}”. Look at it again.")
    with audit.acting(by=by, why="Staff ask another mentor"):
        take_back(pair, side="", at=at)
        never = {"kind": Hand.Kind.FORBIDDEN, "set_at": at, "set_by": by}
        Hand.objects.update_or_create(enrolment=pair.enrolment, mentor=pair.mentor, defaults=never)
        look_for_next(pair.enrolment, at=at)
    return pair


def _close(pair: Pair, status: Pair.Status, *, at: dt.datetime) -> None:
    """What the caller has set of the answer is saved along with it."""
    pair.move_to(status)
    pair.ended_at = at
    pair.save(update_fields=["status", "answered_at", "ended_at", "ended_by_side", "reason", "private_words"])
    cancel_timed(pair)
