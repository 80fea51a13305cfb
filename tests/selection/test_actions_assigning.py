import datetime as dt

import pytest

from core.errors import Refused
from notifications.models import Message
from returners.models import Application
from selection.actions import assigning
from selection.models import Review, Reviewer, Round, Score
from selection.tasks import fill_rounds
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.returners import ApplicationFactory
from tests.factories.selection import ConflictFactory, ReviewerFactory, ReviewFactory
from tests.selection.reading import (
    LATER,
    NOW,
    closed_cohort,
    leave,
    loads,
    only,
    opened,
    opening,
    readers,
    somebody_else,
    submit,
)

pytestmark = pytest.mark.django_db


# -- Shares ----------------------------------------------------------------------------------------------------------


def test_shares_are_even():
    assert loads(opened(applications=7, reviewers=4)) == [3, 3, 4, 4]


def test_filling_again_changes_nothing():
    round_ = opened(applications=4, reviewers=3)
    before = list(Review.objects.values_list("pk", "reviewer", "status"))
    letters = Message.objects.count()

    assert assigning.fill(round_, at=LATER) == ()

    assert list(Review.objects.values_list("pk", "reviewer", "status")) == before
    assert Message.objects.count() == letters


def test_nobody_gets_more_than_they_can_take():
    cohort = closed_cohort(applications=4, reviewers=2)
    little = ReviewerFactory(programme=cohort.programme, most=1)

    opening(cohort)

    assert little.reviews.count() == 1
    assert loads(cohort.round) == [1, 3, 4]


def test_what_finds_no_reader_is_said_with_why():
    cohort = closed_cohort(applications=2)
    for _ in range(2):
        ReviewerFactory(programme=cohort.programme, most=1)
    round_ = opening(cohort)

    unmet = assigning.fill(round_, at=LATER)

    assert {one.key for one in unmet} == set(round_.candidates.values_list("pk", flat=True))
    assert {(one.missing, one.why) for one in unmet} == {
        (1, "Everybody who could read it has as many as they can take.")
    }


def test_away_means_nothing_new_and_keeps_what_there_is():
    round_ = opened(applications=1, reviewers=2)
    reviewer = Reviewer.objects.first()
    Reviewer.objects.filter(pk=reviewer.pk).update(is_away=True)
    new = ApplicationFactory(cohort=round_.cohort, assessment=True, now=NOW)

    assigning.fill(round_, at=LATER)

    assert reviewer.reviews.live().count() == 1
    assert reviewer not in readers(new.candidate)


def test_whoever_is_found_eligible_late_comes_in_by_itself():
    round_ = opened(applications=1, reviewers=2)
    late = ApplicationFactory(cohort=round_.cohort, assessment=True, now=NOW)

    fill_rounds()

    assert len(readers(late.candidate)) == 2


def test_what_is_given_late_can_be_read_in_two_working_days():
    round_ = opened(applications=1, reviewers=2)
    late = ApplicationFactory(cohort=round_.cohort, assessment=True, now=NOW)

    assigning.fill(round_, at=dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC))  # a Friday

    assert {review.due_on for review in late.candidate.reviews.all()} == {dt.date(2026, 3, 24)}


def test_application_that_is_withdrawn_is_read_no_more():
    round_ = opened(applications=1, reviewers=2)
    candidate = only(round_)
    done, _ = candidate.reviews.order_by("pk")
    submit(done, 3)
    Application.objects.filter(pk=candidate.application_id).update(status="withdrawn", closed_at=LATER)

    assigning.fill(round_, at=LATER)

    statuses = candidate.reviews.order_by("pk").values_list("status", flat=True)
    assert list(statuses) == [Review.Status.SUBMITTED, Review.Status.TAKEN_AWAY]


def test_nothing_is_given_out_once_decisions_are_prepared():
    round_ = opened(applications=1, reviewers=2)
    Round.objects.filter(pk=round_.pk).update(status="prepared", prepared_at=LATER)
    ApplicationFactory(cohort=round_.cohort, assessment=True, now=NOW)

    assigning.fill(round_, at=LATER)

    assert round_.candidates.count() == 1


# -- Those who leave -------------------------------------------------------------------------------------------------


