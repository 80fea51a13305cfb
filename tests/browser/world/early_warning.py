"""Somebody who missed the last two sessions, and an offer that nobody has opened."""

import datetime as dt

from django.utils import timezone

from tests.browser.world.place import World
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.participation import AttendanceFactory, SessionFactory
from tests.factories.returners import ApplicationFactory, PlaceFactory

DAY = dt.timedelta(days=1)


def add(world: World) -> None:
    now = timezone.now()
    cohort = CohortFactory(programme=world.programme, name="Quiet cohort", slug="quiet", offer_days=1)
    CohortFactory(programme=world.programme, name="Lively cohort", slug="lively")
    person = UserFactory(name="Maya Missing", email="maya@example.org")
    ApplicationFactory(cohort=cohort, person=person, full_name=person.name, decided=True)
    enrolment = EnrolmentFactory(cohort=cohort, person=person, signed_at=now - 30 * DAY)
    for weeks in (2, 1):
        session = SessionFactory(cohort=cohort, title="Writing your CV", starts_at=now - 7 * weeks * DAY)
        AttendanceFactory(session=session, enrolment=enrolment, status="absent")
    offer = PlaceFactory(pool=cohort.pools.get(), application__cohort=cohort, application__full_name="Olu Unopened")
    world.people["unopened"] = offer.application.person
    world.enrolments["missing"] = enrolment
