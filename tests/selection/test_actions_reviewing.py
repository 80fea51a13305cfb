"""What a reviewer does with a review: kept, submitted, opened again, handed back."""

from functools import partial

import pytest
from django.utils import timezone

from core.audit import AuditEntry
from core.errors import Refused, SeenOtherwise
from returners.models import Application
from selection.actions import reviewing
from selection.actions.reviewing import mark
from selection.models import Conflict, Review, Round, Score
from tests.factories.selection import CandidateFactory, ReviewerFactory, ReviewFactory
from tests.parallel import in_parallel
from tests.selection.writing import written

pytestmark = pytest.mark.django_db


def submit(review, *levels, **more):
    given = written(review, *levels)
    return reviewing.submit(review, given, at=timezone.now(), by=review.reviewer.person, **more)


def hand_back(review):
    reviewing.hand_back(review, at=timezone.now(), by=review.reviewer.person)


def prepare(review):
    """As the action for it leaves a round."""
    Round.objects.filter(candidates=review.candidate).update(status=Round.Status.PREPARED, prepared_at=timezone.now())


def withdraw(review):
    Application.objects.filter(candidate=review.candidate).update(
        status=Application.Status.WITHDRAWN, closed_at=timezone.now()
    )


# -- Kept ------------------------------------------------------------------------------------------------------------


def test_save_keeps_what_there_is():
    review = ReviewFactory()

    reviewing.save(review, written(review, 3, None, why="Half a", flags=["unclear"], note="Look at this"))

    review.refresh_from_db()
    assert list(review.scores.values_list("level", "why")) == [(3, "Half a"), (None, "Half a")]
    assert (review.flags, review.note, review.status) == (["unclear"], "Look at this", Review.Status.ASSIGNED)


def test_save_writes_only_what_is_new():
    review = ReviewFactory()
    given = written(review, 3, 2)
    reviewing.save(review, given)
    before = AuditEntry.objects.count()

    reviewing.save(review, given)

    assert AuditEntry.objects.count() == before


def test_save_does_not_write_over_another_window_unseen():
    review = ReviewFactory()
    began_with = mark(reviewing.written(review))
    reviewing.save(review, written(review, 3), began_with=began_with)

    with pytest.raises(SeenOtherwise):
        reviewing.save(review, written(review, 1), began_with=began_with)

    assert review.scores.get().level == 3


def test_save_pressed_twice_in_one_window_is_one():
    review = ReviewFactory()
    began_with = mark(reviewing.written(review))

    for _ in range(2):
        reviewing.save(review, written(review, 3), began_with=began_with)

    assert review.scores.get().level == 3


# -- Submitted -------------------------------------------------------------------------------------------------------


def test_submit_counts_the_review():
    review = ReviewFactory()

    submit(review, 3, 2, 4)

    review.refresh_from_db()
    assert review.status == Review.Status.SUBMITTED
    assert review.submitted_at
    assert list(review.scores.values_list("level", flat=True)) == [3, 2, 4]


@pytest.mark.parametrize("levels", [(3, 2), (3, 2, None)], ids=str)
def test_submit_asks_for_a_level_on_each_criterion(levels):
    review = ReviewFactory()

    with pytest.raises(Refused, match="Give a level and a reason"):
        submit(review, *levels)

    assert not Score.objects.exists()


def test_submit_asks_for_a_reason():
    review = ReviewFactory()

    with pytest.raises(Refused, match="Give a level and a reason"):
        reviewing.submit(review, written(review, 3, 2, 4, why=""), at=timezone.now(), by=review.reviewer.person)


def test_submit_twice_is_one():
    review = ReviewFactory()

    first = submit(review, 3, 2, 4)
    again = submit(review, 3, 2, 4)

    assert again.submitted_at == first.submitted_at


def test_submitted_review_is_not_written_over():
    review = ReviewFactory(levels=[3, 2, 4])

    with pytest.raises(Refused, match="open it again"):
        submit(review, 0, 0, 0)
    with pytest.raises(Refused, match="open it again"):
        reviewing.save(review, written(review, 0))

    assert list(review.scores.values_list("level", flat=True)) == [3, 2, 4]


