"""When somebody has completed a programme: the rule alone, without a database.

Of the core sessions from the day they joined, enough: there, there for a part, or caught up with since. Whoever was
excused has missed a session until they catch up. Whoever nobody has said anything of, too.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

USUAL_PERCENT = 75


@dataclass(frozen=True)
class Core:
    """A core session that takes place, or has."""

    key: int
    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclass(frozen=True)
class Standing:
    """Of the sessions that count for somebody: `came` to, `missed`, still `to_come`; and how many are `needed`."""

    came: int
    missed: int
    to_come: int
    needed: int
    # The day from which on there were enough.
    enough_on: dt.date | None = None

    @property
    def counted(self) -> int:
        return self.came + self.missed + self.to_come

    @property
    def has_enough(self) -> bool:
        return self.needed > 0 and self.came >= self.needed

    @property
    def is_lacking(self) -> int:
        return max(0, self.needed - self.came)

    @property
    def to_catch_up(self) -> int:
        """How many that are over have to be caught up with, even by whoever comes to all that are left."""
        return max(0, self.needed - self.came - self.to_come)


def standing(
    sessions: Iterable[Core], *, came: Mapping[int, dt.date], joined_at: dt.datetime, percent: int, at: dt.datetime
) -> Standing:
    """`came`: the keys of the sessions somebody has been to, or has caught up with, each with the day of that."""
    counting = [session for session in sessions if session.starts_at >= joined_at]
    days = sorted(came[session.key] for session in counting if session.key in came)
    to_come = sum(session.ends_at > at for session in counting if session.key not in came)
    needed = -(-len(counting) * percent // 100)
    return Standing(
        came=len(days),
        missed=len(counting) - len(days) - to_come,
        to_come=to_come,
        needed=needed,
        enough_on=days[needed - 1] if 0 < needed <= len(days) else None,
    )
