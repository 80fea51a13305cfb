"""The calendar of a cohort: its dates in words and in order, and what of it may still move."""

import datetime as dt
from typing import Any

from cohorts.models import Cohort
from core.calendar import end_of_uk_day, uk_instant
from core.uktime import uk_date, uk_datetime, uk_deadline
from core.words import number_of

Dates = dict[str, Any]

LABELS = {
    "opens_at": "Applications open",
    "closes_at": "Applications close",
    "reference_date": "Reference date",
    "decisions_by": "Decisions by",
    "offer_days": "An offer stands for",
    "review_days": "A person decides within",
    "last_joining_at": "Last joining",
    "starts_on": "Starts",
    "mentoring_starts_on": "Mentoring starts",
    "ends_on": "Ends",
    "follow_on_ends_on": "Follow-on ends",
}
INSTANTS = ("opens_at", "closes_at", "last_joining_at")
# Applications are judged by these from the first one on.
FIXED_BY_OPENING = ("opens_at", "reference_date")
# Earlier, later, and what to say beside the later one if it is not.
ORDER = [
    ("opens_at", "closes_at", "Applications must close after they open"),
    ("closes_at", "last_joining_at", "People must be able to join until applications close, or later"),
    ("starts_on", "mentoring_starts_on", "Mentoring cannot start before the programme does"),
    ("mentoring_starts_on", "ends_on", "The programme cannot end before mentoring starts"),
    ("ends_on", "follow_on_ends_on", "Follow-on cannot end before the programme does"),
]


def dates_of(cohort: Cohort) -> Dates:
    return {name: getattr(cohort, name) for name in LABELS}


def in_words(name: str, value: Any) -> str:
    """A date of the calendar as people read it."""
    if name == "opens_at":
        return uk_datetime(value)
    if name in INSTANTS:
        return uk_deadline(value)
    if name == "offer_days":
        return number_of(value, "day")
    return number_of(value, "working day") if name == "review_days" else uk_date(value)


def changed(cohort: Cohort, dates: Dates) -> Dates:
    """Those that differ. Forms show no seconds, so an instant that was kept with some is the same without."""
    return {
        name: value
        for name, value in dates.items()
        if value != getattr(cohort, name) and not _same(cohort, name, value)
    }


def _same(cohort: Cohort, name: str, value: Any) -> bool:
    return name in INSTANTS and value == getattr(cohort, name).replace(second=0, microsecond=0)


def out_of_order(dates: Dates, *, is_ranked: bool = False) -> dict[str, str]:
    """What to say beside which date, where two stand the wrong way round: what the table's constraints hold to."""
    wrong = _decided_too_early_or_late(dates) if is_ranked else {}
    for earlier, later, words in ORDER:
        first, then = dates.get(earlier), dates.get(later)
        # The close may not be the opening itself; every other pair may fall together.
        if first and then and (first >= then if earlier == "opens_at" else first > then):
            wrong[later] = words
    return wrong


def _decided_too_early_or_late(dates: Dates) -> dict[str, str]:
    """Of a ranked cohort: everything is read after the close, and offers are made on the day of decisions."""
    closes_at, decisions_by, last = (dates.get(name) for name in ("closes_at", "decisions_by", "last_joining_at"))
    wrong = {}
    if decisions_by and closes_at and uk_instant(decisions_by, 0) < closes_at:
        wrong["decisions_by"] = "All applications are read after the close, so decisions must be on a later day"
    if decisions_by and last and last < end_of_uk_day(decisions_by):
        wrong["last_joining_at"] = "People must be able to join after the day of decisions"
    return wrong


def objections(cohort: Cohort, dates: Dates, at: dt.datetime) -> dict[str, str]:
    """Why these dates cannot be the calendar of a cohort that stands, each beside the date it is about."""
    new = changed(cohort, dates)
    wrong = out_of_order({**dates_of(cohort), **new}, is_ranked=cohort.is_ranked)
    if cohort.opens_at <= at:
        opened = uk_date(cohort.opens_at)
        for name in FIXED_BY_OPENING:
            if name in new:
                wrong[name] = f"Applications opened on {opened} and are judged by this, so it cannot be moved any more"
    for name in INSTANTS:
        if name in new and new[name] <= at:
            wrong[name] = f"This has passed. Choose a time after {uk_datetime(at)}"
    return wrong
