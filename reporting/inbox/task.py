"""What a task is: derived from a condition that is not met, never stored."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """What needs doing, for how many, by when, and the page that does it. `group`: the programme, or the portal."""

    group: str
    title: str
    url: str
    link: str
    by: dt.datetime | None = None
    is_late: bool = False
