"""The letters of how somebody who takes part gets on, through the clock that sends them."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from notifications.models import Message
from notifications.timed import replan, send_due
from participation.actions.completing import complete_cohort, plan_completion
from participation.models import Moment
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import AttendanceFactory
from tests.letters.letters import Expected

LETTERS = {*(f"survey_{moment}" for moment in Moment), "completed"}


def cause() -> None:
    enrolment = EnrolmentFactory(now=timezone.now() - dt.timedelta(days=60))
    replan(enrolment)
    cohort = enrolment.cohort
    for day in (cohort.starts_on, cohort.ends_on, cohort.ends_on + dt.timedelta(days=182)):
        send_due(dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC))

    came = AttendanceFactory(enrolment=enrolment, session__cohort=cohort)
    at = came.session.ends_at + dt.timedelta(days=1)
    complete_cohort(cohort, seen=plan_completion(cohort, at=at).seen, by=ProgrammeManagerFactory(), at=at)


def expected(message: Message) -> Expected:
    enrolment = message.person.enrolments.get()
    cohort = enrolment.cohort
    programme = cohort.programme
    page = reverse("participation:certificate_detail", args=[programme.slug, cohort.slug])
    if message.template != "participation/email/completed":
        moment = message.template.rpartition("_")[2]
        page = reverse("participation:survey_give", args=[programme.slug, cohort.slug, moment])
    return Expected(
        hello=enrolment.person.name,
        to=enrolment.person.email,
        text_names=programme.name,
        subject_names=programme.name,
        leads_to={page},
    )
