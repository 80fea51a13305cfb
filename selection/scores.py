"""What reviews add up to: scores, reviewers compared, agreement, and the ranking.

Scores are whole hundredths of a point, from 0 to 10,000: what is shown is what decides, and nothing hangs on how a
computer rounds. Halves go up.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import isqrt
from typing import Any, NamedTuple

from core.small_numbers import SMALLEST_BASE

# What tells reviewers or applications apart: a primary key, or a name.
Key = Any
HIGHEST_LEVEL = 4
FULL_SCORE = 10_000


class Reading(NamedTuple):
    """One submitted review: who read which application, and what it came to in hundredths of a point."""

    application: Key
    reviewer: Key
    score: int


def review_score(levels: Mapping[Key, int], weights: Mapping[Key, int]) -> int:
    """Sum of weight times level, out of what it could be at most, in hundredths of a point out of 100."""
    if levels.keys() != weights.keys():
        raise ValueError("A review has one level for each criterion.")
    if any(not 0 <= level <= HIGHEST_LEVEL for level in levels.values()) or any(w < 0 for w in weights.values()):
        raise ValueError("Levels go from 0 to 4, and no weight is below nought.")
    if not (most := HIGHEST_LEVEL * sum(weights.values())):
        raise ValueError("A rubric needs a weight above nought.")
    return rounded(Fraction(FULL_SCORE * sum(weights[key] * level for key, level in levels.items()), most))


def mean_score(scores: Sequence[int]) -> int | None:
    """The mean of an application's reviews, as they are shown. None where there is none."""
    return rounded(Fraction(sum(scores), len(scores))) if scores else None


def raw_scores(readings: Iterable[Reading]) -> dict[Key, int]:
    """The mean of each application's reviews, in hundredths of a point."""
    return {key: rounded(mean([one.score for one in read])) for key, read in by_application(readings).items()}


def by_application(readings: Iterable[Reading]) -> dict[Key, list[Reading]]:
    found: dict[Key, list[Reading]] = {}
    for one in readings:
        found.setdefault(one.application, []).append(one)
    return found


# -- Two who disagree ------------------------------------------------------------------------------------------------


def gap(scores: Sequence[int]) -> int:
    """Between the highest and the lowest review, in hundredths of a point. Nought where there are fewer than two."""
    return max(scores) - min(scores) if scores else 0


def asks_for_third(scores: Sequence[int], limit: int) -> bool:
    """Whether two reviews lie further apart than the limit. A third one settles it: nobody asks for a fourth."""
    return len(scores) == 2 and gap(scores) > limit


# -- Ranking ---------------------------------------------------------------------------------------------------------


class Scored(NamedTuple):
    key: Key
    score: int
    submitted_at: dt.datetime


class Ranked(NamedTuple):
    """`order` starts at 1 and is shared with nobody. `tied` says that others have the same score."""

    key: Key
    score: int
    order: int
    tied: bool


def ranking(scored: Iterable[Scored]) -> list[Ranked]:
    """The highest score first. Equal scores go by the instant of submission, and equal instants by key."""
    in_order = sorted(scored, key=lambda one: (-one.score, one.submitted_at, one.key))
    counts: dict[int, int] = {}
    for one in in_order:
        counts[one.score] = counts.get(one.score, 0) + 1
    return [Ranked(one.key, one.score, order, counts[one.score] > 1) for order, one in enumerate(in_order, 1)]


# -- Agreement -------------------------------------------------------------------------------------------------------


class Agreement(NamedTuple):
    """How alike two people read, for one criterion. `pairs` counts two reviews of the same application.

    The gap is in hundredths of a level. Kappa is in hundredths: 100 is full agreement, 0 what chance would give. The
    shares, in hundredths of a per cent, and kappa are None below a base of 20 pairs: there they mean nothing.
    """

    pairs: int
    exact: int
    within_one: int
    mean_gap: int | None
    exact_share: int | None
    within_one_share: int | None
    kappa: int | None


def agreement(levels: Iterable[Sequence[int]]) -> Agreement:
    """From the levels that each application got for one criterion, one from each of its reviewers."""
    pairs = [pair for read in levels for pair in combinations(read, 2)]
    exact = sum(first == second for first, second in pairs)
    within_one = sum(abs(first - second) <= 1 for first, second in pairs)
    apart = rounded(100 * mean([abs(first - second) for first, second in pairs])) if pairs else None
    return Agreement(
        len(pairs), exact, within_one, apart, _share(exact, len(pairs)), _share(within_one, len(pairs)), _kappa(pairs)
    )


def _share(count: int, base: int) -> int | None:
    return rounded(Fraction(10_000 * count, base)) if base >= SMALLEST_BASE else None


def _kappa(pairs: Sequence[tuple[int, int]]) -> int | None:
    """Cohen's kappa with quadratic weights (Cohen, Psychological Bulletin 70, 1968), in hundredths.

    Who is first in a pair means nothing, so each pair counts both ways round. The disagreement seen is then the mean
    square of the gaps, and the one expected by chance is twice the variance of all levels. Where all gave the same
    level there is nothing to compare with.
    """
    if len(pairs) < SMALLEST_BASE:
        return None
    levels = [level for pair in pairs for level in pair]
    expected = 2 * (mean([level * level for level in levels]) - mean(levels) ** 2)
    seen = mean([(first - second) ** 2 for first, second in pairs])
    return rounded(100 * (1 - seen / expected)) if expected else None


# -- Exact numbers ---------------------------------------------------------------------------------------------------


def mean(numbers: Sequence[int | Fraction]) -> Fraction:
    return Fraction(sum(numbers), len(numbers))


def rounded(number: Fraction) -> int:
    """To the nearest whole number; halves up, as people expect."""
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)


def root(number: Fraction) -> int:
    """The square root, to the nearest whole number, without a float."""
    return (isqrt(4 * number.numerator // number.denominator) + 1) // 2