def test_two_who_differ_too_much_call_for_a_third():
    first = ReviewFactory(levels=[4, 4, 4])
    programme = first.candidate.round.cohort.programme
    second = ReviewFactory(candidate=first.candidate, reviewer=ReviewerFactory(programme=programme))
    third = ReviewerFactory(programme=programme)

    submit(second, 0, 0, 0)

    assert first.candidate.reviews.get(reviewer=third).is_third


def test_two_who_agree_call_for_nobody():
    first = ReviewFactory(levels=[3, 3, 3])
    programme = first.candidate.round.cohort.programme
    second = ReviewFactory(candidate=first.candidate, reviewer=ReviewerFactory(programme=programme))
    ReviewerFactory(programme=programme)

    submit(second, 3, 3, 3)

    assert first.candidate.reviews.count() == 2


@pytest.mark.parametrize("too_late", [prepare, withdraw])
def test_nothing_is_written_once_it_is_over(too_late):
    review = ReviewFactory()
    too_late(review)

    with pytest.raises(Refused):
        submit(review, 3, 2, 4)
    with pytest.raises(Refused):
        reviewing.save(review, written(review, 3))

    assert not Score.objects.exists()


# -- Opened again ----------------------------------------------------------------------------------------------------


def test_reopen_takes_it_out_of_the_count_until_it_is_submitted_again():
    review = ReviewFactory(levels=[3, 2, 4])

    reviewing.reopen(review, at=timezone.now())
    review.refresh_from_db()
    opened = review.status
    submit(review, 1, 1, 1)

    assert opened == Review.Status.ASSIGNED
    assert list(review.scores.values_list("level", flat=True)) == [1, 1, 1]


def test_reopen_is_refused_once_decisions_are_prepared():
    review = ReviewFactory(levels=[3, 2, 4])
    prepare(review)

    with pytest.raises(Refused, match="preparing the decisions"):
        reviewing.reopen(review, at=timezone.now())

    assert Review.objects.get().status == Review.Status.SUBMITTED


# -- Handed back -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("levels", [None, [3, 2, 4]], ids=["not read", "submitted"])
def test_hand_back_finds_somebody_else(levels):
    review = ReviewFactory(levels=levels)
    other = ReviewerFactory(programme=review.candidate.round.cohort.programme)

    hand_back(review)

    review.refresh_from_db()
    assert review.status == Review.Status.RECUSED
    assert Conflict.objects.get().kind == Conflict.Kind.RECUSED
    assert review.candidate.reviews.live().get().reviewer == other


def test_hand_back_twice_is_one():
    review = ReviewFactory()

    for _ in range(2):
        hand_back(review)

    assert Conflict.objects.count() == 1


def test_whoever_handed_it_back_never_gets_it_again():
    review = ReviewFactory()
    person = review.reviewer.person

    hand_back(review)

    assert not Review.objects.of(person).exists()


# -- Races -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_submit_and_prepare_do_not_cross():
    """Whichever comes first, no review is submitted in a round whose decisions are prepared."""
    review = ReviewFactory(candidate=CandidateFactory())

    def prepare_slowly():
        with reviewing.transaction.atomic():
            round_ = Round.objects.lock().get()
            submitted = Review.objects.submitted().count()
            round_.move_to(Round.Status.PREPARED)
            round_.prepared_at = timezone.now()
            round_.save()
            return submitted

    _, counted = in_parallel([partial(submit, review, 3, 2, 4), prepare_slowly], may_raise=(Refused,))

    assert Review.objects.submitted().count() == counted


@pytest.mark.django_db(transaction=True)
def test_two_windows_submit_one_review():
    review = ReviewFactory(candidate=CandidateFactory())

    in_parallel([partial(submit, review, 3, 2, 4), partial(submit, review, 1, 1, 1)], may_raise=(Refused,))

    assert list(review.scores.values_list("level", flat=True)) in ([3, 2, 4], [1, 1, 1])
    assert Score.objects.count() == 3
