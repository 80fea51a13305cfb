"""Small groups: everyone at a time they can come, within the sizes, strands and regions spread.

What counts, in this order:

1. as many people in a group as there can be, with a bound: nobody could place more (`participation.placing`);
2. sizes near the middle of what is allowed;
3. the least unevenness of strands and regions for these times, with its bound (`participation.spreading`).

The same people and the same wish give the same groups, on every machine. Pure: it knows no rows and no clock.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from core.errors import Refused
from participation import spreading
from participation.placing import Bounds, Kept, Key, Person, Placing, Wish, by_time, place, seat, times_of
from participation.spreading import Split

__all__ = ["Change", "Formed", "Grouping", "Kept", "Person", "Unplaced", "Wish", "changes_that_help", "form_groups"]


class Formed(NamedTuple):
    """One group. `key` is that of the kept group it goes on from, None if it is new."""

    key: Hashable | None
    slot: str
    members: tuple[Key, ...]


class Unplaced(NamedTuple):
    """Somebody who is in no group. `also`: times of groups at which they would have a seat, could they come."""

    key: Key
    why: str
    also: tuple[str, ...]


@dataclass(frozen=True)
class Grouping:
    """The groups; who is in none and why; and what was proven of both."""

    groups: tuple[Formed, ...]
    unplaced: tuple[Unplaced, ...]
    most_placed: int
    unevenness: int
    least_unevenness: int

    @property
    def placed(self) -> int:
        return sum(len(group.members) for group in self.groups)

    @property
    def is_most(self) -> bool:
        """Nobody could place more people: the bound is met."""
        return self.placed == self.most_placed

    @property
    def is_most_even(self) -> bool:
        return self.unevenness == self.least_unevenness


def people_in_words(count: int) -> str:
    """1 person, 2 people"""
    return "1 person" if count == 1 else f"{count} people"


def form_groups(people: Iterable[Person], wish: Wish) -> Grouping:
    """The groups. Refuses, in words, locks that cannot be kept."""
    everyone = sorted(people, key=lambda person: person.key)  # type: ignore[arg-type, return-value]
    _check(everyone, wish)
    placing = place(everyone, wish)
    if placing is None:
        raise Refused(
            f"The groups with somebody locked in them cannot all reach {people_in_words(wish.least)}."
            " Unlock somebody, or let groups be smaller."
        )
    seats, groups = _near_the_middle(times_of(everyone, wish), placing, wish)
    formed, uneven, lowest = _split(everyone, seats, groups, wish)
    unplaced = tuple(_why(person, seats, groups, everyone, wish) for person in everyone if person.key not in seats)
    return Grouping(formed, unplaced, placing.bound, uneven, lowest)


def _check(people: Sequence[Person], wish: Wish) -> None:
    keys = [person.key for person in people]
    locked = [member for group in wish.kept for member in group.members]
    if len(set(keys)) < len(keys) or len(set(locked)) < len(locked) or not set(locked) <= set(keys):
        raise ValueError("Each person has a key of their own, and is locked once at most.")
    if not 1 <= wish.least <= wish.most or any(not group.members for group in wish.kept):
        raise ValueError("A group has at least one person, and at most no fewer than at least.")
    largest = max((len(group.members) for group in wish.kept), default=0)
    if largest > wish.most:
        raise Refused(
            f"{people_in_words(largest)} are locked in one group, and a group may have {wish.most}."
            f" Unlock at least {largest - wish.most}, or let groups be larger."
        )


# -- How many groups -------------------------------------------------------------------------------------------------


def _near_the_middle(
    times: Mapping[Key, frozenset[str]], placing: Placing, wish: Wish
) -> tuple[dict[Key, str], dict[str, int]]:
    """As many groups as make sizes near the middle, one more or one fewer at a time, as long as nobody loses a seat."""
    asked = Counter(slot for slots in times.values() for slot in slots)
    slots = sorted(asked, key=lambda slot: (-asked[slot], slot))
    seats, loads = placing.seats, placing.loads
    groups = {slot: _nearest_to_middle(wish, slot, loads[slot]) for slot in slots}
    wanted = round(2 * len(seats) / (wish.least + wish.most))
    while found := _one_step(times, seats, groups, wanted, wish):
        seats, groups = found
    return seats, groups


def _nearest_to_middle(wish: Wish, slot: str, load: int) -> int:
    return min(wish.takes(slot, load), key=lambda groups: (abs(2 * load - groups * (wish.least + wish.most)), groups))


def _one_step(
    times: Mapping[Key, frozenset[str]], seats: dict[Key, str], groups: dict[str, int], wanted: int, wish: Wish
) -> tuple[dict[Key, str], dict[str, int]] | None:
    step = (wanted > sum(groups.values())) - (wanted < sum(groups.values()))
    if not step:
        return None
    for slot in list(groups)[::step]:
        number = groups[slot] + step
        if len(wish.kept_at(slot)) <= number <= wish.most_groups(slot):
            tried = {**groups, slot: number}
            found = seat(times, _bounds(tried, wish))
            if found is not None and len(found) == len(seats):
                return found, tried
    return None


def _bounds(groups: Mapping[str, int], wish: Wish) -> dict[str, Bounds]:
    return {slot: (wish.need(slot, number), wish.room(number)) for slot, number in groups.items()}


# -- Who is in which -------------------------------------------------------------------------------------------------


def _split(
    people: Sequence[Person], seats: Mapping[Key, str], groups: Mapping[str, int], wish: Wish
) -> tuple[tuple[Formed, ...], int, int]:
    by_key = {person.key: person for person in people if person.key in seats}
    kept = sorted(wish.kept, key=lambda group: (group.slot, str(group.key)))
    empty: list[tuple[Hashable | None, str]] = [(group.key, group.slot) for group in kept]
    empty += [(None, slot) for slot in sorted(groups) for _ in range(groups[slot] - len(wish.kept_at(slot)))]
    if not empty:
        return (), 0, 0
    locked = {member: number for number, group in enumerate(kept) for member in group.members}
    found, lowest = spreading.spread(_first_split(by_key, seats, empty, locked, wish))
    members: list[list[Key]] = [[] for _ in empty]
    for key in by_key:
        members[found.group_of[key]].append(key)
    formed = [Formed(key, slot, tuple(inside)) for (key, slot), inside in zip(empty, members, strict=True)]
    return tuple(formed), spreading.unevenness(found), lowest


def _first_split(
    people: dict[Key, Person],
    seats: Mapping[Key, str],
    empty: Sequence[tuple[Hashable | None, str]],
    locked: Mapping[Key, int],
    wish: Wish,
) -> Split:
    """Each time's people into its groups, always into the smallest: so all reach what they need."""
    at: dict[str, list[int]] = {}
    for number, (_, slot) in enumerate(empty):
        at.setdefault(slot, []).append(number)
    group_of = dict(locked)
    size = Counter(group_of.values())
    for slot, keys in by_time({key: slot for key, slot in seats.items() if key not in locked}).items():
        for key in keys:
            group_of[key] = min(at[slot], key=lambda number: (size[number], number))
            size[group_of[key]] += 1
    free = {
        key: [locked[key]] if key in locked else [n for n, (_, slot) in enumerate(empty) if slot in person.slots]
        for key, person in people.items()
    }
    return Split(people, group_of, free, wish.least, wish.most, len(empty))


