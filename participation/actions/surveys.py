"""Answering how one feels about going back to work."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from cohorts.models import Enrolment
from core import audit
from core.errors import Refused
from core.uktime import uk_date
from participation.models import Moment, Survey
from participation.models.survey import can_answer, days, is_asked, opens_at


@transaction.atomic
def answer_survey(
    enrolment: Enrolment, moment: Moment, *, answers: dict[str, int], by: User, at: dt.datetime
) -> Survey:
    """Keep the answers, or change them while they can be. Refused before that time, and after it."""
    if not can_answer(enrolment, moment, at):
        raise Refused(why_not(enrolment, moment, at))
    with audit.acting(by=by):
        survey, _ = Survey.objects.update_or_create(
            enrolment=enrolment, moment=moment, defaults={"answers": answers, "answered_at": at}
        )
    return survey


def why_not(enrolment: Enrolment, moment: Moment, at: dt.datetime) -> str:
    """For whoever comes when these questions cannot be answered."""
    if not is_asked(enrolment, moment):
        return "These questions are for people who take part. You need not answer them."
    first, last = days(enrolment, moment)
    if at < opens_at(enrolment, moment):
        return f"You can answer these questions from {uk_date(first)}. We write to you then."
    return f"These questions could be answered until {uk_date(last)}."
