"""How long what a pair kept stays after it is over, as administrators have set it."""

import datetime as dt

from core.retention import periods


def kept_for() -> dt.timedelta:
    """The shorter time of notes and goals: both are said to stay so long."""
    found = periods()
    return dt.timedelta(days=min(found["pair-notes"], found["pair-goals"]))
