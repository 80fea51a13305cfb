"""The people around a pair: the two of them, others like them, and the staff of their programme."""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from cohorts.actions import make_manager
from tests.factories.accounts import AdministratorFactory, ProgrammeManagerFactory
from tests.factories.mentoring import PairFactory
from tests.permissions.table import Around

BEGAN = dt.timedelta(days=100)


def build() -> SimpleNamespace:
    """Two pairs in one programme: the first began so long ago that it is half way."""
    pair = PairFactory(active=True, asked_at=timezone.now() - BEGAN)
    for side in (pair.mentor, pair.enrolment):
        side.availability = ["tue-school", "thu-evening"]
        side.save()
    other = PairFactory(active=True, enrolment__cohort=pair.enrolment.cohort)
    manager, foreign = ProgrammeManagerFactory(), ProgrammeManagerFactory()
    make_manager(pair.programme, person=manager)
    make_manager(PairFactory().programme, person=foreign)
    people = {
        "returner": pair.person,
        "mentor": pair.mentor.person,
        "other returner": other.person,
        "other mentor": other.mentor.person,
        "manager": manager,
        "foreign": foreign,
        "administrator": AdministratorFactory(),
    }
    return SimpleNamespace(pair=pair, programme=pair.programme, people=people)


A_PAIR = Around(
    title="Mentoring pairs",
    columns={
        "anonymous": "somebody who is not signed in",
        "returner": "the returner of the pair",
        "mentor": "their mentor",
        "other returner": "another returner, who has another mentor",
        "other mentor": "that mentor",
        "manager": "a manager of the programme",
        "foreign": "a manager of another programme",
        "administrator": "an administrator, who manages no programme",
    },
    build=build,
)
