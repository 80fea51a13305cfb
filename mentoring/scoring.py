"""The scores of everybody with everybody in one strand, as arrays, some rows at a time: a whole table may not fit.

A score is a product of two vectors, one of the mentee and one of the mentor: a column for each field, skill, topic and
region, each weighed, and columns in which a pair that breaks a hard rule loses `PENALTY`. Shared times are counted by a
second product, since only so many of them score. Employers, exclusions and forbidden pairs bar single pairs. All of it
is in whole numbers that a 32-bit float holds exactly, so it does not matter in which order they are added.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mentoring.people import LEAST_SENIORITY, MOST_SENIORITY, MOST_WISHES, Mode, Pair, Person
from mentoring.weights import Weights

Table = NDArray[Any]
Features = NDArray[np.float32]
Columns = tuple[Features, Features]

BARRED = -1
# More than any score, and four of it together still exact: a pair can break at most four of the rules that cost it.
PENALTY = 2**21
NOTHING = frozenset({""})
SENIORITIES = range(LEAST_SENIORITY, MOST_SENIORITY + 1)


class Scores:
    """Shape: a row for each mentee, a column for each mentor, in the order given; all of one strand."""

    def __init__(
        self,
        mentees: Sequence[Person],
        mentors: Sequence[Person],
        weights: Weights,
        *,
        forbidden: Collection[Pair] = (),
        bonus: Mapping[Pair, int] | None = None,
    ):
        self.mentees, self.mentors, self.weights = mentees, mentors, weights
        self._products = _together(_features(mentees, mentors, weights), _costs(mentees, mentors))
        self._times = _shared((p.slots for p in mentees), (p.slots for p in mentors))
        row_of, column_of = ({person.id: at for at, person in enumerate(side)} for side in (mentees, mentors))
        self._barred = _barred(mentees, mentors, row_of, column_of, forbidden)
        self._bonus = defaultdict[int, dict[int, int]](dict)
        for (mentee, mentor), points in (bonus or {}).items():
            if mentee in row_of and mentor in column_of:
                self._bonus[row_of[mentee]][column_of[mentor]] = points

    def rows(self, start: int, stop: int) -> Table:
        """The points of these mentees with each mentor; `BARRED` where a hard rule stands between the two."""
        mine, theirs = self._products
        points = mine[start:stop] @ theirs.T
        mine, theirs = self._times
        shared = mine[start:stop] @ theirs.T
        barred = (points < 0) | (shared == 0)
        points += np.minimum(shared, self.weights.slots_at_most, out=shared) * np.float32(self.weights.slot)
        table = points.astype(np.int16 if self.highest < 2**15 else np.int32)
        np.copyto(table, BARRED, where=barred)
        for row in range(start, min(stop, len(self.mentees))):
            for column, more in self._bonus.get(row, {}).items():
                table[row - start, column] += more * (table[row - start, column] != BARRED)
            table[row - start, self._barred.get(row, [])] = BARRED
        return table

    @cached_property
    def highest(self) -> int:
        """No score is above this."""
        weights = self.weights
        skills, topics = (
            max((len(getattr(p, kind)) for p in self.mentees), default=0) for kind in ("skills", "topics")
        )
        wishes = sum(weights.for_wish(rank) for rank in range(max((len(p.wished) for p in self.mentees), default=0)))
        fairness = weights.fairness * max((p.left_out for p in self.mentees), default=0)
        bonus = max((max(points.values()) for points in self._bonus.values()), default=0)
        return (
            weights.base + weights.field + weights.skill * skills + weights.topic * topics + weights.region
            + weights.seniority + weights.slot * weights.slots_at_most + bonus + wishes + fairness
        )  # fmt: skip


def _features(mentees: Sequence[Person], mentors: Sequence[Person], weights: Weights) -> Iterable[Columns]:
    """What scores."""
    kinds: list[tuple[int, Callable[[Person], frozenset[str]]]] = [
        (weights.field, lambda p: frozenset({p.field}) - NOTHING),
        (weights.skill, lambda p: p.skills),
        (weights.topic, lambda p: p.topics),
        (weights.region, lambda p: frozenset({p.region}) - NOTHING),
    ]
    for weight, codes in kinds:
        has, offers = _shared(map(codes, mentees), map(codes, mentors))
        yield has, offers * np.float32(weight)
    for rank in range(MOST_WISHES):
        has, offers = _shared((p.wished[rank : rank + 1] for p in mentees), (p.topics for p in mentors))
        yield has, offers * np.float32(weights.for_wish(rank))
    if any(p.left_out for p in mentees):
        yield (
            np.array([[weights.fairness * p.left_out] for p in mentees], np.float32),
            np.ones((len(mentors), 1), np.float32),
        )
    # Each seniority of a mentee is a column; in it, a mentor has what they are worth to such a mentee.
    worth = [
        [
            weights.base + weights.for_seniority(mentee, mentor) if mentor >= mentee else -PENALTY
            for mentee in SENIORITIES
        ]
        for mentor in SENIORITIES
    ]
    yield (
        _looked_up(np.eye(len(SENIORITIES), dtype=np.float32), [p.seniority - LEAST_SENIORITY for p in mentees]),
        _looked_up(worth, [p.seniority - LEAST_SENIORITY for p in mentors]),
    )


def _costs(mentees: Sequence[Person], mentors: Sequence[Person]) -> Iterable[Columns]:
    """What a way of meeting rules out. To meet in person costs a `PENALTY`, which people of one region get back."""
    modes = list(Mode)
    clash = [[-PENALTY * ({mine, theirs} == {Mode.ONLINE, Mode.IN_PERSON}) for mine in modes] for theirs in modes]
    yield (
        _looked_up(np.eye(len(modes), dtype=np.float32), [modes.index(Mode(p.mode)) for p in mentees]),
        _looked_up(clash, [modes.index(Mode(p.mode)) for p in mentors]),
    )
    mine, theirs = _in_person(mentees), _in_person(mentors)
    live, work = _shared(({p.region} for p in mentees), ({p.region} for p in mentors))
    for here, there in ((mine, np.ones_like(theirs)), (np.ones_like(mine), theirs)):
        yield here * np.float32(-PENALTY), there
        yield live * here, work * there * np.float32(PENALTY)


def _in_person(people: Sequence[Person]) -> Features:
    return np.array([[p.mode == Mode.IN_PERSON] for p in people], np.float32).reshape(-1, 1)


def _shared(mine: Iterable[Collection[str]], theirs: Iterable[Collection[str]]) -> Columns:
    """Two tables whose product counts what two people have in common. What only one side knows has no column."""
    mine, theirs = list(mine), list(theirs)
    known = {code: at for at, code in enumerate(sorted(set().union(*mine) & set().union(*theirs)))}
    return _many_of(known, mine), _many_of(known, theirs)


def _many_of(known: Mapping[str, int], people: Sequence[Collection[str]]) -> Features:
    table = np.zeros((len(people), len(known)), np.float32)
    cells = [(row, known[code]) for row, codes in enumerate(people) for code in codes if code in known]
    if cells:
        table[tuple(np.array(cells).T)] = 1
    return table


def _looked_up(table: Sequence[Sequence[int]] | Features, rows: Sequence[int]) -> Features:
    return np.asarray(table, np.float32)[np.array(rows, np.intp)]


def _together(*many: Iterable[Columns]) -> Columns:
    columns = [column for some in many for column in some]
    return np.hstack([mine for mine, _ in columns]), np.hstack([theirs for _, theirs in columns])


def _barred(
    mentees: Sequence[Person],
    mentors: Sequence[Person],
    row_of: Mapping[str, int],
    column_of: Mapping[str, int],
    forbidden: Collection[Pair],
) -> dict[int, list[int]]:
    """The columns that a row may not be matched with, of the rules about single people."""
    at_employer = defaultdict[str, list[int]](list)
    for column, mentor in enumerate(mentors):
        for key in mentor.employer_keys:
            at_employer[key].append(column)
    pairs = [
        (row, column) for row, p in enumerate(mentees) for key in p.employer_keys for column in at_employer.get(key, ())
    ]
    pairs += [(row_of[mentee.id], column_of[id]) for mentee in mentees for id in mentee.exclude if id in column_of]
    pairs += [(row_of[id], column_of[mentor.id]) for mentor in mentors for id in mentor.exclude if id in row_of]
    pairs += [
        (row_of[mentee], column_of[mentor]) for mentee, mentor in forbidden if mentee in row_of and mentor in column_of
    ]
    barred = defaultdict[int, list[int]](list)
    for row, column in pairs:
        barred[row].append(column)
    return dict(barred)
