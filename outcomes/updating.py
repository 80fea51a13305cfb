"""Updating days: how many somebody needs before they practise again, and which hours count towards them.

No database, no clock. The rule is the Health and Care Professions Council's: none under two years out of practice, 30
days from two years, 60 from five; a day is seven hours, and private study is at most half. The bands are a setting of
the strand, since other regulators have others.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from core.calendar import months_before
from core.words import number_of

DAY_MINUTES = 7 * 60


@dataclass(frozen=True)
class Bands:
    """Days by years out of practice: under `middle_from`, from there to under `long_from`, and from there on."""

    middle_from: int = 2
    long_from: int = 5
    short: int = 0
    middle: int = 30
    long: int = 60

    def days(self, last_practised: dt.date, reference: dt.date) -> int:
        """What somebody needs who last practised in this month. Exactly five years are “five or more”."""
        months = months_out(last_practised, reference)
        if months >= self.long_from * 12:
            return self.long
        return self.middle if months >= self.middle_from * 12 else self.short


def months_out(last_practised: dt.date, reference: dt.date) -> int:
    """Whole months from the month somebody last practised to the reference date of their cohort."""
    return max((reference.year - last_practised.year) * 12 + reference.month - last_practised.month, 0)


@dataclass(frozen=True)
class Hours:
    """Minutes of each kind, and what of them counts."""

    supervised: int = 0
    formal: int = 0
    private: int = 0

    @property
    def taught(self) -> int:
        """All but private study."""
        return self.supervised + self.formal

    @property
    def counted(self) -> int:
        """Private study counts up to as much as all the rest: so it is never more than half."""
        return self.taught + min(self.private, self.taught)

    @property
    def not_counted(self) -> int:
        """Private study that would be more than half. It counts later, with more of the rest."""
        return max(self.private - self.taught, 0)


@dataclass(frozen=True)
class Worked:
    """Minutes of one kind on one day. `kind`: a field of Hours."""

    on: dt.date
    kind: str
    minutes: int


def add_up(worked: Iterable[Worked]) -> Hours:
    totals = {"supervised": 0, "formal": 0, "private": 0}
    for one in worked:
        totals[one.kind] += one.minutes
    return Hours(**totals)


def ready_on(worked: Iterable[Worked], *, days: int, within_months: int) -> dt.date | None:
    """The first day by whose end enough counts, of hours no older than so many months. None: not yet.

    Whoever needs none is ready whenever that is found out, which is for the caller to say.
    """
    found = sorted(worked, key=lambda one: one.on)
    for day in sorted({one.on for one in found}):
        oldest = months_before(day, within_months)
        if add_up(one for one in found if oldest < one.on <= day).counted >= days * DAY_MINUTES:
            return day
    return None


def in_hours(minutes: int) -> str:
    """7 hours, 30 minutes, 3 hours 30 minutes"""
    hours, rest = divmod(minutes, 60)
    parts = [number_of(hours, "hour")] if hours else []
    return " ".join([*parts, number_of(rest, "minute")] if rest else parts) or "0 hours"


def in_days(minutes: int) -> str:
    """12 days, 4 days 3 hours, 0 days"""
    days, rest = divmod(minutes, DAY_MINUTES)
    return f"{number_of(days, 'day')}{f' {in_hours(rest)}' if rest else ''}" if days or not rest else in_hours(rest)