def test_whoever_leaves_keeps_what_they_submitted_and_the_rest_goes_to_others():
    round_ = opened(applications=2, reviewers=2)
    leaver = Reviewer.objects.first()
    done, to_do = leaver.reviews.order_by("pk")
    submit(done, 3)
    ReviewerFactory(programme=round_.cohort.programme)
    leave(leaver)

    assigning.fill(round_, at=LATER)

    assert leaver in readers(done.candidate)
    assert leaver not in readers(to_do.candidate)
    assert len(readers(to_do.candidate)) == 2


def test_whoever_comes_back_is_given_the_same_where_nobody_else_can_read_it():
    round_ = opened(applications=2, reviewers=2)
    reviewer = Reviewer.objects.first()
    leave(reviewer)
    assigning.fill(round_, at=LATER)
    reviewer.programme.roles.create(person=reviewer.person, role="reviewer")

    assert assigning.fill(round_, at=LATER) == ()

    assert loads(round_) == [2, 2]


def test_handing_over_gives_what_is_not_submitted_to_others():
    round_ = opened(applications=3, reviewers=2)
    busy = Reviewer.objects.first()
    submit(busy.reviews.first(), 3)
    ReviewerFactory(programme=round_.cohort.programme)

    assert assigning.hand_over(busy, round_, by=ProgrammeManagerFactory(), at=LATER) == 0

    assert busy.reviews.live().count() == 1
    assert loads(round_) == [1, 2, 3]


def test_handing_over_says_what_nobody_else_can_read():
    round_ = opened(applications=2, reviewers=2)

    assert assigning.hand_over(Reviewer.objects.first(), round_, by=ProgrammeManagerFactory(), at=LATER) == 2


# -- Evening out -----------------------------------------------------------------------------------------------------


def test_somebody_who_joins_midway_gets_an_even_share_of_what_nobody_has_begun():
    round_ = opened(applications=6, reviewers=2)
    begun = Review.objects.first()
    Score.objects.create(review=begun, criterion=round_.rubric.criteria.first(), why="So far.")
    new = ReviewerFactory(programme=round_.cohort.programme)

    assert assigning.even_out(round_, by=ProgrammeManagerFactory(), at=LATER) == 4

    assert loads(round_) == [4, 4, 4]
    begun.refresh_from_db()
    assert begun.status == Review.Status.ASSIGNED
    assert Message.objects.filter(template="selection/email/to_read", person=new.person).count() == 1


def test_third_review_that_moves_is_a_third_review():
    round_ = opened(applications=1, reviewers=3)
    candidate = only(round_)
    for review in candidate.reviews.order_by("pk"):
        submit(review, 4 * (review.pk % 2))
    third = candidate.reviews.get(is_third=True)
    for _ in range(2):
        read = ReviewFactory(candidate__round=round_, reviewer=third.reviewer, levels=[3, 3, 3])
        ReviewFactory(candidate=read.candidate, reviewer=candidate.reviews.first().reviewer, levels=[3, 3, 3])
    new = ReviewerFactory(programme=round_.cohort.programme)

    assert assigning.even_out(round_, by=ProgrammeManagerFactory(), at=LATER) == 1

    assert candidate.reviews.get(reviewer=new).is_third


def test_nothing_is_evened_once_decisions_are_prepared():
    round_ = opened(applications=6, reviewers=2)
    ReviewerFactory(programme=round_.cohort.programme)
    Round.objects.update(status="prepared", prepared_at=NOW)

    with pytest.raises(Refused, match="cannot be changed any more"):
        assigning.even_out(round_, by=ProgrammeManagerFactory(), at=LATER)

    assert loads(round_) == [0, 6, 6]


# -- By hand ---------------------------------------------------------------------------------------------------------


def test_review_given_to_somebody_chosen():
    round_ = opened(applications=1, reviewers=3)
    candidate = only(round_)
    review, chosen = candidate.reviews.first(), somebody_else(candidate)

    assigning.reassign(review, to=chosen, by=ProgrammeManagerFactory(), at=LATER)

    assert chosen in readers(candidate)
    assert review.reviewer not in readers(candidate)


def test_review_given_to_whoever_has_least():
    round_ = opened(applications=3, reviewers=2)
    idle = ReviewerFactory(programme=round_.cohort.programme)
    review = Review.objects.first()

    assigning.reassign(review, by=ProgrammeManagerFactory(), at=LATER)

    assert idle.reviews.get().candidate == review.candidate


