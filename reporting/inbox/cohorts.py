"""What waits for whoever runs a cohort under way: one query for all of it, a module for each app with a part in it."""

import datetime as dt

from django.db.models import QuerySet

from accounts.models import User
from cohorts.models import Cohort
from reporting.inbox import mentoring, outcomes, participation
from reporting.inbox.task import Task

PARTS = (participation, mentoring, outcomes)


def tasks(person: User, at: dt.datetime) -> list[Task]:
    return [task for cohort in watched(person, at) for part in PARTS for task in part.of_cohort(cohort, at)]


def watched(person: User, at: dt.datetime) -> QuerySet:
    """The cohorts somebody runs, with how many there are of each kind: in one query, however many kinds."""
    cohorts = Cohort.objects.managed_by(person).select_related("programme").order_by("pk")
    for part in PARTS:
        cohorts = cohorts.annotate(**part.counts(at))
    return cohorts
