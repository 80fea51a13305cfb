"""A mentor stops, or has a break: what becomes of those they were asked about, and of those they mentor.

The mentor is held by whoever calls.
"""

import datetime as dt

from accounts.models import User
from core import audit
from mentoring.models import Mentor, Pair


def mentor_paused(mentor: Mentor, *, by: User | None, at: dt.datetime) -> None:
    """What they were asked and have not answered is taken back."""
    with audit.acting(by=by, why="The mentor has a break"):
        _end(mentor, [Pair.Status.ASKED], at=at)


def mentor_left(mentor: Mentor, *, by: User | None, at: dt.datetime) -> None:
    """Every live pair of theirs is over."""
    with audit.acting(by=by, why="The mentor stops"):
        _end(mentor, Pair.LIVE, at=at)


def _end(mentor: Mentor, statuses: list[Pair.Status] | tuple[Pair.Status, ...], *, at: dt.datetime) -> None:
    for pair in mentor.pairs.filter(status__in=statuses).order_by("pk").lock():
        pair.move_to(Pair.Status.WITHDRAWN if pair.status == Pair.Status.ASKED else Pair.Status.ENDED)
        pair.reason, pair.ended_at = Pair.Reason.LEFT, at
        pair.save(update_fields=["status", "reason", "ended_at"])
