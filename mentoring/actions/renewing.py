"""Once a year mentors are asked whether all is still so. Who does not answer for a month gets a break.

Each mentor is a transaction of their own, held by whoever sees to them: a worker that dies in between loses nothing,
and two write one letter.
"""

import datetime as dt

from django.db import transaction

from core import audit
from core.calendar import uk_day
from mentoring import mentor_letters as letters
from mentoring.actions.leaving import mentor_paused
from mentoring.models import Mentor
from mentoring.models.mentor import MentorQuerySet

EVERY = dt.timedelta(days=365)
ANSWER_WITHIN = dt.timedelta(days=30)


def ask_who_is_due(*, at: dt.datetime) -> int:
    """Write to those who have said nothing for a year: how many letters."""
    return sum(_ask(pk, at=at) for pk in _to_ask(at).values_list("pk", flat=True))


def pause_who_did_not_answer(*, at: dt.datetime) -> int:
    """Give a break to those who were asked a month ago: how many."""
    return sum(_pause(pk, at=at) for pk in _unanswered(at).values_list("pk", flat=True))


def _to_ask(at: dt.datetime) -> MentorQuerySet:
    due: MentorQuerySet = Mentor.objects.approved().filter(renewed_at__lte=at - EVERY, asked_to_renew_at=None)
    return due


def _unanswered(at: dt.datetime) -> MentorQuerySet:
    found: MentorQuerySet = Mentor.objects.approved().filter(asked_to_renew_at__lte=at - ANSWER_WITHIN)
    return found


@transaction.atomic
def _ask(pk: int, *, at: dt.datetime) -> bool:
    mentor = _to_ask(at).select_related("person", "programme").filter(pk=pk).lock_free().first()
    if mentor is None:
        return False
    mentor.asked_to_renew_at = at
    mentor.save(update_fields=["asked_to_renew_at"])
    letters.ask_if_still_so(mentor, at=at, answer_by=uk_day(at + ANSWER_WITHIN) - dt.timedelta(days=1))
    return True


@transaction.atomic
def _pause(pk: int, *, at: dt.datetime) -> bool:
    mentor = _unanswered(at).select_related("person", "programme").filter(pk=pk).lock_free().first()
    if mentor is None:
        return False
    with audit.acting(why="No answer whether all is still so"):
        mentor.move_to(Mentor.Status.PAUSED)
        mentor.save(update_fields=["status"])
    mentor_paused(mentor, by=None, at=at)
    letters.paused_unanswered(mentor, at=at)
    return True
