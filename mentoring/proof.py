"""That a matching is the best there can be, checked from its prices alone.

Nothing of how it was found is used. A pair is worth `pair_worth` and its score. If no pair at all is worth more than
its mentee's gain and its mentor's price, then any matching is worth at most all gains and, for each place, its
mentor's price; a matching worth exactly that is the best (weak duality of linear programs).
"""

import numpy as np

from mentoring.matching import Strand
from mentoring.scoring import BARRED
from mentoring.solving import NOBODY, ROWS


def is_best(strand: Strand) -> bool:
    return keeps_the_rules(strand) and worth(strand) == bound(strand)


def keeps_the_rules(strand: Strand) -> bool:
    """Whether each pair may be made and no mentor has more mentees than places."""
    made = strand.solution.mentor_of[strand.solution.mentor_of != NOBODY]
    within = np.bincount(made, minlength=len(strand.capacity)) <= strand.capacity
    return bool(within.all()) and BARRED not in _scores_made(strand)


def worth(strand: Strand) -> int:
    """What the pairs are worth together."""
    made = _scores_made(strand)
    return sum(made) + strand.solution.pair_worth * len(made)


def bound(strand: Strand) -> int | None:
    """What no matching of these people is worth more than. None where some pair stands against the prices."""
    solution = strand.solution
    if (solution.gains < 0).any() or (solution.prices < 0).any():
        return None
    for start in range(0, len(strand.mentees), ROWS):
        scores = strand.scores.rows(start, start + ROWS).astype(np.int64)
        asked = solution.gains[start : start + ROWS, None] + solution.prices - solution.pair_worth
        if ((scores > asked) & (scores != BARRED)).any():
            return None
    return int(solution.gains.sum() + (solution.prices * strand.capacity).sum())


def _scores_made(strand: Strand) -> list[int]:
    mentor_of = strand.solution.mentor_of
    rows = [(row, strand.scores.rows(row, row + 1)[0]) for row in np.flatnonzero(mentor_of != NOBODY).tolist()]
    return [int(scores[mentor_of[row]]) for row, scores in rows]
