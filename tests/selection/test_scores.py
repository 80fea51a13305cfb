"""What reviews add up to, with a calculator beside."""

import datetime as dt
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.scores import (
    Reading,
    Scored,
    agreement,
    asks_for_third,
    gap,
    mean_score,
    ranking,
    raw_scores,
    review_score,
    root,
    rounded,
)

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("levels", "weights", "score"),
    [
        ({"a": 4, "b": 4}, {"a": 1, "b": 7}, 10_000),
        ({"a": 0, "b": 0}, {"a": 1, "b": 1}, 0),
        ({"a": 3, "b": 2}, {"a": 50, "b": 50}, 6_250),
        ({"a": 1, "b": 4, "c": 2}, {"a": 1, "b": 1, "c": 1}, 5_833),
        # 1 of 32 are 3.125 points: halves go up.
        ({"a": 1, "b": 0}, {"a": 1, "b": 7}, 313),
        ({"a": 4, "b": 0}, {"a": 0, "b": 1}, 0),
    ],
)
def test_review_score(levels, weights, score):
    assert review_score(levels, weights) == score


@pytest.mark.parametrize(
    ("levels", "weights"),
    [
        ({}, {}),
        ({"a": 3}, {"a": 0}),
        ({"a": 5}, {"a": 1}),
        ({"a": -1}, {"a": 1}),
        ({"a": 1}, {"a": 1, "b": 1}),
        ({"a": 1, "b": 1}, {"a": 2, "b": -1}),
    ],
)
def test_review_score_takes_nothing_that_is_no_review(levels, weights):
    with pytest.raises(ValueError, match=r"needs|Levels|criterion"):
        review_score(levels, weights)


@given(st.dictionaries(st.integers(), st.tuples(st.integers(0, 4), st.integers(1, 100)), min_size=1, max_size=8))
def test_a_higher_level_never_lowers_the_score(rubric):
    levels = {key: level for key, (level, _) in rubric.items()}
    weights = {key: weight for key, (_, weight) in rubric.items()}
    better = {key: min(4, level + 1) for key, level in levels.items()}

    assert 0 <= review_score(levels, weights) <= review_score(better, weights) <= 10_000


def test_raw_scores_are_the_means_of_what_is_shown():
    readings = [Reading("A1", "Ana", 5_000), Reading("A1", "Ben", 5_001), Reading("A2", "Ana", 100)]

    assert raw_scores(readings) == {"A1": 5_001, "A2": 100}
    assert raw_scores([]) == {}
    assert mean_score([5_000, 5_001, 5_001]) == 5_001
    assert mean_score([]) is None


@pytest.mark.parametrize(
    ("scores", "apart", "third"),
    [([], 0, False), ([50], 0, False), ([40, 60], 20, False), ([39, 60], 21, True), ([0, 50, 100], 100, False)],
)
def test_two_who_lie_further_apart_than_the_limit_ask_for_a_third(scores, apart, third):
    assert gap(scores) == apart
    assert asks_for_third(scores, 20) is third


def test_ranking_settles_ties_by_the_instant_of_submission():
    scored = [
        Scored("late", 90, NOON + dt.timedelta(microseconds=1)),
        Scored("low", 10, NOON - dt.timedelta(days=9)),
        Scored("b", 90, NOON),
        Scored("a", 90, NOON),
        Scored("top", 91, NOON + dt.timedelta(days=1)),
    ]
    random.Random(1).shuffle(scored)

    ranked = ranking(scored)

    assert [(one.key, one.order) for one in ranked] == [("top", 1), ("a", 2), ("b", 3), ("late", 4), ("low", 5)]
    assert [one.tied for one in ranked] == [False, True, True, True, False]
    assert ranking([]) == []


def test_agreement_counts_pairs_of_reviews():
    found = agreement([[3, 3], [2, 3], [0, 4], [1], [], [2, 2, 4]])

    assert (found.pairs, found.exact, found.within_one) == (6, 2, 3)
    # (0 + 1 + 4 + 0 + 2 + 2) / 6
    assert found.mean_gap == 150


def test_agreement_gives_no_share_on_a_small_base():
    small, enough = agreement([[3, 3]] * 19), agreement([[3, 3]] * 19 + [[2, 3]])

    assert (small.exact_share, small.within_one_share, small.kappa) == (None, None, None)
    assert (enough.exact_share, enough.within_one_share) == (9_500, 10_000)
    assert agreement([]) == (0, 0, 0, None, None, None, None)


def kappa_by_table(pairs):
    """Weighted kappa as it is written down: a table of what was seen, and one of what chance would give."""
    seen = {(i, j): 0 for i in range(5) for j in range(5)}
    for first, second in pairs:
        seen[first, second] += 1
        seen[second, first] += 1
    total = 2 * len(pairs)
    rows = [sum(seen[i, j] for j in range(5)) for i in range(5)]
    observed = sum(Fraction((i - j) ** 2 * seen[i, j], total) for i, j in seen)
    chance = sum(Fraction((i - j) ** 2 * rows[i] * rows[j], total**2) for i, j in seen)
    return None if chance == 0 else rounded(100 * (1 - observed / chance))


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=20, max_size=60))
def test_kappa_is_that_of_the_table(pairs):
    assert agreement(pairs).kappa == kappa_by_table(pairs)


def test_kappa_is_full_for_full_agreement_and_nothing_where_all_gave_the_same():
    assert agreement([[1, 1], [3, 3]] * 10).kappa == 100
    assert agreement([[0, 4]] * 20).kappa == -100
    assert agreement([[2, 2]] * 20).kappa is None


@given(st.fractions(min_value=0, max_value=10**12))
def test_root_is_the_nearest_whole_number(number):
    found = root(number)

    assert found == 0 or (found - Fraction(1, 2)) ** 2 <= number
    assert number < (found + Fraction(1, 2)) ** 2


@pytest.mark.parametrize(
    ("number", "nearest"),
    [(Fraction(1, 2), 1), (Fraction(-1, 2), 0), (Fraction(-3, 2), -1), (Fraction(7, 3), 2), (Fraction(0), 0)],
)
def test_rounded(number, nearest):
    assert rounded(number) == nearest
