"""Strands and regions spread over the groups: the least unevenness, with a bound that says how near it is.

Unevenness counts pairs of people of one strand, or of one region, who share a group and would be apart if every strand
and region could be shared out evenly. At nought the groups differ by one person at most in each.

For one of the two, strands or regions, the least number of pairs is a flow with costs that grow (each further person of
a kind in a group costs one more pair): a split that no cycle of moves makes cheaper is the best. Both at once are no
flow; the sum of the two best is the bound. The split itself is found by chains of moves, drawn by a fixed seed.
"""

import math
import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from participation.placing import Key, Person

TRIES = 40_000
WARM, COLD = 1.2, 0.15
LONGEST_CHAIN = 5

Kind = Callable[[Person], Hashable]
KINDS: tuple[Kind, ...] = (lambda person: person.strand, lambda person: person.region)


@dataclass
class Split:
    """Who is in which group, by the group's number. `free`: the groups each person may be in; one only: locked."""

    people: dict[Key, Person]
    group_of: dict[Key, int]
    free: dict[Key, list[int]]
    least: int
    most: int
    groups: int

    def sizes(self) -> list[int]:
        count = Counter(self.group_of.values())
        return [count[number] for number in range(self.groups)]


def unevenness(split: Split, kinds: Sequence[Kind] = KINDS) -> int:
    """Pairs of a kind in one group beyond those that no split into so many groups could avoid."""
    total = 0
    for kind in kinds:
        inside = Counter((group, kind(split.people[key])) for key, group in split.group_of.items())
        total += sum(_pairs(number) for number in inside.values())
        for number in Counter(kind(split.people[key]) for key in split.group_of).values():
            share, more = divmod(number, split.groups)
            total -= more * _pairs(share + 1) + (split.groups - more) * _pairs(share)
    return total


def bound(split: Split) -> int:
    """What no split of these people over these groups can be below."""
    return sum(_least_for(split, kind) for kind in KINDS)


def spread(split: Split, *, tries: int = TRIES) -> tuple[Split, int]:
    """The split with the least unevenness that was found, and the bound."""
    lowest = bound(split)
    return _Annealing(split).run(lowest, tries), lowest


def _pairs(number: int) -> int:
    return number * (number - 1) // 2


# -- One of the two alone: exact -------------------------------------------------------------------------------------


def _least_for(split: Split, kind: Kind) -> int:
    """Cancel cycles of moves that gain, until there are none."""
    now = Split(split.people, dict(split.group_of), split.free, split.least, split.most, split.groups)
    while cycle := _gaining_cycle(now, kind):
        for key, to in cycle:
            now.group_of[key] = to
    return unevenness(now, [kind])


Node = tuple[int, Hashable]
END: Node = (-1, None)


def _gaining_cycle(split: Split, kind: Kind) -> list[tuple[Key, int]]:
    """A round of moves that takes pairs away (Bellman and Ford, from everywhere at once). Empty: there is none."""
    arcs = list(_arcs(split, kind))
    cost: dict[Node, int] = dict.fromkeys((node for start, end, *_ in arcs for node in (start, end)), 0)
    came_by: dict[Node, tuple[Node, tuple[Key, int] | None]] = {}
    is_settled = False
    while not is_settled:
        is_settled = True
        for start, end, price, move in arcs:
            if cost[start] + price < cost[end]:
                cost[end], came_by[end], is_settled = cost[start] + price, (start, move), False
        # Steps that lead back to where they began gain.
        if (node := _on_a_round(came_by)) is not None:
            return list(_moves_around(came_by, node))
    return []


def _on_a_round(came_by: Mapping[Node, tuple[Node, object]]) -> Node | None:
    seen: dict[Node, Node] = {}
    for first in came_by:
        node = first
        while node in came_by and node not in seen:
            seen[node] = first
            node, _ = came_by[node]
        if seen.get(node) == first:
            return node
    return None


def _moves_around(
    came_by: Mapping[Node, tuple[Node, tuple[Key, int] | None]], somewhere: Node
) -> Iterator[tuple[Key, int]]:
    node, is_round = somewhere, False
    while not is_round:
        node, move = came_by[node]
        if move:
            yield move
        is_round = node == somewhere


