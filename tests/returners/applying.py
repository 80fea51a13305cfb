"""Drafts for the tests of applying, at a time of their own."""

import datetime as dt

from returners.eligibility import Answers, Break, Reason, RightToWork, Situation
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)
ANSWERS = Answers(
    postcode="LS6 3BN",
    situation=Situation.NOT_WORKING,
    breaks=(Break(Reason.CHILDCARE, dt.date(2022, 9, 1)),),
    field="technology",
    right_to_work=RightToWork.YES,
)


def cohort(**kwargs):
    return CohortFactory(now=NOW, **kwargs)


def draft(**kwargs):
    kwargs.setdefault("cohort", cohort())
    return ApplicationFactory(now=NOW, **kwargs)
