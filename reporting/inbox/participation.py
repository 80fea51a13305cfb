"""What waits for whoever runs a cohort that is under way: people who may be drifting away. Each has its list."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from accounts.models import User
from cohorts.models import Cohort, Enrolment
from core.words import number_of
from participation import early_warning
from reporting.inbox.counting import count_of
from reporting.inbox.task import Task
from returners.models import Place


def tasks(person: User, at: dt.datetime) -> list[Task]:
    return [task for cohort in watched(person, at) for task in _of_cohort(cohort)]


def watched(person: User, at: dt.datetime) -> QuerySet:
    """The cohorts somebody runs, with how many there are of each kind: in one query, however many kinds."""
    missed = early_warning.missed_in_a_row(Enrolment.objects.filter(cohort=OuterRef("pk")))
    unopened = early_warning.offers_not_opened(Place.objects.filter(pool__cohort=OuterRef("pk")), at)
    return (
        Cohort.objects.managed_by(person)
        .select_related("programme")
        .annotate(
            missed=count_of(missed, "cohort"),
            unopened=count_of(unopened, "pool__cohort"),
            first_to_end=Subquery(unopened.order_by("offer_expires_at").values("offer_expires_at")[:1]),
        )
        .order_by("pk")
    )


def _of_cohort(cohort: Cohort) -> Iterator[Task]:
    """What was counted comes with the cohort, see `watched`."""
    missed, unopened = cohort.missed, cohort.unopened  # type: ignore[attr-defined]
    if missed:
        people = "1 person" if missed == 1 else f"{missed} people"
        yield _warning(cohort, f"{people} missed two sessions in a row", "missed", "Get in touch")
    if unopened:
        offers = f"{number_of(unopened, 'offer')} not opened yet and about to run out"
        yield _warning(cohort, offers, "offers", "See who", by=cohort.first_to_end)  # type: ignore[attr-defined]


def _warning(cohort: Cohort, title: str, part: str, link: str, *, by: dt.datetime | None = None) -> Task:
    """`part`: of the page with all of them."""
    page = reverse("participation:early_warning_list", args=[cohort.programme.slug, cohort.slug])
    group = cohort.programme.name
    return Task(group=group, title=f"{title}, {cohort.name}", url=f"{page}#{part}", link=link, by=by)