# -- Who is in none, and what would help -----------------------------------------------------------------------------


def _why(
    person: Person, seats: Mapping[Key, str], groups: Mapping[str, int], people: Sequence[Person], wish: Wish
) -> Unplaced:
    also = _would_seat(person, seats, groups, people, wish)
    if not person.slots:
        return Unplaced(person.key, "They have not said when they can come.", also)
    if not person.slots & set(wish.slots):
        return Unplaced(person.key, "They cannot come at any of the times on offer.", also)
    asked = Counter(slot for one in people for slot in one.slots)
    most = max(asked[slot] for slot in person.slots & set(wish.slots))
    if most < wish.least:
        others = "nobody else" if most == 1 else f"only {most - 1} other {'person' if most == 2 else 'people'}"
        return Unplaced(person.key, f"At the times they can come, {others} could be in a group.", also)
    if not any(groups.get(slot) for slot in person.slots):
        return Unplaced(person.key, "A group at their times would leave others without one.", also)
    return Unplaced(person.key, "The groups at the times they can come are full.", also)


def _would_seat(
    person: Person, seats: Mapping[Key, str], groups: Mapping[str, int], people: Sequence[Person], wish: Wish
) -> tuple[str, ...]:
    """Times of groups at which one more could sit, if need be after others move to another of their times."""
    size = Counter(seats.values())
    opened = [slot for slot, number in groups.items() if number]
    free = {slot for slot in opened if size[slot] < wish.room(groups[slot])}
    times, grown = times_of(people, wish), True
    while grown:
        into = {slot for key, slot in seats.items() if times[key] & free}
        grown = not into <= free
        free |= into
    return tuple(sorted(free - person.slots))


# Cases looked at for each change that could help.
SHORT_SEARCH = 60


class Change(NamedTuple):
    """One thing about the wish that a manager could change: so many more people would be in a group."""

    wish: Wish
    more: int


def changes_that_help(people: Sequence[Person], wish: Wish, placed: int, *, times: Sequence[str]) -> list[Change]:
    """The small changes that place more people, most first: one person more or fewer in a group, one time more.

    `times`: all there are in a week.
    """
    tried = [replace(wish, most=wish.most + 1), replace(wish, at_once=wish.at_once + 1)]
    tried += [replace(wish, least=wish.least - 1)] if wish.least > 2 else []
    tried += [replace(wish, slots=(*wish.slots, slot)) for slot in times if slot not in wish.slots]
    found = [(place(people, one, most_cases=SHORT_SEARCH), one) for one in tried]
    more = [Change(one, len(placing.seats) - placed) for placing, one in found if placing]
    return sorted((change for change in more if change.more > 0), key=lambda change: -change.more)
