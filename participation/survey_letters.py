"""The letters that ask how people feel about going back to work: one at each moment, and no reminder."""

import datetime as dt
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.urls import reverse

from cohorts.models import Enrolment
from core.calendar import uk_day, uk_instant
from core.uktime import uk_date
from notifications.outbox import letter_url
from notifications.timed import Rule
from participation.models import Moment, Survey
from participation.models.survey import BEFORE_START, closes_at, days, is_asked


def _rows():
    answered = Survey.objects.filter(enrolment=OuterRef("pk")).values("moment")
    rows = Enrolment.objects.select_related("person", "cohort__programme", "moved_from")
    return rows.annotate(answered=ArraySubquery(answered))


def _first_day(enrolment: Enrolment, moment: Moment) -> dt.datetime:
    """Whoever joins after that day is asked on the day after."""
    first = days(enrolment, moment)[0] if moment != Moment.END else enrolment.cohort.ends_on
    if moment == Moment.START:
        first = max(first + BEFORE_START - dt.timedelta(days=3), uk_day(enrolment.joined_at) + dt.timedelta(days=1))
    return uk_instant(first, 0)


def _is_written_to(enrolment: Enrolment, moment: Moment) -> bool:
    """Whoever has a break is left in peace; they can answer on their page. Back in time, they are written to."""
    return enrolment.status != Enrolment.Status.PAUSED and is_asked(enrolment, moment)


def _letter(enrolment: Enrolment, moment: Moment) -> dict[str, Any]:
    cohort = enrolment.cohort
    url = reverse("participation:survey_give", args=[cohort.programme.slug, cohort.slug, moment])
    return {
        "to": enrolment.person.email,
        "person": enrolment.person,
        "about": enrolment.uuid,
        "template": f"participation/email/survey_{moment}",
        "context": {
            "name": enrolment.person.name,
            "programme": cohort.programme.name,
            "last_day": uk_date(days(enrolment, moment)[1]),
            "survey_url": letter_url(url),
            "contact_email": cohort.programme.contact_email,
        },
    }


def _rule(moment: Moment, name: str) -> Rule:
    return Rule(
        key=f"survey-{moment}",
        name=name,
        model=Enrolment,
        anchor=lambda enrolment: _first_day(enrolment, moment),
        wanted=lambda enrolment: _is_written_to(enrolment, moment),
        proven=lambda enrolment: moment not in enrolment.answered,
        letter=lambda enrolment: _letter(enrolment, moment),
        latest=lambda enrolment: closes_at(enrolment, moment),
        rows=_rows,
        account=lambda enrolment: enrolment.person_id,
        offset_days=0,
        uk_hour=10,
    )


RULES = [
    _rule(Moment.START, "How people feel, asked as the programme starts"),
    _rule(Moment.END, "How people feel, asked on the last day of the programme"),
    _rule(Moment.LATER, "How people feel, asked six months later"),
]