def _arcs(split: Split, kind: Kind) -> Iterator[tuple[Node, Node, int, tuple[Key, int] | None]]:
    """From where to where one person more can be handed on, what it costs in pairs, and who moves where."""
    inside: dict[Node, list[Key]] = {}
    for key in sorted(split.group_of):  # type: ignore[type-var]
        inside.setdefault((split.group_of[key], kind(split.people[key])), []).append(key)
    kinds = sorted({what for _, what in inside})  # type: ignore[type-var]
    sizes = split.sizes()
    for group, what in product(range(split.groups), kinds):
        here, members = (group, what), inside.get((group, what), [])
        yield here, (group, None), len(members), None
        if members:
            yield (group, None), here, 1 - len(members), None
        going = {to: key for key in reversed(members) for to in split.free[key] if to != group}
        for to, key in sorted(going.items()):
            yield here, (to, what), 0, (key, to)
    for group, size in enumerate(sizes):
        if size < split.most:
            yield (group, None), END, 0, None
        if size > split.least:
            yield END, (group, None), 0, None


# -- Both at once: chains of moves -------------------------------------------------------------------------------------


class _Annealing:
    """Moves that make it a little worse are taken too, ever more seldom, so that it does not stay in a dent."""

    def __init__(self, split: Split) -> None:
        self.split, self.chance = split, random.Random(0)
        self.keys = sorted(key for key in split.group_of if len(split.free[key]) > 1)  # type: ignore[type-var]
        self.in_group = dict(split.group_of)
        self.size = split.sizes()
        self.members = [[key for key in self.keys if self.in_group[key] == n] for n in range(split.groups)]
        people = [(key, split.people[key]) for key in split.group_of]
        self.kinds = {key: [(number, kind(person)) for number, kind in enumerate(KINDS)] for key, person in people}
        self.inside = Counter((self.in_group[key], what) for key, kinds in self.kinds.items() for what in kinds)
        self.may = {key: set(split.free[key]) for key in self.keys}

    def run(self, lowest: int, tries: int) -> Split:
        worth = least = unevenness(self.split)
        best = dict(self.in_group)
        for number in range(tries if self.keys else 0):
            if least == lowest:
                break
            heat = WARM * (COLD / WARM) ** (number / tries)
            worth += self._try(heat)
            if worth < least:
                least, best = worth, dict(self.in_group)
        return Split(self.split.people, best, self.split.free, self.split.least, self.split.most, self.split.groups)

    def _try(self, heat: float) -> int:
        """Take a chain of moves if it gains or luck has it; otherwise take it back. What it changed."""
        moved: list[tuple[Key, int]] = []
        change, is_whole = self._chain(moved)
        if is_whole and (change <= 0 or self.chance.random() < math.exp(-change / heat)):
            return change
        for key, start in reversed(moved):
            self._move(key, start)
        return 0

    def _chain(self, moved: list[tuple[Key, int]]) -> tuple[int, bool]:
        """Somebody moves to another group, somebody from there moves on, and so on, until all sizes are right again."""
        key, change = self.chance.choice(self.keys), 0
        first = self.in_group[key]
        for _ in range(LONGEST_CHAIN):
            start = self.in_group[key]
            goes_home = start != first and first in self.may[key] and self.chance.random() < 0.5
            to = first if goes_home else self.chance.choice(self.split.free[key])
            if to == start:
                return change, False
            change += self._move(key, to)
            moved.append((key, start))
            fits = self.size[first] >= self.split.least and self.size[to] <= self.split.most
            if to == first or (fits and self.chance.random() < 0.5):
                return change, True
            key = self.chance.choice(self.members[to])
        return change, False

    def _move(self, key: Key, to: int) -> int:
        """Move them and say what it changed in pairs."""
        start, change = self.in_group[key], 0
        for what in self.kinds[key]:
            self.inside[start, what] -= 1
            change += self.inside[to, what] - self.inside[start, what]
            self.inside[to, what] += 1
        self.in_group[key] = to
        self.members[start].remove(key)
        self.members[to].append(key)
        self.size[start] -= 1
        self.size[to] += 1
        return change
