"""What waits for whoever manages mentoring: a line for each kind of task."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from cohorts.models import Cohort
from mentoring import watching
from mentoring.models import Concern, Mentor, NextAsk, Pair
from reporting.inbox.counting import Waiting
from reporting.inbox.task import Task

OF_PROGRAMME = [
    Waiting(
        name="mentors_waiting",
        rows=lambda at: Mentor.objects.waiting(),
        by="programme",
        one="1 mentor to approve",
        many="{} mentors to approve",
        url=lambda programme: reverse("mentoring:mentor_list", args=[programme.slug]) + "?status=waiting",
        link="Look at them",
    ),
    Waiting(
        name="pairs_not_working",
        rows=lambda at: Concern.objects.open(),
        by="pair__programme",
        one="1 pair that is not working",
        many="{} pairs that are not working",
        url=lambda programme: reverse("mentoring:concern_list", args=[programme.slug]),
        link="Get in touch",
    ),
    Waiting(
        name="pairs_silent",
        rows=lambda at: watching.silent(Pair.objects.all(), at),
        by="programme",
        one="1 pair without contact in 30 days",
        many="{} pairs without contact in 30 days",
        url=lambda programme: reverse("mentoring:quiet_list", args=[programme.slug]),
        link="See who",
    ),
]
OF_COHORT: list[Waiting] = [
    Waiting(
        name="asks_ran_out",
        rows=lambda at: NextAsk.objects.ran_out(),
        by="enrolment__cohort",
        one="1 returner with no mentor left to ask",
        many="{} returners with no mentor left to ask",
        url=lambda cohort: reverse("mentoring:ask_list", args=[cohort.programme.slug, cohort.slug]),
        link="Find a mentor",
    ),
]


def counts(at: dt.datetime) -> dict[str, Any]:
    """Of a cohort, for `reporting.inbox.cohorts`."""
    return {waiting.name: waiting.count(at) for waiting in OF_COHORT}


def of_cohort(cohort: Cohort, at: dt.datetime) -> Iterator[Task]:
    return (task for waiting in OF_COHORT if (task := waiting.task(cohort)))
