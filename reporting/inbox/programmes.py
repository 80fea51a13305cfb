"""What waits for whoever manages a programme, whatever its cohort: one query for all of it."""

import datetime as dt

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from cohorts.models import Programme
from reporting.inbox import mentoring
from reporting.inbox.counting import Waiting
from reporting.inbox.task import Task
from returners.models import PhoneDraft

# Taken by phone: the person has read it, and something is not right.
NOT_RIGHT = Waiting(
    name="not_right",
    rows=lambda at: PhoneDraft.objects.not_right(),
    by="application__programme",
    one="1 application by phone to put right",
    many="{} applications by phone to put right",
    url=lambda programme: reverse("returners:phone_list"),
    link="Put right",
)
KINDS = [NOT_RIGHT, *mentoring.OF_PROGRAMME]


def tasks(person: User, at: dt.datetime) -> list[Task]:
    return [task for programme in watched(person, at) for kind in KINDS if (task := kind.task(programme))]


def watched(person: User, at: dt.datetime) -> QuerySet[Programme]:
    """The programmes somebody manages, with how many there are of each kind."""
    counts = {kind.name: kind.count(at) for kind in KINDS}
    found: QuerySet[Programme] = Programme.objects.managed_by(person).annotate(**counts).order_by("pk")
    return found
