"""A matching run: who mentors whom, for everybody at once.

The aim, in this order: as many mentees matched as can be; the highest total score; and of several answers equal in both
the one that the solver comes to when both sides are in the order of their ids. So the answer does not depend on the
order of rows, on who entered first, or on anything but the people and the wishes.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.errors import Refused
from core.words import listed
from mentoring.people import Pair, Person, Wish
from mentoring.rules import broken, parts_of
from mentoring.scoring import Scores
from mentoring.solving import NOBODY, Ints, Solution, solve
from mentoring.weights import Weights


class Match(NamedTuple):
    mentee: str
    mentor: str
    score: int


@dataclass(frozen=True)
class Strand:
    """One strand, solved: no pair crosses two. Without mentees in locked pairs; `capacity` is what the others share."""

    scores: Scores
    capacity: Ints
    solution: Solution

    @property
    def mentees(self) -> Sequence[Person]:
        return self.scores.mentees

    @property
    def mentors(self) -> Sequence[Person]:
        return self.scores.mentors


@dataclass(frozen=True)
class Matching:
    """`matches` in the order of mentees' ids; `unmatched` are ids of mentees."""

    matches: tuple[Match, ...]
    unmatched: tuple[str, ...]
    strands: tuple[Strand, ...]

    @property
    def total(self) -> int:
        return sum(match.score for match in self.matches)


def match(
    mentees: Iterable[Person],
    mentors: Iterable[Person],
    weights: Weights | None = None,
    wish: Wish | None = None,
    *,
    after_each: Callable[[], object] = lambda: None,
) -> Matching:
    """The best matching. Refused where a wish cannot be kept: a locked pair that breaks a rule, or one too many.

    `after_each` is called when a strand is done, for whoever waits.
    """
    weights, wish = weights or Weights(), wish or Wish()
    mine, theirs = _by_id(mentees), _by_id(mentors)
    _check(wish, mine, theirs)
    locked = dict(wish.locked)
    taken = Counter(locked.values())
    strands = []
    for strand in sorted({person.strand for person in mine.values()}):
        free = [p for p in mine.values() if p.strand == strand and p.id not in locked]
        strands.append(_solved(free, [p for p in theirs.values() if p.strand == strand], weights, wish, taken))
        after_each()
    mentor_of = {**locked, **{mentee: mentor for strand in strands for mentee, mentor in _made(strand)}}
    matches = []
    for id in mine:
        if mentor := mentor_of.get(id):
            preference = wish.bonus.get((id, mentor), 0)
            matches.append(Match(id, mentor, parts_of(mine[id], theirs[mentor], weights, preference=preference).total))
    return Matching(tuple(matches), tuple(id for id in mine if id not in mentor_of), tuple(strands))


def _by_id(people: Iterable[Person]) -> dict[str, Person]:
    people = sorted(people, key=lambda person: person.id)
    if len(by_id := {person.id: person for person in people}) < len(people):
        twice = next(id for id, times in Counter(person.id for person in people).items() if times > 1)
        raise Refused(f"Two people are called {twice}. Give each an id of their own.")
    return by_id


def _check(wish: Wish, mentees: dict[str, Person], mentors: dict[str, Person]) -> None:
    """Refuse what cannot be kept."""
    pairs = [*wish.locked, *wish.forbidden, *wish.bonus]
    if unknown := sorted({a for a, _ in pairs if a not in mentees} | {b for _, b in pairs if b not in mentors}):
        raise Refused(f"Nobody in this run is called {listed(unknown)}.")
    taken = Counter(mentor for _, mentor in wish.locked)
    for mentee, mentor in sorted(wish.locked):
        if rules := broken(mentees[mentee], mentors[mentor], forbidden=(mentee, mentor) in wish.forbidden):
            raise Refused(f"{mentee} and {mentor} cannot be locked together: a pair needs {rules[0].label}.")
        if taken[mentor] > mentors[mentor].capacity:
            raise Refused(f"{mentor} takes {mentors[mentor].capacity} at most, and {taken[mentor]} are locked to them.")
    if len(dict(wish.locked)) < len(wish.locked):
        raise Refused("A mentee is locked to two mentors. Unlock one of the pairs.")


def _solved(
    mentees: Sequence[Person], mentors: Sequence[Person], weights: Weights, wish: Wish, taken: Counter[str]
) -> Strand:
    scores = Scores(mentees, mentors, weights, forbidden=wish.forbidden, bonus=wish.bonus)
    capacity = np.array([mentor.capacity - taken[mentor.id] for mentor in mentors], np.int64)
    return Strand(scores, capacity, solve(scores, capacity))


def _made(strand: Strand) -> Iterable[Pair]:
    for row, column in enumerate(strand.solution.mentor_of.tolist()):
        if column != NOBODY:
            yield strand.mentees[row].id, strand.mentors[column].id
