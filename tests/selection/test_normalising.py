"""Reviewers compared: the plain least squares with a column for everybody, solved another way."""

import random
from fractions import Fraction
from itertools import combinations

import pytest

from selection.normalising import METHOD, Adjustment, inverse, normalise
from selection.scores import Reading, root, rounded


def readings_of(applications, effects, *, noise=0, seed=1, pairs=None):
    """Each application by two reviewers in turn; what they give is what it is worth, their effect, and chance."""
    chance = random.Random(seed)
    both = pairs or list(combinations(effects, 2))
    return [
        Reading(number, reviewer, worth + effects[reviewer] + chance.randint(-noise, noise))
        for number, worth in enumerate(applications)
        for reviewer in both[number % len(both)]
    ]


def solved(matrix, right_sides):
    """Gauss and Jordan in fractions, with a search for the pivot."""
    rows = [[Fraction(cell) for cell in (*row, *more)] for row, more in zip(matrix, right_sides, strict=True)]
    size = len(rows)
    for at in range(size):
        best = next(row for row in range(at, size) if rows[row][at])
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [cell / rows[at][at] for cell in rows[at]]
        for other in range(size):
            if other != at:
                rows[other] = [a - rows[other][at] * b for a, b in zip(rows[other], rows[at], strict=True)]
    return [row[size:] for row in rows]


def plain_least_squares(readings):
    """A column for each application and each reviewer, and effects that add up to nought: amounts, errors, by reviewer;
    estimates and errors by application. For reviewers who are all connected.
    """
    applications = sorted({one.application for one in readings})
    reviewers = sorted({one.reviewer for one in readings})
    columns = [*applications, *reviewers]
    size = len(columns) + 1
    normal = [[0] * size for _ in range(size)]
    right = [0] * size
    for one in readings:
        pair = columns.index(one.application), columns.index(one.reviewer)
        for a in pair:
            right[a] += one.score
            for b in pair:
                normal[a][b] += 1
    for reviewer in reviewers:
        at = columns.index(reviewer)
        normal[at][-1] = normal[-1][at] = 1
    both = solved(normal, [[value, *(int(i == j) for j in range(size))] for i, value in enumerate(right)])
    found = {column: both[at][0] for at, column in enumerate(columns)}
    left = sum((one.score - found[one.application] - found[one.reviewer]) ** 2 for one in readings)
    variance = left / (len(readings) - len(columns) + 1)
    return {column: (rounded(found[column]), root(variance * both[at][1 + at])) for at, column in enumerate(columns)}


@pytest.mark.parametrize("seed", range(10))
def test_adjustments_and_errors_are_those_of_plain_least_squares(seed):
    chance = random.Random(seed)
    effects = {name: chance.randrange(-900, 900) for name in "ABCDE"}
    readings = readings_of([chance.randrange(2_000, 9_000) for _ in range(20)], effects, noise=400, seed=seed)
    readings.append(Reading(0, next(name for name in "EDC" if (0, name) not in {r[:2] for r in readings}), 5_000))

    found, plain = normalise(readings), plain_least_squares(readings)

    for reviewer, one in found.adjustments.items():
        assert (one.amount, one.error) == plain[reviewer]
    for application, score in found.scores.items():
        assert (score.adjusted, score.error) == plain[application]


def test_harsh_and_kind_reviewers_are_found_out():
    worth = [1_000, 3_000, 5_000, 7_000, 9_000, 2_000, 4_000, 6_000, 8_000, 5_500, 6_500, 4_500]
    readings = readings_of(worth, {"harsh": -600, "even": 0, "kind": 600})

    found = normalise(readings)

    assert {key: one.amount for key, one in found.adjustments.items()} == {"harsh": -600, "even": 0, "kind": 600}
    assert [found.scores[number].adjusted for number in range(len(worth))] == worth
    assert found.scores[0].raw == 700
    assert (found.scatter, found.scores[0].error) == (0, 0)
    assert found.is_adjusted


def test_an_application_read_once_is_adjusted_by_what_is_known_of_its_reviewer():
    readings = [*readings_of([5_000] * 10, {"harsh": -300, "kind": 300}), Reading("alone", "harsh", 4_000)]

    found = normalise(readings)

    assert found.scores["alone"] == (4_000, 4_300, 0)


def test_a_reviewer_with_few_reviews_in_common_is_left_as_they_are():
    pairs = [("A", "B")] * 6 + [("A", "C")] * 4
    readings = readings_of([5_000] * 10, {"A": 0, "B": 400, "C": 900}, pairs=pairs)

    found = normalise(readings)

    assert found.adjustments["C"] == Adjustment(shared=4)
    assert not found.adjustments["C"].is_clear
    assert (found.adjustments["A"].amount, found.adjustments["B"].amount) == (-200, 200)
    # B is compared with A alone; C's mark stands, and A's counts adjusted.
    assert found.scores[9].adjusted == 5_550


def test_one_left_out_may_leave_others_with_too_few():
    pairs = [("A", "B")] * 4 + [("B", "C")] * 4
    readings = readings_of([5_000] * 8, {"A": 0, "B": 400, "C": 900}, pairs=pairs)

    found = normalise(readings)

    assert not found.is_adjusted
    assert all(score.adjusted == score.raw for score in found.scores.values())
    # The error is then that of two reviews, by how far such two lie apart.
    assert found.scatter is not None
    assert found.scores[0].error == root(Fraction(400**2 * 4 + 500**2 * 4, 2 * 8) / 2)


def test_two_groups_that_share_nothing_are_each_compared_among_themselves():
    pairs = [("A", "B"), ("C", "D")]
    readings = readings_of([5_000, 8_000] * 6, {"A": -100, "B": 100, "C": 700, "D": 900}, pairs=pairs)

    found = normalise(readings)

    assert [found.adjustments[name].amount for name in "ABCD"] == [-100, 100, -100, 100]


def test_an_adjustment_within_twice_its_error_is_not_clear():
    assert Adjustment(9, amount=-200, error=100).is_clear
    assert not Adjustment(9, amount=199, error=100).is_clear


@pytest.mark.parametrize("readings", [[], [Reading("A1", "Ana", 5_000)]])
def test_nothing_to_compare(readings):
    found = normalise(readings)

    assert (found.is_adjusted, found.scatter) == (False, None)
    assert all(score.error is None and score.adjusted == score.raw for score in found.scores.values())


def test_nobody_reviews_twice():
    with pytest.raises(ValueError, match="twice"):
        normalise([Reading("A1", "Ana", 1), Reading("A1", "Ana", 2)])


def test_the_order_of_reviews_does_not_matter():
    readings = readings_of(range(4_000, 4_020), {"A": 0, "B": 40, "C": 90, "D": -90}, noise=300)
    turned = readings[::-1]

    assert normalise(readings).adjustments == normalise(turned).adjustments
    assert normalise(readings).scores == normalise(turned).scores


@pytest.mark.parametrize("seed", range(5))
def test_inverse(seed):
    chance = random.Random(seed)
    half = [[chance.randint(-9, 9) for _ in range(5)] for _ in range(5)]
    matrix = [[sum(a * b for a, b in zip(r, c, strict=True)) + 5 * (r is c) for c in half] for r in half]

    adjugate, determinant = inverse(matrix)

    product = [[sum(a * row[j] for a, row in zip(r, adjugate, strict=True)) for j in range(5)] for r in matrix]
    assert product == [[determinant * (i == j) for j in range(5)] for i in range(5)]


def test_the_method_is_said_in_plain_words():
    words = METHOD.split()

    assert "standard error" not in METHOD
    assert sum(len(word.strip("., ")) for word in words) / len(words) < 5
