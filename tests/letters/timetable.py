"""The letters about a timetable."""

from django.urls import reverse
from django.utils import timezone

from cohorts.models import Enrolment
from notifications.models import Message
from participation.actions import announcing
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import SessionFactory
from tests.letters.letters import Expected

LETTERS = {"timetable"}


def cause() -> None:
    """A timetable is shown."""
    enrolment = EnrolmentFactory()
    SessionFactory(cohort=enrolment.cohort)
    announcing.announce(enrolment.cohort, by=ProgrammeManagerFactory(), at=timezone.now())


def expected(message: Message) -> Expected:
    enrolment = Enrolment.objects.get(person=message.person)
    programme = enrolment.cohort.programme
    page = reverse("participation:my_timetable", args=[programme.slug, enrolment.cohort.slug])
    return Expected(enrolment.person.name, enrolment.person.email, programme.name, programme.name, {page})
