"""What waits for whoever runs a fund: claims to decide, people without a placement, days that nobody signs off."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef
from django.urls import reverse

from cohorts.models import Cohort, Enrolment
from core.words import number_of
from outcomes import watching
from outcomes.models import Claim
from reporting.inbox.counting import count_of
from reporting.inbox.task import Task


def counts(at: dt.datetime) -> dict[str, Any]:
    """Of a cohort, for `reporting.inbox.cohorts`."""
    people = Enrolment.objects.filter(cohort=OuterRef("pk"))
    claims = Claim.objects.waiting().filter(award__enrolment__cohort=OuterRef("pk"))
    return {
        "claims": count_of(claims, "award__enrolment__cohort"),
        "unplaced": count_of(watching.without_placement(people), "cohort"),
        "unsigned": count_of(watching.not_signed(people, at), "cohort"),
    }


def of_cohort(cohort: Cohort, at: dt.datetime) -> Iterator[Task]:
    claims, unplaced, unsigned = cohort.claims, cohort.unplaced, cohort.unsigned  # type: ignore[attr-defined]
    if claims:
        yield _task(cohort, f"{number_of(claims, 'claim')} to decide", "claims", "Decide")
    if unplaced:
        people = "1 person needs" if unplaced == 1 else f"{unplaced} people need"
        yield _task(cohort, f"{people} a placement", "unplaced", "See who")
    if unsigned:
        people = "1 person has" if unsigned == 1 else f"{unsigned} people have"
        yield _task(cohort, f"{people} days not signed off for 2 weeks", "unsigned", "See whose")


def _task(cohort: Cohort, title: str, show: str, link: str) -> Task:
    """`show`: the filter of the list that leads to those counted."""
    page = reverse("outcomes:placement_list", args=[cohort.programme.slug, cohort.slug])
    return Task(group=cohort.programme.name, title=f"{title}, {cohort.name}", url=f"{page}?show={show}", link=link)
