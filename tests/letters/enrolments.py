"""The letters of a break, another cohort and an early end."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from notifications.models import Message
from participation.actions import enrolling
from returners.models import Application
from tests.factories.cohorts import CohortFactory
from tests.factories.profiles import ProfileFactory
from tests.letters.letters import Expected

LETTERS = {"paused", "came_back", "moved", "stopped"}


def cause() -> None:
    """Somebody goes away for a while, comes back, puts the programme off, and stops after all."""
    at, enrolment = timezone.now(), ProfileFactory(application__full_name="Amina Hussain").enrolment
    press = {"by": enrolment.person, "at": at}
    later = enrolment.cohort.starts_on + dt.timedelta(days=90)
    pool = CohortFactory(programme=enrolment.cohort.programme, starts_on=later).pools.get()
    enrolling.pause(enrolment, reason="caring", back_on=enrolment.cohort.starts_on, **press)
    enrolling.come_back(enrolment, **press)
    joined = enrolling.defer(enrolment, pool, reason="caring", **press)
    enrolling.end_early(joined, reason="job", **press)


def expected(message: Message) -> Expected:
    application = Application.objects.get(uuid=message.subject_uuid)
    enrolments = application.person.enrolments.order_by("pk")
    kind = message.template.rpartition("/")[2]
    enrolment = enrolments.first() if kind in ("paused", "came_back") else enrolments.last()
    programme, cohort = application.programme, enrolment.cohort
    page = reverse("participation:enrolment_detail", args=[programme.slug, cohort.slug])
    if kind == "stopped":
        page = reverse("cohorts:programme_detail", args=[programme.slug])
    return Expected("Amina Hussain", application.person.email, cohort.name, programme.name, {page})
