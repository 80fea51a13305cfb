"""Who can be in a group at all: the most people placed, with an upper bound that is met or stated.

People and times are the two sides of a flow: everyone fills one seat at one of their times. A time with so many groups
takes between `need` and `room` people, so the numbers it can take are stretches with holes between them (with 6 to 10
in a group: none, 6 to 10, 12 to 20, ...). Without the holes the most people placed is a maximum flow, found by chains
of moves (augmenting paths); a chain empties no time, so least numbers that are filled first stay filled.

Where that flow leaves a time in a hole, two cases are looked at: it stays below, or it goes above (branch and bound).
A case that cannot beat what is found is left out. No case left: nothing better exists. See
docs/decisions/small_groups.md.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Key = Hashable
Bounds = tuple[int, int]

# Cases looked at in each part of the cohort that shares no times with the rest, before the search says what it has.
MOST_CASES = 1_500


class Person(NamedTuple):
    """`slots`: the times they can come, by code. `key` sorts, and is nobody else's."""

    key: Key
    slots: frozenset[str]
    strand: str
    region: str


class Kept(NamedTuple):
    """A group that stays because people are locked in it. They stay whatever times they have ticked."""

    key: Key
    slot: str
    members: frozenset[Key]


@dataclass(frozen=True)
class Wish:
    """What the manager sets: the times on offer, the size of a group, how many may meet at once, and the locks."""

    slots: tuple[str, ...]
    least: int = 6
    most: int = 10
    at_once: int = 2
    kept: tuple[Kept, ...] = ()

    def kept_at(self, slot: str) -> list[Kept]:
        return [group for group in self.kept if group.slot == slot]

    def most_groups(self, slot: str) -> int:
        return max(len(self.kept_at(slot)), self.at_once if slot in self.slots else 0)

    def need(self, slot: str, groups: int) -> int:
        """How many people so many groups at this time need at least."""
        kept = self.kept_at(slot)
        return sum(max(self.least, len(group.members)) for group in kept) + self.least * (groups - len(kept))

    def room(self, groups: int) -> int:
        return self.most * groups

    def takes(self, slot: str, people: int) -> list[int]:
        """The numbers of groups that so many people could be split into at this time."""
        numbers = range(len(self.kept_at(slot)), self.most_groups(slot) + 1)
        return [groups for groups in numbers if self.need(slot, groups) <= people <= self.room(groups)]


@dataclass
class Placing:
    """Who sits at which time; `bound`: no placing has more people."""

    seats: dict[Key, str] = field(default_factory=dict)
    bound: int = 0

    @property
    def is_proven(self) -> bool:
        return len(self.seats) == self.bound

    @property
    def loads(self) -> Counter[str]:
        return Counter(self.seats.values())


def times_of(people: Iterable[Person], wish: Wish) -> dict[Key, frozenset[str]]:
    """The times at which each person could sit, whoever is locked first. Times too few can come to are left out."""
    locked = {member: group.slot for group in wish.kept for member in group.members}
    on_offer = {person.key: person.slots & {*wish.slots, *(group.slot for group in wish.kept)} for person in people}
    times = {key: frozenset({locked[key]}) if key in locked else slots for key, slots in on_offer.items()}
    asked = Counter(slot for slots in times.values() for slot in slots)
    hopeless = {slot for slot, number in asked.items() if not wish.kept_at(slot) and number < wish.least}
    in_order = sorted(times, key=lambda key: (key not in locked, len(times[key]), key))
    return {key: times[key] - hopeless for key in in_order}


def seat(times: Mapping[Key, frozenset[str]], bounds: Mapping[str, Bounds]) -> dict[Key, str] | None:
    """The most people seated with each time between its two numbers. None: the lower numbers cannot be reached."""
    flow = _Flow(times, bounds)
    flow.fill({slot: least for slot, (least, _) in bounds.items()})
    if any(len(flow.sitting[slot]) < least for slot, (least, _) in bounds.items()):
        return None
    flow.fill({slot: most for slot, (_, most) in bounds.items()})
    return {key: slot for slot, keys in flow.sitting.items() for key in keys}


class _Flow:
    def __init__(self, times: Mapping[Key, frozenset[str]], slots: Iterable[str]) -> None:
        asked = Counter(slot for slots in times.values() for slot in slots)
        self.times = {key: sorted(found, key=lambda slot: (-asked[slot], slot)) for key, found in times.items()}
        # Dictionaries without values, for their order: the same answer every time.
        self.sitting: dict[str, dict[Key, None]] = {slot: {} for slot in sorted(slots)}

    def fill(self, room: Mapping[str, int]) -> None:
        """Seat one after the other. Who finds no chain of moves now finds none later, so once round is enough."""
        seated = {key for keys in self.sitting.values() for key in keys}
        for key in self.times:
            if key not in seated:
                self._seat(key, room)

    def _seat(self, person: Key, room: Mapping[str, int]) -> None:
        """The shortest chain: this person takes a seat from one who moves to another time, and so on to a free seat."""
        came_from: dict[str, Key] = {}
        waiting = deque([person])
        while waiting:
            key = waiting.popleft()
            for slot in self.times[key]:
                if slot in came_from or slot not in self.sitting:
                    continue
                came_from[slot] = key
                if len(self.sitting[slot]) < room[slot]:
                    self._move_along(slot, came_from)
                    return
                waiting.extend(self.sitting[slot])

    def _move_along(self, slot: str, came_from: Mapping[str, Key]) -> None:
        now = {key: at for at, keys in self.sitting.items() for key in keys}
        to: str | None = slot
        while to is not None:
            key = came_from[to]
            self.sitting[to][key] = None
            before = now.get(key)
            if before is not None:
                del self.sitting[before][key]
            to = before


