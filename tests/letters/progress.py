"""The letters of how somebody who takes part gets on, through the clock that sends them."""

import datetime as dt

from django.urls import reverse

from notifications.models import Message
from notifications.timed import replan, send_due
from participation.models import Moment
from tests.factories.cohorts import EnrolmentFactory
from tests.letters.letters import Expected

LETTERS = {f"survey_{moment}" for moment in Moment}


def cause() -> None:
    enrolment = EnrolmentFactory()
    replan(enrolment)
    cohort = enrolment.cohort
    for day in (cohort.starts_on, cohort.ends_on, cohort.ends_on + dt.timedelta(days=182)):
        send_due(dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC))


def expected(message: Message) -> Expected:
    enrolment = message.person.enrolments.get()
    cohort = enrolment.cohort
    programme = cohort.programme
    moment = message.template.rpartition("_")[2]
    return Expected(
        hello=enrolment.person.name,
        to=enrolment.person.email,
        text_names=programme.name,
        subject_names=programme.name,
        leads_to={reverse("participation:survey_give", args=[programme.slug, cohort.slug, moment])},
    )
