"""Who reads what: reviews shared out among reviewers so that the work is as even as it can be.

What counts, in this order:

1. no application is read twice by the same person, nor by anybody with a conflict; nobody gets more than they can take;
2. as many reviews as possible find a reader, first reviews before second ones;
3. loads are as even as possible: the sum of their squares is the least, so two loads differ by at most one unless a
   conflict, a limit or what somebody reads already stands between them;
4. the same people should not always read together. That is what reviewers are compared by (`selection.scores`). This is
   a preference in handing out, not an optimum.

Method: optimal semi-matching (Harvey, Ladner, Lovász and Tamir, Journal of Algorithms 59, 2006). An augmenting path
finds a reader for every review that can have one. Then work moves along cost-reducing paths, from somebody over others
to somebody with at least two fewer, until there is none; they prove that no assignment has a smaller sum of squares.
What is assigned already stays: it counts as load and never moves, unless it is said to be movable.
"""

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

# Primary keys, or names in tests.
Key = Any


class Wanted(NamedTuple):
    """An application, how many reviews it should have in all, and who reads it already."""

    key: Key
    reviews: int
    readers: tuple[Key, ...] = ()


class Reviewer(NamedTuple):
    """`load` is what they have now, `most` what they can take in all; None for no limit."""

    key: Key
    load: int = 0
    most: int | None = None


class Unmet(NamedTuple):
    """Reviews of an application that find no reader, and why, fit for the page."""

    key: Key
    missing: int
    why: str


class Shared(NamedTuple):
    """New pairs of application and reviewer, in the order of the applications; what everybody has then; the rest."""

    pairs: tuple[tuple[Key, Key], ...]
    loads: Mapping[Key, int]
    unmet: tuple[Unmet, ...]


NOBODY = "Every reviewer either reads it already or must not read it."
FULL = "Everybody who could read it has as many as they can take."


def share(
    wanted: Sequence[Wanted],
    reviewers: Sequence[Reviewer],
    conflicts: Collection[tuple[Key, Key]] = (),
    movable: Sequence[tuple[Key, Key]] = (),
) -> Shared:
    """Share out the reviews that are missing. `conflicts` are pairs of application and reviewer.

    `movable` are pairs given out before, in no load and among no readers: each is among the answer's pairs, or has gone
    to somebody else because that is more even. The same input gives the same answer; the order of applications and
    reviewers settles what is otherwise equal.
    """
    if len({one.key for one in wanted}) < len(wanted) or len({one.key for one in reviewers}) < len(reviewers):
        raise ValueError("Each application and each reviewer is named once.")
    table = _Table(wanted, reviewers, frozenset(conflicts))
    for application, reviewer in movable:
        table.give(application, reviewer)
    most = max((one.reviews for one in wanted), default=0)
    for number in range(1, most + 1):
        for one in wanted:
            if len(table.readers[one.key]) < number <= one.reviews:
                table.find_a_reader(one.key)
    table.level()
    pairs = tuple((one.key, key) for one in wanted for key in table.given[one.key])
    return Shared(pairs, dict(table.loads), tuple(_unmet(table, wanted)))


def _unmet(table: "_Table", wanted: Sequence[Wanted]) -> Iterator[Unmet]:
    for one in wanted:
        if (missing := one.reviews - len(table.readers[one.key])) > 0:
            yield Unmet(one.key, missing, FULL if list(table.open_to(one.key)) else NOBODY)


