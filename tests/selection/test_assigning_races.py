"""Several people at once around who reads what: nobody reads twice, nothing is given out twice, nobody deadlocks."""

from functools import partial

import pytest
from django.db import transaction

from core.errors import Refused
from selection.actions import assigning
from selection.models import Review, Round
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.returners import ApplicationFactory
from tests.factories.selection import ReviewerFactory
from tests.parallel import blocked, in_parallel
from tests.selection.reading import LATER, NOW, opened, readers

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_fill_at_once_give_each_review_once():
    round_ = opened(applications=2, reviewers=3)
    for _ in range(3):
        ApplicationFactory(cohort=round_.cohort, assessment=True, now=NOW)

    in_parallel([partial(assigning.fill, round_, at=LATER)] * 4)

    assert round_.candidates.count() == 5
    assert Review.objects.live().count() == 10


def test_two_managers_who_give_the_same_review_away_give_it_once():
    round_ = opened(applications=1, reviewers=2)
    review = Review.objects.first()
    chosen = [ReviewerFactory(programme=round_.cohort.programme) for _ in range(2)]
    by = ProgrammeManagerFactory()

    outcomes = in_parallel(
        [partial(assigning.reassign, review, to=one, by=by, at=LATER) for one in chosen], may_raise=(Refused,)
    )

    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    assert len(readers(review.candidate)) == 2


def test_nothing_is_given_out_while_decisions_are_being_prepared():
    round_ = opened(applications=1, reviewers=2)
    ApplicationFactory(cohort=round_.cohort, assessment=True, now=NOW)

    with transaction.atomic():
        held = assigning.hold(round_)
        filling = blocked(partial(assigning.fill, round_, at=LATER))
        Round.objects.filter(pk=held.pk).update(status="prepared", prepared_at=LATER)
    filling.result()

    assert round_.candidates.count() == 1
