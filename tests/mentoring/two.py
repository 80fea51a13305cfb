"""Returners and mentors who could be a pair: free at the same time, one strand, one programme."""

import datetime as dt

from django.utils import timezone

from cohorts.models import Enrolment
from mentoring.actions import asking
from mentoring.models import Mentor, NextAsk, Pair
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.mentoring import MentorFactory, PairFactory

NOW = timezone.now()
DAY = dt.timedelta(days=1)
FIELD = "2134"


def a_returner(cohort=None, **fields) -> Enrolment:
    """In the North West: to meet somebody from there scores more."""
    return EnrolmentFactory(cohort=cohort or CohortFactory(), **{"told_when": True, "region": "North West", **fields})


def a_mentor(cohort, **fields) -> Mentor:
    return MentorFactory(programme=cohort.programme, **{"availability": ["mon-school"], **fields})


def worse(cohort, **fields) -> Mentor:
    """One who fits, but not as well."""
    return a_mentor(cohort, region="London", **fields)


def asked(cohort=None, **fields) -> Pair:
    """A mentor who has been asked about somebody."""
    enrolment = fields.pop("enrolment", None) or a_returner(cohort)
    mentor = fields.pop("mentor", None) or a_mentor(enrolment.cohort)
    return PairFactory(enrolment=enrolment, mentor=mentor, **{"asked_at": NOW, **fields})


def active(cohort=None, **fields) -> Pair:
    return asked(cohort, active=True, **fields)


def again(row):
    row.refresh_from_db()
    return row


def ask_the_next(at=NOW) -> Pair | None:
    """What happens as soon as a no has been saved."""
    asking.ask_next_due(at)
    return Pair.objects.asked().order_by("-pk").first()


def waits(enrolment) -> str:
    """Whether another mentor is looked for."""
    waiting = NextAsk.objects.filter(enrolment=enrolment).first()
    return "no" if waiting is None else "ran out" if waiting.ran_out_at else "yes"
