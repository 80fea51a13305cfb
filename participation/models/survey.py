"""How people feel about going back to work, asked in the same words three times."""

import datetime as dt

import pghistory
from django.db import models

from cohorts.models import Enrolment
from core import audit
from core.calendar import end_of_uk_day, uk_day, uk_instant
from core.querysets import QuerySet


class Moment(models.TextChoices):
    START = "start", "At the start"
    END = "end", "At the end"
    LATER = "later", "Six months later"


# When each is asked, counted from the first or the last day of the cohort; and for how long it can be answered.
BEFORE_START, START_OPEN = dt.timedelta(days=7), dt.timedelta(days=28)
BEFORE_END, END_OPEN = dt.timedelta(days=3), dt.timedelta(days=42)
MONTHS_LATER, LATER_OPEN = dt.timedelta(days=182), dt.timedelta(days=56)


@pghistory.track()
class Survey(models.Model):
    """What somebody answered at one of the moments: by the key of each statement, from 1 to 5."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="surveys")
    moment = models.CharField(max_length=5, choices=Moment)
    answers = models.JSONField()
    answered_at = models.DateTimeField()

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "moment"], name="one_survey_at_each_moment")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.get_moment_display()}: enrolment {self.enrolment_id}"


def days(enrolment: Enrolment, moment: Moment) -> tuple[dt.date, dt.date]:
    """The first and the last day on which somebody can answer. Whoever joins late has as long as the others."""
    cohort = enrolment.cohort
    if moment == Moment.START:
        joined = max(cohort.starts_on, uk_day(enrolment.joined_at))
        return cohort.starts_on - BEFORE_START, joined + START_OPEN
    if moment == Moment.END:
        return cohort.ends_on - BEFORE_END, cohort.ends_on + END_OPEN
    asked = cohort.ends_on + MONTHS_LATER
    return asked, asked + LATER_OPEN


def opens_at(enrolment: Enrolment, moment: Moment) -> dt.datetime:
    return uk_instant(days(enrolment, moment)[0], 0)


def closes_at(enrolment: Enrolment, moment: Moment) -> dt.datetime:
    return end_of_uk_day(days(enrolment, moment)[1])


def is_asked(enrolment: Enrolment, moment: Moment) -> bool:
    """Whoever stopped is not asked again; whoever completed is."""
    return enrolment.is_live or (moment != Moment.START and enrolment.status == Enrolment.Status.COMPLETED)


def can_answer(enrolment: Enrolment, moment: Moment, at: dt.datetime) -> bool:
    return is_asked(enrolment, moment) and opens_at(enrolment, moment) <= at < closes_at(enrolment, moment)


def open_surveys(enrolment: Enrolment, at: dt.datetime) -> list[Moment]:
    return [moment for moment in Moment if can_answer(enrolment, moment, at)]
