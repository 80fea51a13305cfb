"""A round opened by the action, and reviews submitted, in a line each."""

import datetime as dt

from cohorts.models import ProgrammeRole
from selection.actions import assigning
from selection.actions.opening import open_round
from selection.models import Review, Reviewer, Round, Score
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.factories.selection import ReviewerFactory

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=1)
READ_BY = dt.date(2026, 3, 16)


def closed_cohort(*, applications: int = 0, reviewers: int = 0, **more):
    cohort = CohortFactory(ranked=True, closed=True, now=NOW, **more)
    for _ in range(applications):
        ApplicationFactory(cohort=cohort, assessment=True, now=NOW)
    for _ in range(reviewers):
        ReviewerFactory(programme=cohort.programme)
    return cohort


def opened(*, applications: int = 3, reviewers: int = 3, at: dt.datetime = NOW, **more) -> Round:
    cohort = closed_cohort(applications=applications, reviewers=reviewers, **more)
    return opening(cohort, at=at)


def opening(cohort, *, at: dt.datetime = NOW) -> Round:
    return open_round(cohort, review_by=READ_BY, by=ProgrammeManagerFactory(), at=at)


def only(round_: Round):
    """The one candidate there is."""
    return round_.candidates.get()


def somebody_else(candidate) -> Reviewer | None:
    """Who reads for the programme, and not this one."""
    programme = candidate.round.cohort.programme_id
    return Reviewer.objects.filter(programme=programme).exclude(reviews__candidate=candidate).first()


def submit(review: Review, *levels: int, at: dt.datetime = LATER) -> Review:
    """With these levels, in the order of the criteria: one alone is given on all of them."""
    criteria = list(review.candidate.round.cohort.rubric.criteria.all())
    for criterion, level in zip(criteria, levels if len(levels) > 1 else levels * len(criteria), strict=True):
        Score.objects.create(review=review, criterion=criterion, level=level, why="What was written shows it.")
    review.move_to(Review.Status.SUBMITTED)
    review.submitted_at = at
    review.save(update_fields=["status", "submitted_at"])
    assigning.after_submission(review, at=at, by=review.reviewer.person)
    return review


def leave(reviewer: Reviewer) -> None:
    """Without a word to anybody."""
    ProgrammeRole.objects.filter(programme=reviewer.programme, person=reviewer.person).delete()


def readers(candidate) -> set[Reviewer]:
    return {review.reviewer for review in candidate.reviews.live()}


def loads(round_: Round) -> list[int]:
    """Of everybody who reads for the programme, the least first."""
    live = Review.objects.live().filter(candidate__round=round_)
    return sorted(live.filter(reviewer=reviewer).count() for reviewer in round_.cohort.programme.reviewers.all())
