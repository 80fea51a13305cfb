"""The letters about a timetable."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from cohorts.models import Enrolment
from notifications.models import Message
from notifications.timed import send_due
from participation.actions import announcing
from participation.actions.timetable import call_off
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import SessionFactory
from tests.letters.letters import Expected

LETTERS = {"timetable", "timetable_changed", "session_reminder"}


def cause() -> None:
    """A timetable is shown, a session is called off, and it is the day before another one."""
    enrolment, at, manager = EnrolmentFactory(), timezone.now(), ProgrammeManagerFactory()
    session, off = (SessionFactory(cohort=enrolment.cohort) for _ in range(2))
    announcing.announce(enrolment.cohort, by=manager, at=at)
    call_off(off, why="The leader is ill.", by=manager, at=at)
    announcing.tell(enrolment.cohort, at=at)
    send_due(session.starts_at - dt.timedelta(hours=8))


def expected(message: Message) -> Expected:
    enrolment = Enrolment.objects.get(person=message.person)
    programme = enrolment.cohort.programme
    page = reverse("participation:my_timetable", args=[programme.slug, enrolment.cohort.slug])
    return Expected(enrolment.person.name, enrolment.person.email, programme.name, programme.name, {page})
