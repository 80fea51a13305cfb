"""Somebody goes: a mentor has a break or stops, a returner has a break, moves or ends. What becomes of their pairs.

What is asked and not answered is taken back; two who meet go on, unless one of them is gone for good.
"""

import datetime as dt
from typing import Any

from accounts.models import User
from cohorts.models import Enrolment
from core import audit
from mentoring.actions.answering import hold, take_back
from mentoring.actions.asking import look_for_next, stop_looking
from mentoring.actions.ending import end
from mentoring.models import Mentor, Pair, Side

LEFT = Pair.Reason.LEFT

# -- The mentor's side. Whoever calls holds the mentor. -------------------------------------------------------------


def mentor_paused(mentor: Mentor, *, by: User | None, at: dt.datetime) -> None:
    """What they were asked and have not answered is taken back, and somebody else is asked. Whom they mentor stays."""
    with audit.acting(by=by, why="The mentor has a break"):
        for pair in mentor.pairs.asked().select_related("mentor").order_by("pk"):
            _look_elsewhere(pair, at)


def mentor_left(mentor: Mentor, *, by: User | None, at: dt.datetime) -> None:
    """Every live pair of theirs is over, and somebody else is asked for each."""
    with audit.acting(by=by, why="The mentor stops"):
        for pair in mentor.pairs.live().select_related("mentor").order_by("pk"):
            _look_elsewhere(pair, at)


def _look_elsewhere(pair: Pair, at: dt.datetime) -> None:
    pair = hold(pair)
    if pair.status == Pair.Status.ASKED:
        take_back(pair, at=at, reason=LEFT, side=Side.MENTOR)
        look_for_next(pair.enrolment, at=at)
    elif pair.status == Pair.Status.ACTIVE:
        end(pair, side=None, reason=LEFT, another=True, by=None, at=at)


# -- The returner's side. Told by cohorts/signals.py, with the enrolment held. --------------------------------------


def take_pair_along(*, left: Enrolment, joined: Enrolment, **signal: Any) -> None:
    """In another cohort they still have their mentor. What was only asked ends with the part that they leave.

    Their new cohort has a run of its own.
    """
    for pair in _live(left):
        # From here on a question stays one, and a pair stays a pair.
        hold(pair)
    Pair.objects.filter(enrolment=left).exclude(status=Pair.Status.ASKED).update(enrolment=joined)


def wait(*, enrolment: Enrolment, at: dt.datetime, **signal: Any) -> None:
    """A break: somebody is asked for them once they are back."""
    for one in _live(enrolment):
        if (pair := hold(one)).status == Pair.Status.ASKED:
            take_back(pair, at=at, side=Side.RETURNER)
            look_for_next(enrolment, at=at)


def leave(*, enrolment: Enrolment, at: dt.datetime, **signal: Any) -> None:
    """Their mentor is free for somebody else, and hears of it kindly."""
    for one in _live(enrolment):
        pair = hold(one)
        if pair.status == Pair.Status.ASKED:
            take_back(pair, at=at, reason=LEFT, side=Side.RETURNER)
        elif pair.status == Pair.Status.ACTIVE:
            end(pair, side=None, reason=LEFT, another=False, by=None, at=at)
    stop_looking(enrolment)


def _live(enrolment: Enrolment) -> list[Pair]:
    """There is one at most. What it has become by the time it is held, the caller looks at."""
    return list(Pair.objects.live().filter(enrolment=enrolment).select_related("mentor"))
