"""An outline laid on the dates of a cohort: which session comes on which day. Nothing here is saved."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter

from core.calendar import uk_instant
from participation.models.outline import OutlineSession, SessionKind

WEEK = dt.timedelta(days=7)
IN_ORDER = attrgetter("week", "weekday_number", "starts", "pk")
# Why there is nothing on a day; empty where there may be something.
Away = Callable[[dt.date], str]


@dataclass(frozen=True)
class Laid:
    """A session of the outline on its day, or `why` it found none. `meant`: the day that the outline says."""

    item: OutlineSession
    meant: dt.date
    day: dt.date | None
    why: str = ""

    @property
    def starts_at(self) -> dt.datetime:
        """The instant at which clocks in the UK show the time of the outline, on either side of a clock change."""
        if self.day is None:
            raise ValueError("It is on no day.")
        return uk_instant(self.day, self.item.starts.hour, self.item.starts.minute)

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(minutes=self.item.minutes)


def lay(
    items: Iterable[OutlineSession],
    *,
    first: dt.date,
    ends: Callable[[OutlineSession], dt.date],
    away: Away,
    move: bool,
) -> list[Laid]:
    """Each on its weekday, in its week counted from `first`, and not after it `ends`.

    One that falls on a day away moves, if it may, to the same weekday of the next week in which nobody is away and
    nothing else of the outline is in the way. First what can stay stays, then the others move in order.
    """
    laid, waiting = [], []
    for item in sorted(items, key=IN_ORDER):
        meant = day_of(item, first)
        if meant > ends(item):
            laid.append(Laid(item, meant, None, "it would be after the cohort ends"))
        elif why := away(meant):
            waiting.append((item, meant, why))
        else:
            laid.append(Laid(item, meant, meant))
    for item, meant, why in waiting:
        day = _next_free(item, meant, ends(item), away, laid) if move else None
        laid.append(Laid(item, meant, day, why))
    return sorted(laid, key=lambda one: IN_ORDER(one.item))


def day_of(item: OutlineSession, first: dt.date) -> dt.date:
    """The first such weekday on or after the day on which its week begins."""
    begins = first + (item.week - 1) * WEEK
    return begins + dt.timedelta(days=(item.weekday_number - begins.weekday()) % 7)


def _next_free(item: OutlineSession, meant: dt.date, last: dt.date, away: Away, laid: list[Laid]) -> dt.date | None:
    day = meant + WEEK
    while day <= last:
        if not away(day) and not any(one.day == day and in_the_way(item, one.item) for one in laid):
            return day
        day += WEEK
    return None


def in_the_way(one: OutlineSession, other: OutlineSession) -> bool:
    """Whether the same people would have to be at both, were they on the same day."""
    if one.track_id and other.track_id and one.track_id != other.track_id:
        return False
    if one.kind == other.kind == SessionKind.SMALL_GROUP:
        return False
    return _minute(one) < _minute(other) + other.minutes and _minute(other) < _minute(one) + one.minutes


def _minute(item: OutlineSession) -> int:
    return item.starts.hour * 60 + item.starts.minute
