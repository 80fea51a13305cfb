"""A reviewer who leaves one programme, and reads on for another."""

import datetime as dt

import pytest

from accounts.models import Role
from cohorts.holders import make_holder, remove_holder
from cohorts.models import ProgrammeRole
from selection.actions.reviewers import forget_employers
from selection.models import Review, Reviewer, Round
from tests.factories.accounts import AdministratorFactory
from tests.factories.selection import CandidateFactory, ReviewerFactory, ReviewFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def test_reviewer_who_leaves_a_programme_opens_nothing_of_it_any_more():
    left, stays = ReviewFactory(levels=[3, 2, 4]), CandidateFactory()
    person, administrator = left.reviewer.person, AdministratorFactory()
    make_holder(stays.round.cohort.programme, role=Role.REVIEWER, person=person)
    review = ReviewFactory(
        candidate=stays, reviewer=Reviewer.objects.of(person).get(programme=stays.round.cohort.programme)
    )
    role = ProgrammeRole.objects.get(person=person, programme=left.reviewer.programme)

    before = set(Review.objects.of(person))
    remove_holder(role, by=administrator, at=NOW)

    assert before == {left, review}
    assert list(Review.objects.of(person)) == [review]
    left.refresh_from_db()
    assert left.status == "submitted"


def test_reviewer_who_leaves_has_nothing_to_read_any_more():
    review = ReviewFactory()
    role = ProgrammeRole.objects.get(person=review.reviewer.person)

    remove_holder(role, by=AdministratorFactory(), at=NOW)

    review.refresh_from_db()
    assert (review.status, review.closed_at) == ("taken away", NOW)


def test_where_a_reviewer_worked_is_forgotten_once_they_have_left_and_all_is_released():
    review = ReviewFactory(levels=[3, 2, 4], reviewer__employers=["Acme Software"])
    reads_on = ReviewerFactory(programme=review.reviewer.programme, employers=["Other Foods"])
    role = ProgrammeRole.objects.get(person=review.reviewer.person)
    remove_holder(role, by=AdministratorFactory(), at=NOW)

    early = forget_employers()
    Round.objects.update(status=Round.Status.RELEASED, prepared_at=NOW, released_at=NOW)
    later = forget_employers()

    assert (early, later, forget_employers()) == (0, 1, 0)
    kept = dict(Reviewer.objects.values_list("pk", "employers"))
    assert kept == {review.reviewer.pk: [], reads_on.pk: ["Other Foods"]}