def test_review_stays_where_nobody_else_can_read_it():
    round_ = opened(applications=1, reviewers=2)
    review = Review.objects.first()

    with pytest.raises(Refused, match="Nobody else can read it"):
        assigning.reassign(review, by=ProgrammeManagerFactory(), at=LATER)

    assert readers(only(round_)) == set(Reviewer.objects.all())


def test_submitted_review_stays_with_whoever_wrote_it():
    opened(applications=1, reviewers=3)
    review = submit(Review.objects.first(), 3)

    with pytest.raises(Refused, match="is submitted"):
        assigning.reassign(review, by=ProgrammeManagerFactory(), at=LATER)


def test_one_more_reader_by_hand():
    candidate = only(opened(applications=1, reviewers=3))
    chosen = somebody_else(candidate)

    for _ in range(2):
        assigning.give(candidate, to=chosen, by=ProgrammeManagerFactory(), at=LATER)

    assert chosen.reviews.get().candidate == candidate
    assert len(readers(candidate)) == 3


def test_nobody_is_given_by_hand_what_they_must_not_read():
    candidate = only(opened(applications=1, reviewers=3))
    chosen = somebody_else(candidate)
    ConflictFactory(application=candidate.application, reviewer=chosen)

    with pytest.raises(Refused, match="must not read"):
        assigning.give(candidate, to=chosen, by=ProgrammeManagerFactory(), at=LATER)


def test_nobody_from_another_programme_is_given_anything():
    candidate = only(opened(applications=1, reviewers=2))

    with pytest.raises(Refused, match="does not review for this programme"):
        assigning.give(candidate, to=ReviewerFactory(), by=ProgrammeManagerFactory(), at=LATER)


# -- Two who differ --------------------------------------------------------------------------------------------------


def test_third_person_reads_where_two_differ_too_much():
    candidate = only(opened(applications=1, reviewers=3))
    first, second = candidate.reviews.order_by("pk")
    submit(first, 4)

    submit(second, 2)

    third = candidate.reviews.get(is_third=True)
    assert third.status == Review.Status.ASSIGNED
    assert third.reviewer not in {first.reviewer, second.reviewer}


def test_two_who_differ_as_much_as_they_may_need_no_third():
    """One level on every criterion is 25 points, the limit of the rubric."""
    candidate = only(opened(applications=1, reviewers=3))
    first, second = candidate.reviews.order_by("pk")

    submit(first, 3)
    submit(second, 2)

    assert candidate.reviews.count() == 2


def test_third_review_settles_it():
    candidate = only(opened(applications=1, reviewers=4))
    for review in candidate.reviews.order_by("pk"):
        submit(review, 4 * (review.pk % 2))

    submit(candidate.reviews.get(is_third=True), 2)

    assert candidate.reviews.count() == 3


def test_third_reader_comes_once_there_is_somebody():
    round_ = opened(applications=1, reviewers=2)
    candidate = only(round_)
    first, second = candidate.reviews.order_by("pk")
    submit(first, 4)
    submit(second, 0)
    ReviewerFactory(programme=round_.cohort.programme)

    fill_rounds()

    assert candidate.reviews.get(is_third=True).status == Review.Status.ASSIGNED


def test_third_reader_given_by_hand_is_a_third_reader():
    round_ = opened(applications=1, reviewers=2)
    candidate = only(round_)
    for review in candidate.reviews.order_by("pk"):
        submit(review, 4 * (review.pk % 2))
    busy = ReviewerFactory(programme=round_.cohort.programme, most=0)

    assigning.give(candidate, to=busy, by=ProgrammeManagerFactory(), at=LATER)

    assert candidate.reviews.get(reviewer=busy).is_third


def test_third_person_reads_where_one_was_asked_for_and_a_second_given_by_hand():
    """Where one alone reads each, the two still have to be brought together: the ranking waits for it."""
    round_ = opened(applications=1, reviewers=3, rubric__reviews_each=1)
    candidate = only(round_)
    assigning.give(candidate, to=somebody_else(candidate), by=ProgrammeManagerFactory(), at=LATER)

    for review in candidate.reviews.order_by("pk"):
        submit(review, 4 * (review.pk % 2))

    assert candidate.reviews.get(is_third=True).status == Review.Status.ASSIGNED
    assert len(readers(candidate)) == 3
