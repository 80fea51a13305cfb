"""The list of whom a call may help."""

import datetime as dt

from django.utils import timezone

from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import AttendanceFactory, SessionFactory
from tests.factories.returners import ApplicationFactory, PlaceFactory
from tests.queries import growing
from tests.queries.listed import Listed, Scene

DAY = dt.timedelta(days=1)


def scene() -> Scene:
    found = growing.scene()
    now = timezone.now()
    sessions = [SessionFactory(cohort=found["cohort"], starts_at=now - days * DAY) for days in (9, 2)]
    return {**found, "sessions": sessions}


def missing(scene: Scene, number: int) -> None:
    """That many who missed both, each with an application, and as many with an offer they have not opened."""
    for _ in range(number):
        person = ApplicationFactory(cohort=scene["cohort"], decided=True).person
        enrolment = EnrolmentFactory(cohort=scene["cohort"], person=person, signed_at=timezone.now() - 20 * DAY)
        for session in scene["sessions"]:
            AttendanceFactory(session=session, enrolment=enrolment, status="absent")
        PlaceFactory(pool=scene["cohort"].pools.get(), application__cohort=scene["cohort"])


def the_cohort(scene: Scene) -> list[str]:
    return [scene["cohort"].programme.slug, scene["cohort"].slug]


LISTS: list[Listed] = [
    Listed("participation:early_warning_list", "manager", missing, the_cohort),
    Listed("reporting:inbox", "manager", missing),
]
