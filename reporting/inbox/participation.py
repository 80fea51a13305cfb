"""What waits for whoever runs a cohort under way: people who ask something, or may be drifting away."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from cohorts.models import Cohort, Enrolment
from core.words import number_of
from participation import early_warning
from participation.models import Question
from reporting.inbox.counting import count_of
from reporting.inbox.task import Task
from returners.models import Place


def counts(at: dt.datetime) -> dict[str, Any]:
    """Of a cohort, for `reporting.inbox.cohorts`."""
    missed = early_warning.missed_in_a_row(Enrolment.objects.filter(cohort=OuterRef("pk")), at)
    unopened = early_warning.offers_not_opened(Place.objects.filter(pool__cohort=OuterRef("pk")), at)
    asked = Question.objects.open().filter(enrolment__cohort=OuterRef("pk"))
    return {
        "asked": count_of(asked, "enrolment__cohort"),
        "answer_by": Subquery(asked.order_by("due_at").values("due_at")[:1]),
        "missed": count_of(missed, "cohort"),
        "unopened": count_of(unopened, "pool__cohort"),
        "first_to_end": Subquery(unopened.order_by("offer_expires_at").values("offer_expires_at")[:1]),
    }


def of_cohort(cohort: Cohort, at: dt.datetime) -> Iterator[Task]:
    asked, missed, unopened = cohort.asked, cohort.missed, cohort.unopened  # type: ignore[attr-defined]
    if asked:
        yield _to_answer(cohort, f"{number_of(asked, 'question')} to answer", at)
    if missed:
        people = "1 person" if missed == 1 else f"{missed} people"
        yield _warning(cohort, f"{people} missed two sessions in a row", "missed", "Get in touch")
    if unopened:
        offers = f"{number_of(unopened, 'offer')} not opened yet and about to run out"
        yield _warning(cohort, offers, "offers", "See who", by=cohort.first_to_end)  # type: ignore[attr-defined]


def _to_answer(cohort: Cohort, title: str, at: dt.datetime) -> Task:
    by: dt.datetime = cohort.answer_by  # type: ignore[attr-defined]
    url, group = reverse("participation:question_inbox"), cohort.programme.name
    return Task(group=group, title=f"{title}, {cohort.name}", url=url, link="Answer", by=by, is_late=by <= at)


def _warning(cohort: Cohort, title: str, part: str, link: str, *, by: dt.datetime | None = None) -> Task:
    """`part`: of the page with all of them."""
    page = reverse("participation:early_warning_list", args=[cohort.programme.slug, cohort.slug])
    group = cohort.programme.name
    return Task(group=group, title=f"{title}, {cohort.name}", url=f"{page}#{part}", link=link, by=by)
