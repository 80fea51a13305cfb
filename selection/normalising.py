"""Reviewers compared: how much harder or kinder than the others each of them reads, and scores with that taken out.

Method: the additive two-way model, score = application + reviewer + chance, by ordinary least squares over the
applications that at least two people read (Searle, Linear Models, 1971, chapter 7; the same as in balanced incomplete
block designs). The applications are eliminated first, which leaves one equation for each reviewer. Its matrix is the
Laplacian of the graph "have read the same application", singular only by a constant for each connected part: effects
add up to nought in each part. All of it is solved in whole numbers (Bareiss, Mathematics of Computation 22, 1968), so
the same reviews give the same ranking on every machine.

Standard errors come from the same fit: chance is what neither the application nor the reviewer explains, its variance
the sum of squares left over its degrees of freedom, readings - applications - reviewers + connected parts.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import NamedTuple

from selection.scores import Key, Reading, by_application, mean, root, rounded

FEWEST_SHARED = 5

METHOD = """\
Some people give higher marks than others. We can see by how much, because most applications are read by more than one \
person. When two people read the same application, a difference between their scores comes from them, not from the \
applicant.

For each reviewer we work out how far their scores lie above or below those of the others who read the same \
applications. This is their adjustment. We take it off each of their scores. Then we take the mean of the reviews of \
each application again. Reviewers are compared with each other only, so their adjustments add up to nought.

We do not adjust a reviewer who has fewer than 5 reviews in common with others. That would be guessing. Their scores \
count as they are.

Each adjustment is an estimate. The figure after “give or take” says how sure it is. The true value lies that close in \
about 2 cases out of 3, and within twice as much in about 19 out of 20. An adjustment smaller than twice that figure \
may be chance.

