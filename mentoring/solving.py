"""The best pairs: as many mentees matched as can be, and of all ways to do that, one with the highest total score.

Method. A pair is worth its score and, above that, twice all scores together and more: so one more pair always counts
more than better ones. Each mentee's best few mentors are looked at first, and that small problem is solved exactly
(shortest augmenting paths, after Jonker and Volgenant, 1987; in scipy). Its answer gives each mentor a price, what one
more place with them would be worth, and each mentee a gain, what is left of the worth of their pair. Then every pair
there is is held against them: one that is worth more than its mentee's gain and its mentor's price joins the small
problem, which is solved again. When there is no such pair, nothing is worth more: whatever pairs are made, they are
worth at most all gains and prices together, and ours are worth just that (the duals of the assignment problem).
`mentoring.proof` checks this without trusting the way here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from mentoring.scoring import BARRED, Scores, Table

Ints = NDArray[np.integer]

NOBODY = -1
# How many pairs a mentee brings into the small problem at a time.
BEST = 16
# How many mentees are scored at a time, and how many bytes of scores are kept to be looked at again.
ROWS, KEPT = 512, 256 * 2**20
GOLDEN = (5**0.5 - 1) / 2


@dataclass(frozen=True)
class Solution:
    """`mentor_of`: the column of each row, or `NOBODY`. Gains (of rows) and prices (of columns) prove it.

    A pair is worth `pair_worth` and its score. The price of a mentor is what one more place with them would be worth:
    more than half of `pair_worth` means one more pair. A mentor without a place costs twice that: nobody can pay it.
    """

    mentor_of: Ints
    gains: Ints
    prices: Ints
    pair_worth: int


@dataclass(frozen=True)
class Edges:
    """Pairs that may be made: row, column and score of each."""

    rows: Ints
    columns: Ints
    scores: Ints

    def __len__(self) -> int:
        return len(self.rows)

    def __add__(self, other: "Edges") -> "Edges":
        return Edges(*(np.concatenate(both) for both in zip(vars(self).values(), vars(other).values(), strict=True)))


NONE = Edges(*(np.zeros(0, np.int64),) * 3)


def solve(scores: Scores, capacity: Ints) -> Solution:
    """The best pairs of one strand. `capacity`: how many mentees each mentor can take, 0 or more; shape (mentors,)."""
    table = _Table(scores)
    pair_worth = 2 * scores.highest * min(len(scores.mentees), int(capacity.sum())) + 1
    solution = Solution(
        mentor_of=np.full(len(scores.mentees), NOBODY),
        gains=np.zeros(len(scores.mentees), np.int64),
        prices=np.where(capacity > 0, 0, 2 * pair_worth),
        pair_worth=pair_worth,
    )
    edges = NONE
    while len(missed := _worth_more(table, solution)):
        edges += missed
        solution = _solved(edges, capacity, len(scores.mentees), pair_worth)
    return solution


# -- All pairs ---------------------------------------------------------------------------------------------------------


class _Table:
    """The scores of all pairs, some rows at a time. A table that is not too large is made once."""

    def __init__(self, scores: Scores):
        self.shape = len(scores.mentees), len(scores.mentors)
        self._scores = scores
        self._kept: dict[int, Table] = {}
        self._keeps = self.shape[0] * self.shape[1] * scores.rows(0, 1).itemsize <= KEPT

    def __iter__(self) -> Iterator[tuple[int, Table]]:
        for start in range(0, self.shape[0], ROWS):
            rows = self._kept[start] if start in self._kept else self._scores.rows(start, start + ROWS)
            if self._keeps:
                self._kept[start] = rows
            yield start, rows


def _worth_more(table: _Table, solution: Solution) -> Edges:
    """Pairs worth more than their mentee's gain and their mentor's price, the `BEST` of each mentee."""
    found = NONE
    if not all(table.shape):
        return found
    # Whole numbers, which 32 bits hold exactly up to 2 to the 24.
    money: type[np.floating] = np.float32 if 4 * solution.pair_worth < 2**24 else np.float64
    gains, asked = solution.gains.astype(money), (solution.prices - solution.pair_worth).astype(money)
    for start, scores in table:
        over = scores - gains[start : start + ROWS, None]
        over -= asked
        np.copyto(over, 0, where=scores == BARRED)
        some = np.flatnonzero((over > 0).any(axis=1))
        if len(some):
            at, columns = _best_of_each(over[some], start + some)
            found += Edges(start + some[at], columns, scores[some[at], columns].astype(np.int64))
    return found


def _best_of_each(over: NDArray[np.floating], rows: Ints) -> tuple[Ints, Ints]:
    """Where the `BEST` positive figures of each row stand.

    Of equal ones, each row takes others: it goes round the columns, in a mixed order, from a beginning of its own.
    Many people who are alike would otherwise all look at the same few mentors.
    """
    width = over.shape[1]
    turn = (rows * GOLDEN % 1).astype(over.dtype)[:, None] + (np.arange(width) * GOLDEN % 1).astype(over.dtype)
    turn -= turn >= 1
    np.copyto(turn, 0, where=over <= 0)
    turn += over
    least = np.partition(turn, width - min(BEST, width), axis=1)[:, -min(BEST, width), None]
    at, columns = np.nonzero((turn >= least) & (over > 0))
    return at, columns


# -- The small problem -------------------------------------------------------------------------------------------------


def _solved(edges: Edges, capacity: Ints, rows: int, pair_worth: int) -> Solution:
    mentor_of = _matched(edges, capacity, rows, pair_worth)
    return Solution(mentor_of, *_duals(edges, mentor_of, capacity, pair_worth), pair_worth)


def _matched(edges: Edges, capacity: Ints, rows: int, pair_worth: int) -> Ints:
    """The best pairs among these. A column for each place of a mentor, and one of each mentee's own for nobody."""
    times = capacity[edges.columns]
    first = np.cumsum(capacity) - capacity
    place = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    own = np.arange(rows)
    # scipy takes a cost of 0 for no edge at all: even the best pair costs 1.
    nobody = pair_worth + edges.scores.max() + 1
    costs = np.concatenate([np.repeat(nobody - pair_worth - edges.scores, times), np.full(rows, nobody)])
    at = np.concatenate([np.repeat(edges.rows, times), own])
    to = np.concatenate([np.repeat(first[edges.columns], times) + place, capacity.sum() + own])
    graph = csr_matrix((costs.astype(np.float64), (at, to)), shape=(rows, int(capacity.sum()) + rows))
    graph.sort_indices()
    _, columns = min_weight_full_bipartite_matching(graph)
    return np.concatenate([np.repeat(np.arange(len(capacity)), capacity), np.full(rows, NOBODY)])[columns]


def _duals(edges: Edges, mentor_of: Ints, capacity: Ints, pair_worth: int) -> tuple[Ints, Ints]:
    """What each mentee gains, at the lowest prices of mentors at which nobody would rather have another.

    A mentor with a place left costs nothing. A price rises to what somebody would pay who gains less where they are;
    that mentee then gains less from a mentor whose price rose, and may raise others, until nothing moves.
    """
    order = np.lexsort((edges.rows, edges.columns))
    rows, columns, worth = edges.rows[order], edges.columns[order], edges.scores[order] + pair_worth
    heads = np.flatnonzero(np.diff(columns, prepend=-1))
    made = columns == mentor_of[rows]
    own = np.zeros_like(mentor_of)
    own[rows[made]] = worth[made]
    prices = np.where(capacity > 0, 0, 2 * pair_worth)
    while True:
        gains = np.where(mentor_of == NOBODY, 0, own - prices[mentor_of])
        raised = prices.copy()
        raised[columns[heads]] = np.maximum(prices[columns[heads]], np.maximum.reduceat(worth - gains[rows], heads))
        if np.array_equal(raised, prices):
            return gains, prices
        prices = raised
