"""The forms of managers around the reading of a round."""

import datetime as dt
import uuid

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from cohorts.models import Cohort
from core.calendar import uk_day
from selection.models import Reviewer, Round
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.factories.selection import ReviewerFactory, ReviewFactory
from tests.inputs.form import Typed

NUMBER, READER, OTHER = "123456", "11111111-2222-4333-8444-555555555555", "22222222-2222-4333-8444-555555555555"
SOON = uk_day(timezone.now()) + dt.timedelta(days=7)
DAY = {f"review_by_{part}": str(getattr(SOON, part)) for part in ("day", "month", "year")}


def signed_in(cohort: Cohort) -> Client:
    person = ProgrammeManagerFactory()
    make_manager(cohort.programme, person=person)
    return sign_in(Client(), person)


def closed() -> tuple[Client, Cohort]:
    """A ranked cohort to be given out, without what a person has yet to decide on."""
    reviewer = ReviewerFactory()
    ReviewerFactory(programme=reviewer.programme)
    cohort = CohortFactory(ranked=True, closed=True, programme=reviewer.programme)
    for state in ("assessment", "in_review"):
        ApplicationFactory(cohort=cohort, **{state: True})
    return signed_in(cohort), cohort


def being_read() -> tuple[Client, Round]:
    """By one of two. Those of a scene before this one let go of the names by which they are typed in."""
    for reviewer in Reviewer.objects.filter(uuid__in=[READER, OTHER]):
        Reviewer.objects.filter(pk=reviewer.pk).update(uuid=uuid.uuid4())
    review = ReviewFactory(candidate__number=NUMBER, reviewer__uuid=READER)
    ReviewerFactory(programme=review.reviewer.programme, uuid=OTHER)
    return signed_in(review.candidate.round.cohort), review.candidate.round


def of_round(name: str):
    return lambda round_: reverse(f"selection:{name}", args=[round_.uuid])


def opening(cohort: Cohort) -> str:
    return reverse("selection:round_open", args=[cohort.programme.slug, cohort.slug])


def reassigning(round_: Round) -> str:
    review = round_.candidates.get().reviews.get(reviewer=Reviewer.objects.get(uuid=READER))
    return reverse("selection:review_reassign", args=[round_.uuid, review.uuid])


SCENES = {"closed": closed, "being read": being_read}

PAIR = {"number": NUMBER, "reviewer": OTHER}
FORMS = {
    "RoundForm": Typed("closed", opening, {**DAY, "without_referred": "on"}),
    "ReadByForm": Typed("being read", of_round("round_read_by"), DAY),
    "ReviewFilterForm": Typed(
        "being read",
        of_round("round_reviews"),
        {"state": "to read", "reviewer": READER, "number": NUMBER},
        "get",
    ),
    "ReassignForm": Typed("being read", reassigning, {"to": OTHER}),
    "GiveForm": Typed("being read", of_round("review_give"), PAIR),
    "ConflictForm": Typed("being read", of_round("conflict_add"), {**PAIR, "why": "Sisters"}),
}
BASES = {"PairForm"}
