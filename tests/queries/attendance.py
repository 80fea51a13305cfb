"""The pages of those who lead sessions, and registers."""

import datetime as dt

from django.utils import timezone

from cohorts.models import Enrolment
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import (
    AttendanceFactory,
    ExpertFactory,
    SessionFactory,
    SessionFeedbackFactory,
    SessionMaterialFactory,
    SupportNeedsFactory,
    TimetableFactory,
)
from tests.queries import growing
from tests.queries.listed import Listed, Scene

LONG_AGO = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)


def scene() -> Scene:
    """A session that is over, its leader, and whoever keeps its programme."""
    session = SessionFactory(over=True, led=True)
    TimetableFactory(cohort=session.cohort)
    comes = EnrolmentFactory(cohort=session.cohort, signed_at=LONG_AGO).person
    manager = growing.manager_of(session.cohort.programme)
    to_come = SessionFactory(cohort=session.cohort, leader=session.leader)
    found = {"session": session, "to come": to_come, "leader": session.leader, "manager": manager, "comes": comes}
    return {**growing.scene(), **found}


def sessions(scene: Scene, number: int) -> None:
    """To come and over, some for a strand, some with a register."""
    for n in range(number):
        days = dt.timedelta(days=n % 30 + 1)
        session = SessionFactory(
            cohort=scene["session"].cohort,
            leader=scene["leader"],
            starts_at=timezone.now() + (days if n % 2 else -days),
            track=scene["session"].cohort.programme.strands.first() if n % 3 else None,
        )
        if n % 4 == 0:
            AttendanceFactory(session=session, enrolment__cohort=session.cohort)


def people(scene: Scene, number: int) -> None:
    """Unmarked, there, and excused by themselves."""
    for n in range(number):
        enrolment = EnrolmentFactory(cohort=scene["session"].cohort, signed_at=LONG_AGO)
        marks(scene, enrolment, n)
        SupportNeedsFactory(enrolment=enrolment, shared_at=LONG_AGO)


def marks(scene: Scene, enrolment: Enrolment, n: int) -> None:
    if n % 3 == 1:
        AttendanceFactory(session=scene["session"], enrolment=enrolment)
    elif n % 3 == 2:
        AttendanceFactory(session=scene["session"], enrolment=enrolment, status="excused", excuse="caring")


def materials(scene: Scene, number: int) -> None:
    """Links and files, what people thought, and experts."""
    for n in range(number):
        SessionMaterialFactory(session=scene["session"], document=n % 2 == 0)
        SessionFeedbackFactory(session=scene["session"])
        ExpertFactory(session=scene["session"])


def the_session(scene: Scene) -> list:
    return [scene["session"].uuid]


def to_come(scene: Scene) -> list:
    return [scene["to come"].uuid]


def in_the_cohort(scene: Scene) -> list:
    cohort = scene["session"].cohort
    return [cohort.programme.slug, cohort.slug, scene["session"].uuid]


def the_cohort(scene: Scene) -> list:
    return in_the_cohort(scene)[:2]


LISTS = [
    Listed("participation:leading_list", "leader", sessions),
    Listed("participation:leading_list", "leader", sessions, query="?past"),
    Listed("participation:leading_session", "leader", people, the_session),
    Listed("participation:leading_session", "leader", people, to_come),
    Listed("participation:leading_session", "leader", materials, the_session),
    Listed("participation:session_detail", "manager", materials, in_the_cohort),
    Listed("participation:my_session", "comes", materials, in_the_cohort),
    Listed("participation:my_materials", "comes", materials, the_cohort),
    Listed("participation:leading_register", "leader", people, the_session),
    Listed("participation:session_register", "manager", people, in_the_cohort),
]
