"""The best cohort: whom to take so that minimums are met first, and the total score is then as high as it can be.

What counts, in this order:

1. as many seats of the minimums as can be met (a person may fill one of their strand and one of their region group);
2. every place filled, as long as there are people;
3. the highest total score;
4. of two sets with the same total, the one with the person placed higher in the ranking, where they first differ.

Two different sets are never equal in all four, so there is one answer, whoever computes it and in whatever order.

Method: a minimum-cost flow, in whole numbers. People flow from pools to strands, to cells (one strand in one region
group), to region groups, to the end; within a cell the best go first, so a choice is one number for each cell. The best
by score alone is a minimum-cost flow where nothing is asked. Each seat of a minimum is then a new arc with a bonus: the
flow stays optimal if it is sent once around the cheapest cycle through that arc, or left alone if no such cycle gains
(Ahuja, Magnanti and Orlin, Network Flows, 1993, chapters 9 and 14). A cycle is a chain of swaps. The proof, and how an
answer is checked without trusting this module: docs/decisions/best_cohort.md, `selection.proof`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from core.errors import Refused
from core.words import number_of

Cell = tuple[str, str]
Node = tuple[str, str]
END: Node = ("end", "")
# The one pool of a cohort whose places are not counted by strand.
WHOLE = ""


class Candidate(NamedTuple):
    """`score` in hundredths of a point; `order` is the place in the ranking, shared with nobody."""

    key: Hashable
    score: int
    order: int
    strand: str
    group: str


@dataclass(frozen=True)
class Wish:
    """What the manager sets: `places` of the cohort or of each strand, least numbers, and people moved by hand."""

    places: int | Mapping[str, int]
    strands: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, int] = field(default_factory=dict)
    kept: Collection[Hashable] = frozenset()
    left_out: Collection[Hashable] = frozenset()
    least_score: int | None = None

    def pool_of(self, strand: str) -> str:
        return WHOLE if isinstance(self.places, int) else strand

    def places_in(self, pool: str) -> int:
        return self.places if isinstance(self.places, int) else self.places.get(pool, 0)

    def allows(self, candidate: Candidate) -> bool:
        """Whether somebody can be chosen. Who is kept in by hand needs no least score."""
        if candidate.key in self.left_out:
            return False
        return candidate.key in self.kept or self.least_score is None or candidate.score >= self.least_score


class Prices(NamedTuple):
    """What a seat of each pool, strand and region group is worth at the best set: proof that none is better."""

    pools: Mapping[str, int]
    strands: Mapping[str, int]
    groups: Mapping[str, int]


class Shortfall(NamedTuple):
    """A minimum that cannot be met in full. `kind` is strand or group, `why` is fit for the page."""

    kind: str
    name: str
    wanted: int
    met: int
    why: str


class Choice(NamedTuple):
    """The best set, in order of the ranking; its total in hundredths of a point; what it could not meet; the proof."""

    chosen: tuple[Hashable, ...]
    score: int
    shortfalls: tuple[Shortfall, ...]
    prices: Prices


def best_cohort(candidates: Iterable[Candidate], wish: Wish) -> Choice:
    """The one best set. Refuses, in words, what people moved by hand make impossible."""
    everyone = sorted(candidates, key=lambda candidate: candidate.order)
    check(everyone, wish)
    network = _Network(everyone, wish)
    network.take_the_best()
    network.ask_for_the_minimums()
    chosen = sorted(network.chosen(), key=lambda candidate: candidate.order)
    return Choice(
        tuple(candidate.key for candidate in chosen),
        sum(candidate.score for candidate in chosen),
        tuple(_shortfalls(network)),
        network.prices(),
    )


def check(candidates: Sequence[Candidate], wish: Wish) -> None:
    """Refuse contradictions between what was moved by hand and the places there are."""
    by_key = {candidate.key: candidate for candidate in candidates}
    if len(by_key) < len(candidates) or len({candidate.order for candidate in candidates}) < len(candidates):
        raise ValueError("Each candidate has a key and a place in the ranking of their own.")
    if set(wish.kept) & set(wish.left_out):
        raise Refused("Somebody is both kept in and left out. Choose one of the two.")
    if set(wish.kept) - by_key.keys():
        raise Refused("Somebody you kept in can no longer be chosen. Let go of them first.")
    kept = Counter(wish.pool_of(by_key[key].strand) for key in set(wish.kept))
    for pool, count in sorted(kept.items()):
        if count > wish.places_in(pool):
            where = f" in {pool}" if pool else ""
            raise Refused(
                f"You kept in {number_of(count, 'application')}{where}, but the number of places{where} is "
                f"{wish.places_in(pool)}. Let go of at least {count - wish.places_in(pool)}."
            )


class Arc(NamedTuple):
    """One move that is open from here: `step` more people (1 or -1) of a cell, or, with no cell, one seat elsewhere."""

    tail: Node
    head: Node
    cost: int
    cell: Cell | None = None
    step: int = 0


class _Network:
    """The flow network: for each cell its people, best first, and how many of them are taken."""

    def __init__(self, everyone: Sequence[Candidate], wish: Wish) -> None:
        self.wish = wish
        self.kept = set(wish.kept)
        self.cells: dict[Cell, list[Candidate]] = defaultdict(list)
        for candidate in sorted(filter(wish.allows, everyone), key=self._turn):
            self.cells[candidate.strand, candidate.group].append(candidate)
        self.held = {cell: sum(person.key in self.kept for person in people) for cell, people in self.cells.items()}
        self.taken: Counter[Cell] = Counter()
        self.worth = worths(everyone)
        self.bonus = bonus(everyone)
        # Seats of the minimums asked for so far. They are raised to what is wanted one after the other.
        self.asked: Counter[Node] = Counter()

    def _turn(self, candidate: Candidate) -> tuple[bool, int, int]:
        return candidate.key not in self.kept, -candidate.score, candidate.order

    def chosen(self) -> list[Candidate]:
        return [person for cell, people in self.cells.items() for person in people[: self.taken[cell]]]

    def take_the_best(self) -> None:
        """Fill each pool with whoever is kept in and then the best: optimal while no minimum is asked for."""
        pools: dict[str, list[Candidate]] = defaultdict(list)
        for cell, people in self.cells.items():
            pools[self.wish.pool_of(cell[0])].extend(people)
        for pool, people in pools.items():
            for person in sorted(people, key=self._turn)[: self.wish.places_in(pool)]:
                self.taken[person.strand, person.group] += 1

    def ask_for_the_minimums(self) -> None:
        """Ask for one seat at a time, and make the cheapest chain of swaps that meets it, if one is worth it.

        Where one seat cannot be met no further one of the same minimum can: its arc is there already.
        """
        for node, tail, head, wanted in self._minimums():
            self.asked[node] = min(wanted, self._seats()[node])
            while self.asked[node] < wanted:
                chain = self._cheapest(head, tail)
                self.asked[node] += 1
                if chain is None:
                    self.asked[node] = wanted
                    break
                for arc in chain:
                    if arc.cell:
                        self.taken[arc.cell] += arc.step

    def _minimums(self) -> list[tuple[Node, Node, Node, int]]:
        """Each minimum: whose it is, the arc that its seats lie on, and how many are wanted."""
        strands = [
            (("strand", name), ("pool", self.wish.pool_of(name)), ("strand", name), wanted)
            for name, wanted in sorted(self.wish.strands.items())
        ]
        groups = [(("group", name), ("group", name), END, wanted) for name, wanted in sorted(self.wish.groups.items())]
        return strands + groups

    def _seats(self) -> Counter[Node]:
        """How many are taken in each strand and each region group."""
        seats: Counter[Node] = Counter()
        for (strand, group), count in self.taken.items():
            seats["strand", strand] += count
            seats["group", group] += count
        return seats

    def _arcs(self) -> list[Arc]:
        """Every move open from here, with what it costs. A gain is a cost below nought."""
        arcs = []
        seats, names = self._seats(), {node for node, *_ in self._minimums()}
        for (strand, group), people in self.cells.items():
            cell, above, below = (strand, group), ("strand", strand), ("group", group)
            names |= {above, below}
            if (count := self.taken[cell]) < len(people):
                arcs.append(Arc(above, below, -self.worth(people[count]), cell, 1))
            if count > self.held[cell]:
                arcs.append(Arc(below, above, self.worth(people[count - 1]), cell, -1))
        for node in sorted(names):
            kind, name = node
            tail, head = (("pool", self.wish.pool_of(name)), node) if kind == "strand" else (node, END)
            arcs.append(Arc(tail, head, -self.bonus if seats[node] < self.asked[node] else 0))
            if seats[node]:
                arcs.append(Arc(head, tail, self.bonus if seats[node] <= self.asked[node] else 0))
        return arcs

    def _cheapest(self, start: Node, goal: Node) -> list[Arc] | None:
        """The cheapest way from start to goal, if one more seat of a minimum is worth it."""
        costs, last = shortest(self._arcs(), {start: 0})
        if goal not in costs or costs[goal] >= self.bonus:
            return None
        chain = []
        while goal != start:
            chain.append(last[goal])
            goal = last[goal].tail
        return chain

    def prices(self) -> Prices:
        """Potentials of the nodes: with them no move that is open gains anything."""
        arcs = self._arcs()
        nodes = {END} | {node for arc in arcs for node in (arc.tail, arc.head)}
        costs, _ = shortest(arcs, dict.fromkeys(sorted(nodes), 0))
        found: dict[str, dict[str, int]] = {"pool": {}, "strand": {}, "group": {}}
        for (kind, name), cost in costs.items():
            if kind != END[0]:
                found[kind][name] = cost - costs[END]
        return Prices(found["pool"], found["strand"], found["group"])


def worths(everyone: Sequence[Candidate]) -> Callable[[Candidate], int]:
    """What choosing somebody adds: the score, and below its last digit a bit of their own, higher if placed higher.

    The bits of any two sets differ first at the highest placed person that only one of them has. So the sum of worths
    puts sets in order of total score first, and in order of the ranking where totals are equal.
    """
    size = len(everyone)
    bits = {candidate.order: size - place for place, candidate in enumerate(everyone, 1)}
    return lambda candidate: (candidate.score << size) + (1 << bits[candidate.order])


def bonus(everyone: Sequence[Candidate]) -> int:
    """What one seat of a minimum adds: more than any two sets can differ in worth."""
    return (sum(abs(candidate.score) for candidate in everyone) + 1) << (len(everyone) + 1)


def shortest(arcs: Sequence[Arc], costs: dict[Node, int]) -> tuple[dict[Node, int], dict[Node, Arc]]:
    """The least cost to each node, and the arc it is reached by (Bellman and Ford; there is no cycle that gains)."""
    last: dict[Node, Arc] = {}
    settled = False
    while not settled:
        settled = True
        for arc in arcs:
            if arc.tail not in costs:
                continue
            cost = costs[arc.tail] + arc.cost
            if arc.head not in costs or cost < costs[arc.head]:
                costs[arc.head], last[arc.head], settled = cost, arc, False
    return costs, last


def _shortfalls(network: _Network) -> Iterable[Shortfall]:
    seats = network._seats()
    for node, _, _, wanted in network._minimums():
        if (met := seats[node]) < wanted:
            yield Shortfall(*node, wanted, met, _why(network, node, wanted))


def _why(network: _Network, node: Node, wanted: int) -> str:
    """The plainest reason why a minimum cannot be met."""
    kind, name = node
    wish, side = network.wish, 0 if kind == "strand" else 1
    available = sum(len(people) for cell, people in network.cells.items() if cell[side] == name)
    if available < wanted:
        return f"Only {available} can be chosen here."
    pools = {wish.pool_of(strand) for strand, group in network.cells if (strand, group)[side] == name}
    places = sum(wish.places_in(pool) for pool in pools)
    if places < wanted:
        return "There is only 1 place." if places == 1 else f"There are only {places} places."
    others = "other minimums or for people kept in by hand" if network.kept else "other minimums"
    return f"The places are needed for {others}."
