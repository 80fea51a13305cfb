"""A reviewer who leaves one programme, and reads on for another."""

import datetime as dt

import pytest

from cohorts.models import ProgrammeRole
from cohorts.reviewers import make_reviewer, remove_reviewer
from selection.models import Review, Reviewer
from tests.factories.accounts import AdministratorFactory
from tests.factories.selection import CandidateFactory, ReviewFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def test_reviewer_who_leaves_a_programme_opens_nothing_of_it_any_more():
    left, stays = ReviewFactory(levels=[3, 2, 4]), CandidateFactory()
    person, administrator = left.reviewer.person, AdministratorFactory()
    make_reviewer(stays.round.cohort.programme, person=person)
    review = ReviewFactory(
        candidate=stays, reviewer=Reviewer.objects.of(person).get(programme=stays.round.cohort.programme)
    )
    role = ProgrammeRole.objects.get(person=person, programme=left.reviewer.programme)

    before = set(Review.objects.of(person))
    remove_reviewer(role, by=administrator, at=NOW)

    assert before == {left, review}
    assert list(Review.objects.of(person)) == [review]
    left.refresh_from_db()
    assert left.status == "submitted"


def test_reviewer_who_leaves_has_nothing_to_read_any_more():
    review = ReviewFactory()
    role = ProgrammeRole.objects.get(person=review.reviewer.person)

    remove_reviewer(role, by=AdministratorFactory(), at=NOW)

    review.refresh_from_db()
    assert (review.status, review.closed_at) == ("taken away", NOW)
