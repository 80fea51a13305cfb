"""The even assignment, on the real action: whatever the conflicts, nobody's load could be nearer to the others'."""

from itertools import product

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from returners.models import Application
from selection.actions.assigning import even_out
from selection.actions.opening import open_round
from selection.models import Conflict, Review, Reviewer, Score
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.selection import ReviewerFactory
from tests.selection.reading import LATER, NOW, READ_BY, closed_cohort

pytestmark = pytest.mark.django_db

MOST_APPLICATIONS, MOST_REVIEWERS = 9, 5
PAIRS = list(product(range(MOST_APPLICATIONS), range(MOST_REVIEWERS)))


@pytest.fixture
def cohort():
    """With more than any example uses: each takes the first so many."""
    cohort = closed_cohort(applications=MOST_APPLICATIONS)
    for _ in range(MOST_REVIEWERS):
        ReviewerFactory(programme=cohort.programme)
    return cohort


@given(
    applications=st.integers(1, MOST_APPLICATIONS),
    reviewers=st.integers(2, MOST_REVIEWERS),
    forbidden=st.sets(st.sampled_from(PAIRS)),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_loads_differ_by_at_most_one_where_conflicts_allow_it(cohort, applications, reviewers, forbidden):
    with transaction.atomic():
        apply_, read = begin(applications, reviewers, forbidden)

        round_ = open_round(cohort, review_by=READ_BY, by=None, at=NOW, without_referred=True)

        given_out = pairs(Review.objects.live().filter(candidate__round=round_), apply_, read)
        assert given_out.isdisjoint(forbidden)
        for a in range(applications):
            allowed = [r for r in range(reviewers) if (a, r) not in forbidden]
            assert sum((a, r) in given_out for r in range(reviewers)) == min(2, len(allowed))
        assert not could_be_more_even(given_out, forbidden, range(applications), range(reviewers))
        transaction.set_rollback(True)


@given(
    applications=st.integers(1, MOST_APPLICATIONS),
    reviewers=st.integers(2, MOST_REVIEWERS - 1),
    forbidden=st.sets(st.sampled_from(PAIRS)),
    begun=st.sets(st.sampled_from(PAIRS)),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_shares_are_evened_for_whoever_joins_midway(cohort, applications, reviewers, forbidden, begun):
    with transaction.atomic():
        apply_, read = begin(applications, reviewers, forbidden)
        round_ = open_round(cohort, review_by=READ_BY, by=None, at=NOW, without_referred=True)
        live = Review.objects.live().filter(candidate__round=round_)
        before, criterion = pairs(live, apply_, read), cohort.rubric.criteria.first()
        for review in live:
            if pairs([review], apply_, read) <= begun:
                Score.objects.create(review=review, criterion=criterion, why="So far.")
        Reviewer.objects.filter(pk=read[reviewers].pk).update(is_away=False)

        moved = even_out(round_, by=ProgrammeManagerFactory(), at=LATER)

        after = pairs(live.all(), apply_, read)
        assert after.isdisjoint(forbidden)
        assert before & begun <= after
        assert moved == len(before - after)
        assert not could_be_more_even(after, forbidden, range(applications), range(reviewers + 1), begun & before)
        assert even_out(round_, by=ProgrammeManagerFactory(), at=LATER) == 0
        transaction.set_rollback(True)


def begin(applications, reviewers, forbidden):
    """So many of both, with these conflicts among them."""
    apply_, read = list(Application.objects.order_by("pk")), list(Reviewer.objects.order_by("pk"))
    Application.objects.filter(pk__in=[one.pk for one in apply_[applications:]]).update(status="in review")
    Reviewer.objects.filter(pk__in=[one.pk for one in read[reviewers:]]).update(is_away=True)
    Conflict.objects.bulk_create(
        Conflict(application=apply_[a], reviewer=read[r], kind=Conflict.Kind.DECLARED, at=NOW) for a, r in forbidden
    )
    return apply_, read


def pairs(reviews, apply_, read):
    """Who reads what, by their places in these lists."""
    place = {one.pk: number for number, one in enumerate(apply_)}
    reader = {one.pk: number for number, one in enumerate(read)}
    return {(place[review.candidate.application_id], reader[review.reviewer_id]) for review in reviews}


def could_be_more_even(given_out, forbidden, applications, reviewers, begun=frozenset()):
    """Whether somebody could hand one on, perhaps by way of others, to somebody with at least two fewer."""
    loads = {r: sum((a, r) in given_out for a in applications) for r in reviewers}
    takers = {
        giver: {
            taker
            for taker, a in product(reviewers, applications)
            if (a, giver) in given_out - begun and (a, taker) not in given_out | forbidden
        }
        for giver in reviewers
    }
    for giver in reviewers:
        reached, new = {giver}, {giver}
        while new:
            new = {taker for one in new for taker in takers[one]} - reached
            reached |= new
        if any(loads[giver] - loads[taker] >= 2 for taker in reached):
            return True
    return False


def test_the_measure_sees_what_is_uneven():
    uneven = {(0, 0), (1, 0), (2, 0)}

    assert could_be_more_even(uneven, set(), range(3), range(2))
    assert not could_be_more_even(uneven, {(0, 1), (1, 1), (2, 1)}, range(3), range(2))
