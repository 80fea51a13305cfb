"""A mentor stops, or has a break: what becomes of those they were asked about, and of those they mentor.

The mentor is held by whoever calls.
"""

import datetime as dt

from accounts.models import User
from core import audit
from mentoring.actions.ending import end
from mentoring.models import Mentor, Pair


def mentor_paused(mentor: Mentor, *, by: User | None, at: dt.datetime) -> None:
    """What they were asked and have not answered is taken back."""
    with audit.acting(by=by, why="The mentor has a break"):
        _take_back(mentor, at=at)


def mentor_left(mentor: Mentor, *, by: User | None, at: dt.datetime) -> None:
    """Every live pair of theirs is over. Whom they mentored is told, and the next best is asked."""
    with audit.acting(by=by, why="The mentor stops"):
        _take_back(mentor, at=at)
        for pair in mentor.pairs.active().order_by("pk"):
            end(pair, side=None, reason=Pair.Reason.LEFT, another=True, by=by, at=at)


def _take_back(mentor: Mentor, *, at: dt.datetime) -> None:
    for pair in mentor.pairs.asked().order_by("pk").lock():
        pair.move_to(Pair.Status.WITHDRAWN)
        pair.reason, pair.ended_at = Pair.Reason.LEFT, at
        pair.save(update_fields=["status", "reason", "ended_at"])
