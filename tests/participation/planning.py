"""A timetable on the same days in every test."""

import datetime as dt

from participation.models import Session
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.participation import SessionFactory, TimetableFactory, ToldFactory

AT = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
START = dt.datetime(2027, 4, 20, 9, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def cohort_that_runs(**fields):
    """From 8 March to 30 September 2027, with check-ins to the end of the year."""
    days = {
        "starts_on": dt.date(2027, 3, 8),
        "mentoring_starts_on": dt.date(2027, 3, 22),
        "ends_on": dt.date(2027, 9, 30),
        "follow_on_ends_on": dt.date(2027, 12, 31),
    }
    return CohortFactory(now=AT, **{**days, **fields})


def shown(**fields):
    """A cohort whose timetable can be seen."""
    return TimetableFactory(cohort=cohort_that_runs(**fields), announced_at=AT).cohort


def told(cohort, **fields) -> Session:
    """A session that people know of."""
    session = SessionFactory(cohort=cohort, **{"starts_at": START, **fields})
    ToldFactory(session=session)
    return session


def takes_part(cohort, slug="technology", **fields):
    return EnrolmentFactory(cohort=cohort, strand=cohort.programme.strands.get(slug=slug), **fields)
