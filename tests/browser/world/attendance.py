"""Somebody who leads sessions: now, over with a register and without one, to come, called off."""

import datetime as dt

from django.utils import timezone

from accounts.models import Role
from cohorts.holders import make_holder
from tests.browser.world.place import World
from tests.factories.accounts import ProgrammeManagerFactory, UserFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.participation import (
    AttendanceFactory,
    ExpertFactory,
    SessionFactory,
    SessionFeedbackFactory,
    SessionMaterialFactory,
    SupportNeedsFactory,
    TimetableFactory,
)

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
NAMES = "Amina Hussain,Beth Clarke,Chloe Mensah,Deepa Shah,Emma Wood,Fiona Lister,Gemma Patel,Helen Eze,Ifeoma Umeh"


def add(world: World) -> None:
    at = timezone.now()
    for key, name in {"leader": "Lena Lead", "leader-new": "Nell Lead"}.items():
        person = ProgrammeManagerFactory(name=name, email=f"{key}@example.org", role=Role.SESSION_LEADER)
        make_holder(world.programme, role=Role.SESSION_LEADER, person=person, by=world.people["manager"])
        world.people[key] = person
    cohort = CohortFactory(programme=world.programme, name="Coaching cohort", slug="coaching")
    TimetableFactory(cohort=cohort)
    people = [
        EnrolmentFactory(cohort=cohort, person=UserFactory(name=name), signed_at=at - 90 * DAY)
        for name in NAMES.split(",")
    ]
    world.people["coached"] = people[0].person
    SupportNeedsFactory(enrolment=people[3], text="I hear badly. Please speak towards me.", shared_at=at)
    _sessions(world, cohort, at)
    for enrolment in people:
        AttendanceFactory(session=world.sessions["led over"], enrolment=enrolment)
        SessionFeedbackFactory(session=world.sessions["led over"], enrolment=enrolment, useful=5)
    SessionMaterialFactory(session=world.sessions["led over"], title="Slides", document=True)
    for session, fields in {"led now": {"keeps_register": True}, "led soon": {}}.items():
        ExpertFactory(session=world.sessions[session], **fields)
    ExpertFactory(session=world.sessions["led now"], name="Bea Burr", ended_at=at)
    SessionMaterialFactory(session=world.sessions["led soon"], title="What employers look for in a CV")
    AttendanceFactory(session=world.sessions["led now"], enrolment=people[2], status="excused", excuse="caring")
    AttendanceFactory(session=world.sessions["led soon"], enrolment=people[0], status="excused", excuse="ill")


def _sessions(world: World, cohort, at: dt.datetime) -> None:
    about = "How to talk about a break.\n\nBring your CV."
    given: dict[str, dict] = {
        "led now": {"title": "Your strengths", "starts_at": at - HOUR, "about": about},
        "led over": {"title": "Welcome", "starts_at": at - 9 * DAY},
        "led unmarked": {"title": "Meet the others", "starts_at": at - 3 * DAY, "place": "1 High Street, Leeds"},
        "led soon": {"title": "Your CV after a break", "starts_at": at + 3 * DAY},
        "led later": {"title": "Interviews", "starts_at": at + 9 * DAY},
        "led off": {"title": "Meet the mentors", "starts_at": at - 5 * DAY, "status": "called off"},
    }
    for name, fields in given.items():
        world.sessions[name] = SessionFactory(cohort=cohort, leader=world.people["leader"], **fields)
    world.sessions["led off"].called_off_why = "The room is closed."
    world.sessions["led off"].save()