class _Table:
    """Who reads what so far."""

    def __init__(
        self, wanted: Sequence[Wanted], reviewers: Sequence[Reviewer], conflicts: frozenset[tuple[Key, Key]]
    ) -> None:
        self.order = {one.key: place for place, one in enumerate(reviewers)}
        self.loads = {one.key: one.load for one in reviewers}
        self.most = {one.key: one.most for one in reviewers}
        self.readers = {one.key: set(one.readers) for one in wanted}
        self.conflicts = conflicts
        # What is given out here may move. Dictionaries for their order: sets of text differ from run to run.
        self.given: dict[Key, dict[Key, None]] = {one.key: {} for one in wanted}
        self.mine: dict[Key, dict[Key, None]] = {one.key: {} for one in reviewers}
        self.together: Counter[tuple[Key, Key]] = Counter()
        for one in wanted:
            for number, reader in enumerate(one.readers):
                self._meet(reader, one.readers[:number], 1)
        self.turn = 0

    def may(self, application: Key, reviewer: Key) -> bool:
        return reviewer not in self.readers[application] and (application, reviewer) not in self.conflicts

    def has_room(self, reviewer: Key) -> bool:
        most = self.most[reviewer]
        return most is None or self.loads[reviewer] < most

    def open_to(self, application: Key) -> Iterator[Key]:
        return (reviewer for reviewer in self.order if self.may(application, reviewer))

    def give(self, application: Key, reviewer: Key) -> None:
        self._meet(reviewer, self.readers[application], 1)
        self.readers[application].add(reviewer)
        self.given[application][reviewer] = self.mine[reviewer][application] = None
        self.loads[reviewer] += 1

    def take_back(self, application: Key, reviewer: Key) -> None:
        self.readers[application].remove(reviewer)
        del self.given[application][reviewer], self.mine[reviewer][application]
        self.loads[reviewer] -= 1
        self._meet(reviewer, self.readers[application], -1)

    def _meet(self, reviewer: Key, others: Collection[Key], step: int) -> None:
        for other in others:
            self.together[reviewer, other] += step
            self.together[other, reviewer] += step

    def find_a_reader(self, application: Key) -> None:
        """Whoever has least; of those, who has read least with its other readers; of those, whose turn it is.

        Where everybody who may read it is full, along the shortest path of moves that makes room, if there is one.
        """
        if free := [reviewer for reviewer in self.open_to(application) if self.has_room(reviewer)]:
            chosen = min(free, key=lambda reviewer: self._preference(application, reviewer))
            self.turn = self.order[chosen] + 1
            self.give(application, chosen)
            return
        if path := self._path(self.open_to(application), self.has_room):
            self._move_along(path)
            self.give(application, path[0])

    def _preference(self, application: Key, reviewer: Key) -> tuple[int, int, int]:
        turn = (self.order[reviewer] - self.turn) % len(self.order)
        return self.loads[reviewer], self._met(application, reviewer), turn

    def _met(self, application: Key, reviewer: Key) -> int:
        """How often somebody has read with the readers of an application."""
        return sum(self.together[reviewer, other] for other in self.readers[application])

    def level(self) -> None:
        """Move work from whoever has most to whoever has at least two fewer, until there is no such way."""
        while path := self._reducing_path():
            self._move_along(path)

    def _reducing_path(self) -> list[Key] | None:
        least = min(self.loads.values(), default=0)
        for busy in sorted(self.order, key=lambda reviewer: -self.loads[reviewer]):
            most = self.loads[busy] - 2
            if most < least:
                break
            if path := self._path([busy], partial(self._has_at_most, most)):
                return path
        return None

    def _has_at_most(self, most: int, reviewer: Key) -> bool:
        return self.loads[reviewer] <= most and self.has_room(reviewer)

    def _path(self, starts: Iterable[Key], is_goal: Callable[[Key], bool]) -> list[Key] | None:
        """The shortest way of handing on, from one reviewer to the next: each can read something that the last has.

        Shortest, so that no reviewer and no move comes twice, and all moves along it can be made together.
        """
        before: dict[Key, Key | None] = dict.fromkeys(starts)
        waiting = deque(before)
        while waiting:
            giver = waiting.popleft()
            for taker in self.order:
                if taker in before or not any(self.may(application, taker) for application in self.mine[giver]):
                    continue
                before[taker] = giver
                if is_goal(taker):
                    return _way_to(taker, before)
                waiting.append(taker)
        return None

    def _move_along(self, path: Sequence[Key]) -> None:
        """Hand one application on at each step, the last first: one whose readers the taker has met least."""
        for giver, taker in reversed(list(pairwise(path))):
            could = [application for application in self.mine[giver] if self.may(application, taker)]
            application = min(could, key=lambda one: self._met(one, taker) - self._met(one, giver))
            self.take_back(application, giver)
            self.give(application, taker)


def _way_to(goal: Key, before: Mapping[Key, Key | None]) -> list[Key]:
    way = [goal]
    while (last := before[way[-1]]) is not None:
        way.append(last)
    return way[::-1]