def place(people: Sequence[Person], wish: Wish, *, most_cases: int = MOST_CASES) -> Placing | None:
    """The most people placed. None: the locked groups cannot all reach their least size."""
    times = times_of(people, wish)
    whole = Placing()
    for part in _parts(times, wish):
        found = _Search(part, wish, most_cases).run()
        if found is None:
            return None
        whole.seats |= found.seats
        whole.bound += found.bound
    return whole


def _parts(times: Mapping[Key, frozenset[str]], wish: Wish) -> list[dict[Key, frozenset[str]]]:
    """The cohort in parts that share no time: each is a question of its own, and its holes make its bound sharper."""
    parts: list[tuple[set[str], dict[Key, frozenset[str]]]] = [({group.slot}, {}) for group in wish.kept]
    parts += [(set(slots), {key: slots}) for key, slots in times.items() if slots]
    apart: list[tuple[set[str], dict[Key, frozenset[str]]]] = []
    for slots, people in parts:
        together = [part for part in apart if part[0] & slots]
        apart = [part for part in apart if not part[0] & slots]
        together.append((slots, people))
        members = {key: found for _, part in together for key, found in part.items()}
        apart.append((set().union(*(part[0] for part in together)), members))
    return [{key: people[key] for key in times if key in people} for _, people in apart]


class _Case(NamedTuple):
    """Between which two numbers each time shall be, the best seats without regard to holes, and so a bound."""

    bounds: dict[str, Bounds]
    seats: dict[Key, str]
    bound: int


class _Search:
    def __init__(self, times: Mapping[Key, frozenset[str]], wish: Wish, most_cases: int) -> None:
        self.times, self.wish, self.most_cases = times, wish, most_cases
        self.asked = Counter(slot for slots in times.values() for slot in slots)
        self.slots = sorted(self.asked)

    def run(self) -> Placing | None:
        ends = {slot: (self._need(slot), self._room(slot)) for slot in self.slots}
        first = self._case(ends)
        if first is None:
            return None
        best: dict[Key, str] | None = None
        waiting, looked_at = [first], 0
        while waiting and (best is None or looked_at < self.most_cases):
            case, looked_at = waiting.pop(), looked_at + 1
            if best is not None and case.bound <= len(best):
                continue
            slot = self._in_a_hole(case)
            if slot is None:
                best = case.seats
            else:
                waiting += self._two_cases(case, slot)
        if best is None:
            return None
        return Placing(best, max([len(best), *(case.bound for case in waiting)]))

    def _need(self, slot: str) -> int:
        return self.wish.need(slot, len(self.wish.kept_at(slot)))

    def _room(self, slot: str) -> int:
        return min(self.wish.room(self.wish.most_groups(slot)), self.asked[slot])

    def _case(self, bounds: dict[str, Bounds]) -> _Case | None:
        seats = seat(self.times, bounds)
        return None if seats is None else _Case(bounds, seats, self._bound(len(seats)))

    def _bound(self, placed: int) -> int:
        """So many, or fewer if so many cannot be split into groups at all: eleven cannot, with 6 to 10 in each."""
        return next((number for number in range(placed, 0, -1) if self._splits(number)), 0)

    def _splits(self, number: int) -> bool:
        return number <= number // self.wish.least * self.wish.most

    def _in_a_hole(self, case: _Case) -> str | None:
        """The time in a hole that the fewest could come to."""
        loads = Counter(case.seats.values())
        holes = [slot for slot in self.slots if not self.wish.takes(slot, loads[slot])]
        return min(holes, key=lambda slot: (self.asked[slot], slot), default=None)

    def _two_cases(self, case: _Case, slot: str) -> list[_Case]:
        """Below the hole and above it; the one that promises more comes last, to be looked at first."""
        load = Counter(case.seats.values())[slot]
        least, most = case.bounds[slot]
        below = _nearest(range(load, least - 1, -1), lambda number: bool(self.wish.takes(slot, number)))
        above = _nearest(range(load, most + 1), lambda number: bool(self.wish.takes(slot, number)))
        ends = [(least, below) if below is not None else None, (above, most) if above is not None else None]
        found = [self._case({**case.bounds, slot: end}) for end in ends if end]
        return sorted((one for one in found if one), key=lambda one: one.bound)


def _nearest(numbers: Iterable[int], fits: Callable[[int], bool]) -> int | None:
    return next((number for number in numbers if fits(number)), None)


def by_time(seats: Mapping[Key, str]) -> dict[str, list[Key]]:
    found: dict[str, list[Key]] = defaultdict(list)
    for key, slot in seats.items():
        found[slot].append(key)
    return {slot: sorted(found[slot]) for slot in sorted(found)}  # type: ignore[type-var]
