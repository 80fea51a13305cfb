"""The ranking of a round, read from its reviews."""

import datetime as dt

import pytest
from django.utils import timezone

from core.calendar import add_months
from core.regions import Region
from returners.models import Application
from selection.models import Review
from selection.ranking import read_ranking, weights_of
from tests.factories.selection import ReviewFactory, RoundFactory
from tests.selection.rounds import read, reviewers

pytestmark = pytest.mark.django_db


def standing(round_, candidate, **wishes):
    return next(one for one in read_ranking(round_, **wishes).standings if one.candidate == candidate.pk)


def test_ranking_puts_the_highest_mean_first():
    round_ = RoundFactory()
    middle, best, last = read(round_, 3, 2), read(round_, 4, 4), read(round_, 1, 2)

    ranking = read_ranking(round_)

    assert [(one.candidate, one.score, one.rank) for one in ranking.ranked] == [
        (best.pk, 10_000, 1),
        (middle.pk, 6_250, 2),
        (last.pk, 3_750, 3),
    ]


def test_equal_scores_go_by_the_instant_of_submission():
    round_, now = RoundFactory(), timezone.now()
    late = read(round_, 3, 3, application__submitted_at=now)
    early = read(round_, 3, 3, application__submitted_at=now - dt.timedelta(seconds=1))

    ranked = read_ranking(round_).ranked

    assert [(one.candidate, one.tied) for one in ranked] == [(early.pk, True), (late.pk, True)]


def test_criteria_weigh_as_the_rubric_says_or_as_asked():
    round_ = RoundFactory()
    candidate = read(round_, [4, 0, 0])
    even = dict.fromkeys(weights_of(round_), 1)

    as_it_is, otherwise = standing(round_, candidate), standing(round_, candidate, weights=even)

    assert as_it_is.raw == 5_000
    assert otherwise.raw == 3_333


def test_only_submitted_reviews_count():
    round_ = RoundFactory()
    candidate = read(round_, 4, 0)
    Review.objects.filter(candidate=candidate).order_by("pk").last().scores.update(level=None)
    handed_back = read(round_, 2)
    handed_back.reviews.update(status=Review.Status.RECUSED)

    ranking = read_ranking(round_)

    assert [(one.candidate, one.raw, one.reviews) for one in ranking.ranked] == [(candidate.pk, 10_000, 1)]
    assert [one.candidate for one in ranking.unread] == [handed_back.pk]


def test_reviews_that_are_missing_are_said():
    round_ = RoundFactory()
    one, both, apart, settled = read(round_, 3), read(round_, 3, 3), read(round_, 4, 1), read(round_, 4, 1, 2)

    missing = {each.candidate: each.missing for each in read_ranking(round_).standings}

    assert missing == {one.pk: 1, both.pk: 0, apart.pk: 1, settled.pk: 0}


def test_whoever_has_withdrawn_is_not_ranked():
    round_ = RoundFactory()
    stays, gone = read(round_, 3, 3), read(round_, 4, 4)
    Application.objects.filter(pk=gone.application_id).update(
        status=Application.Status.WITHDRAWN, closed_at=timezone.now()
    )

    assert [one.candidate for one in read_ranking(round_).standings] == [stays.pk]


def test_a_candidate_stands_with_strand_region_group_break_and_flags():
    round_ = RoundFactory()
    candidate = read(round_, 3, strand="Engineering", region=Region.NORTH_WEST)
    breaks = candidate.application.breaks
    breaks.update(start=add_months(round_.cohort.reference_date, -30).replace(day=1))
    ReviewFactory(candidate=candidate, levels=[3, 3, 3], flags=["unclear", "names"])

    one = standing(round_, candidate)

    assert (one.strand, one.region_group, one.months_out) == ("Engineering", "North West", 30)
    assert one.flags == ("names", "unclear")


def strict_and_kind(round_, number=6):
    """Two who read the same applications, one of whom always gives a level more."""
    return [read(round_, 3, 2) for _ in range(number)]


def test_adjusted_scores_take_out_what_a_reviewer_gives_above_the_others():
    round_ = RoundFactory(use_normalised=True)
    strict_and_kind(round_)
    kindly_read = read(round_, 3)
    strictly_read = read(round_)
    ReviewFactory(candidate=strictly_read, reviewer=reviewers(round_, 2)[1], levels=[2, 2, 2])

    kind, strict = standing(round_, kindly_read), standing(round_, strictly_read)

    assert (kind.raw, strict.raw) == (7_500, 5_000)
    assert kind.adjusted == strict.adjusted == 6_250
    assert kind.score == kind.adjusted


def test_raw_scores_decide_unless_the_manager_says_otherwise():
    round_ = RoundFactory()
    strict_and_kind(round_)
    candidate = read(round_, 4)

    assert standing(round_, candidate).score == 10_000
    assert standing(round_, candidate, adjusted=True).score == 8_750


def test_an_adjusted_score_stays_within_the_scale():
    round_ = RoundFactory(use_normalised=True)
    strict_and_kind(round_)
    candidate = read(round_)
    ReviewFactory(candidate=candidate, reviewer=reviewers(round_, 2)[1], levels=[4, 4, 4])

    assert standing(round_, candidate).score == 10_000


def test_the_ranking_takes_as_many_queries_however_long_it_is(django_assert_num_queries):
    round_ = RoundFactory()
    for level in (1, 2, 3, 4):
        read(round_, level, level)

    with django_assert_num_queries(5):
        read_ranking(round_)
