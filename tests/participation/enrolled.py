"""People whose place is confirmed, one after the other, and a later cohort of their programme."""

import datetime as dt

from cohorts.models import Enrolment
from returners.models import Place
from tests.counting import miscounted
from tests.factories.cohorts import CohortFactory
from tests.returners.placing import LATER, NOW, accept, sent

SOON = LATER + dt.timedelta(hours=1)


def taking_part(number=1, *, waiting=0, **kwargs):
    """The parts of so many in a full cohort, and the applications of those who wait for their places."""
    applications, pool = sent(number + waiting, capacity=number, **kwargs)
    for application in applications[:number]:
        accept(application)
    return list(Enrolment.objects.filter(cohort=pool.cohort).order_by("pk")), applications[number:]


def another_cohort(enrolment, *, capacity=3, days=120):
    """Of the same programme, so many days later. Its pool."""
    now = NOW + dt.timedelta(days=days)
    cohort = CohortFactory(
        programme=enrolment.cohort.programme, now=now, pool__capacity=capacity, name=f"Cohort in {days} days"
    )
    return cohort.pools.get()


def application_of(enrolment):
    return enrolment.profiles.get().application


def assert_counted(*pools):
    for pool in pools:
        pool.refresh_from_db()
        assert not miscounted(pool, Place)