Each score has such a figure too. Other reviewers could easily have come to a score that much higher or lower. So \
applications whose scores are closer than that are about equally good."""


class Adjustment(NamedTuple):
    """What one reviewer gives above (or, below nought, under) the others, with its standard error, in hundredths.

    `shared` counts their reviews of applications that others read too. Not adjusted: amount and error are None.
    """

    shared: int
    amount: int | None = None
    error: int | None = None

    @property
    def is_clear(self) -> bool:
        """Whether it is more than chance would easily bring about."""
        return self.amount is not None and self.error is not None and abs(self.amount) >= 2 * self.error


class Score(NamedTuple):
    """An application's score as the reviews say, and adjusted; the latter's standard error, None where unknown."""

    raw: int
    adjusted: int
    error: int | None


class Normalised(NamedTuple):
    """`scatter`: the standard deviation of what neither application nor reviewer explains, None where unknown."""

    adjustments: Mapping[Key, Adjustment]
    scores: Mapping[Key, Score]
    scatter: int | None

    @property
    def is_adjusted(self) -> bool:
        return any(one.amount is not None for one in self.adjustments.values())


class _Fit(NamedTuple):
    """Effects and their covariances (for a variance of 1), by reviewer, and the variance of chance."""

    effects: Mapping[Key, Fraction]
    shares: Mapping[tuple[Key, Key], Fraction]
    variance: Fraction | None


def normalise(readings: Sequence[Reading], *, fewest: int = FEWEST_SHARED) -> Normalised:
    """Adjustments of all reviewers and scores of all applications that have a review."""
    if len({(one.application, one.reviewer) for one in readings}) < len(readings):
        raise ValueError("Nobody reviews an application twice.")
    shared = Counter(one.reviewer for one in _shared(readings))
    fit = _fit(_comparable(readings, fewest))
    if fit.variance is None:
        fit = _Fit({}, {}, _variance_within(readings))
    adjustments = {
        reviewer: _adjustment(reviewer, shared[reviewer], fit)
        for reviewer in dict.fromkeys(one.reviewer for one in readings)
    }
    scores = {key: _score(read, fit) for key, read in by_application(readings).items()}
    return Normalised(adjustments, scores, None if fit.variance is None else root(fit.variance))


def _shared(readings: Iterable[Reading]) -> list[Reading]:
    """Those of applications that several people read."""
    return [one for read in by_application(readings).values() if len(read) > 1 for one in read]


def _comparable(readings: Sequence[Reading], fewest: int) -> list[Reading]:
    """The shared ones, of reviewers with enough of them. Who is left out may leave others with too few: so repeat."""
    left = _shared(readings)
    while True:
        counts = Counter(one.reviewer for one in left)
        enough = _shared(one for one in left if counts[one.reviewer] >= fewest)
        if len(enough) == len(left):
            return left
        left = enough


def _adjustment(reviewer: Key, shared: int, fit: _Fit) -> Adjustment:
    if fit.variance is None or reviewer not in fit.effects:
        return Adjustment(shared)
    error = root(fit.variance * fit.shares[reviewer, reviewer])
    return Adjustment(shared, rounded(fit.effects[reviewer]), error)


def _score(read: Sequence[Reading], fit: _Fit) -> Score:
    """The error is that of the mean of so many reviews, and of the adjustments taken out of them."""
    raw = mean([one.score for one in read])
    adjusted = raw - mean([fit.effects.get(one.reviewer, Fraction(0)) for one in read])
    if fit.variance is None:
        return Score(rounded(raw), rounded(adjusted), None)
    count = len(read)
    readers = [one.reviewer for one in read]
    shares = (fit.shares.get((first, second), Fraction(0)) for first in readers for second in readers)
    of_adjustments = sum(shares, Fraction(0))
    return Score(rounded(raw), rounded(adjusted), root(fit.variance * (Fraction(1, count) + of_adjustments / count**2)))


def _variance_within(readings: Sequence[Reading]) -> Fraction | None:
    """How far reviews of one application lie apart, where no reviewer can be adjusted."""
    several = [[one.score for one in read] for read in by_application(_shared(readings)).values()]
    if not several:
        return None
    squares = sum(((score - mean(scores)) ** 2 for scores in several for score in scores), Fraction(0))
    return squares / sum(len(scores) - 1 for scores in several)


def _fit(readings: Sequence[Reading]) -> _Fit:
    """The least squares of each connected part, and the variance of what is left over in all of them."""
    applications = by_application(readings)
    parts = _parts(applications.values())
    effects: dict[Key, Fraction] = {}
    shares: dict[tuple[Key, Key], Fraction] = {}
    for part in parts:
        theirs = [read for read in applications.values() if read[0].reviewer in part]
        solved, covariances = _solve(part, theirs)
        effects |= solved
        shares |= covariances
    freedom = len(readings) - len(applications) - len(effects) + len(parts)
    if freedom <= 0:
        return _Fit({}, {}, None)
    left = sum((_left_over(read, effects) for read in applications.values()), Fraction(0))
    return _Fit(effects, shares, left / freedom)


def _left_over(read: Sequence[Reading], effects: Mapping[Key, Fraction]) -> Fraction:
    values = [one.score - effects[one.reviewer] for one in read]
    middle = mean(values)
    return sum(((value - middle) ** 2 for value in values), Fraction(0))


def _parts(groups: Iterable[Sequence[Reading]]) -> list[list[Key]]:
    """Reviewers who can be compared with each other, over others if need be."""
    part_of: dict[Key, list[Key]] = {}
    for read in groups:
        together: list[Key] = []
        for one in read:
            theirs = part_of.setdefault(one.reviewer, [one.reviewer])
            if theirs is not together:
                together = [*together, *(key for key in theirs if key not in together)]
        part_of |= dict.fromkeys(together, together)
    return list({id(part): part for part in part_of.values()}.values())


def _solve(
    part: Sequence[Key], applications: Collection[Sequence[Reading]]
) -> tuple[dict[Key, Fraction], dict[tuple[Key, Key], Fraction]]:
    """Effects that add up to nought, and the pseudo-inverse of the Laplacian L, whose entries are their covariances.

    With J all ones and k reviewers, (L + J) is regular and its inverse is the pseudo-inverse plus J / k².
    """
    place = {reviewer: number for number, reviewer in enumerate(part)}
    size, scale = len(part), lcm(*(len(read) for read in applications))
    matrix = [[scale] * size for _ in part]
    right = [Fraction(0)] * size
    for read in applications:
        middle = mean([one.score for one in read])
        for one in read:
            matrix[place[one.reviewer]][place[one.reviewer]] += scale
            right[place[one.reviewer]] += one.score - middle
        for one in read:
            for other in read:
                matrix[place[one.reviewer]][place[other.reviewer]] -= scale // len(read)
    adjugate, determinant = inverse(matrix)
    pseudo = [[Fraction(scale * cell, determinant) - Fraction(1, size**2) for cell in row] for row in adjugate]
    effects = {
        key: sum((a * b for a, b in zip(pseudo[at], right, strict=True)), Fraction(0)) for key, at in place.items()
    }
    shares = {(key, key): pseudo[at][at] for key, at in place.items()}
    for first, second in combinations(part, 2):
        shares[first, second] = shares[second, first] = pseudo[place[first]][place[second]]
    return effects, shares


def inverse(matrix: Sequence[Sequence[int]]) -> tuple[list[list[int]], int]:
    """The adjugate and the determinant of a positive definite matrix of whole numbers, in whole numbers (Bareiss).

    Every division is exact, and no pivot is nought: each is a leading minor.
    """
    size = len(matrix)
    rows = [[*row, *(int(at == column) for column in range(size))] for at, row in enumerate(matrix)]
    before = 1
    for at in range(size):
        pivot = rows[at][at]
        for other in range(size):
            if other != at:
                factor = rows[other][at]
                rows[other] = [(pivot * a - factor * b) // before for a, b in zip(rows[other], rows[at], strict=True)]
        before = pivot
    return [row[size:] for row in rows], before
