"""Applications on their way to a place."""

import datetime as dt

from cohorts.models import ProgrammeText
from returners import actions
from returners.models import Place
from tests.counting import miscounted
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
LATER = NOW + DAY
FAR = NOW + 36 * DAY  # after the last joining instant


def sent(number=1, *, capacity=1, **kwargs):
    """So many people who applied one after the other, and their pool."""
    cohort = CohortFactory(now=NOW, pool__capacity=capacity, **kwargs)
    found = [actions.submit(ApplicationFactory(now=NOW, cohort=cohort), at=NOW) for _ in range(number)]
    return found, cohort.pools.get()


def accept(application, *, at=LATER, name="Amina Hussain"):
    agreement = application.programme.text(ProgrammeText.Kind.AGREEMENT)
    return actions.accept(application.places.latest("pk"), agreement=agreement, signed_name=name, at=at)


def statuses(applications):
    return [application.places.latest("pk").status for application in applications]


def last_steps(application, number):
    return list(application.steps.values_list("what", flat=True))[-number:]


def assert_counted(pool):
    pool.refresh_from_db()
    assert not miscounted(pool, Place)
