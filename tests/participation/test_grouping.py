"""Small groups: as many placed as trying every way places, as even as trying every split, and the bounds are true."""

import random
import time
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from core.errors import Refused
from core.slots import SLOTS
from participation.grouping import Kept, Person, Wish, changes_that_help, form_groups
from participation.placing import place
from participation.spreading import KINDS, Split, spread, unevenness

TIMES = ("mon-school", "tue-school", "wed-evening", "thu-school")
STRANDS, REGIONS = ("Engineering", "Technology"), ("North East", "North West", "Yorkshire")


def a_case(number):
    """A small cohort of any shape: few ticked times or many, one group at a time or two, some people locked."""
    chance = random.Random(number)
    people = [
        Person(
            key,
            frozenset(slot for slot in TIMES if chance.random() < chance.choice([0.2, 0.4, 0.7])),
            chance.choice(STRANDS),
            chance.choice(REGIONS),
        )
        for key in range(chance.randrange(9))
    ]
    least = chance.choice([2, 2, 3])
    by_hand = chance.sample(range(len(people)), min(len(people), chance.choice([0, 0, 1, 2, 3])))
    split = chance.randrange(len(by_hand) + 1)
    locked = [frozenset(part) for part in (by_hand[:split], by_hand[split:]) if part]
    kept = tuple(Kept(f"kept {key}", chance.choice(TIMES), part) for key, part in enumerate(locked))
    most = least + chance.choice([0, 1, 2])
    return people, Wish(TIMES[: chance.randrange(1, 5)], least, most, chance.choice([1, 2]), kept)


@cache
def can_split(people, least, most, at_once, locked):
    """Whether so many can be shared out over groups of which some have locked people. Said in the plainest way."""
    for groups in range(len(locked), max(at_once, len(locked)) + 1):
        mins = [max(least, number) for number in locked] + [least] * (groups - len(locked))
        if any(sum(sizes) == people for sizes in product(*(range(low, most + 1) for low in mins))):
            return True
    return False


def most_of_all_ways(people, wish):
    """The most that any way of giving out times places. None where not even the locked groups come about."""
    at = {member: group.slot for group in wish.kept for member in group.members}
    on_offer = {*wish.slots, *(group.slot for group in wish.kept)}
    ways = [[at[p.key]] if p.key in at else [None, *sorted(p.slots & on_offer)] for p in people]
    limits = [
        (slot, wish.at_once if slot in wish.slots else 0, tuple(len(g.members) for g in wish.kept if g.slot == slot))
        for slot in on_offer
    ]
    best = None
    for way in product(*ways):
        loads = Counter(way)
        placed = len(way) - loads[None]
        if (best is None or placed > best) and all(
            can_split(loads[slot], wish.least, wish.most, at_once, locked) for slot, at_once, locked in limits
        ):
            best = placed
    return best


def answered(people, wish):
    try:
        return form_groups(people, wish)
    except Refused:
        return None


def assert_allowed(grouping, people, wish):
    by_key = {person.key: person for person in people}
    locked = {member: group.key for group in wish.kept for member in group.members}
    members = [member for group in grouping.groups for member in group.members]
    assert sorted([*members, *(one.key for one in grouping.unplaced)]) == sorted(by_key)
    for group in grouping.groups:
        assert wish.least <= len(group.members) <= wish.most
        assert all(locked.get(key) == group.key if key in locked else group.slot in by_key[key].slots
                   for key in group.members)  # fmt: skip
    at = Counter(group.slot for group in grouping.groups if group.key is None)
    kept = Counter(group.slot for group in wish.kept)
    assert all(at[slot] + kept[slot] <= max(kept[slot], wish.at_once * (slot in wish.slots)) for slot in at)
    assert {(g.key, g.slot) for g in grouping.groups if g.key} == {(g.key, g.slot) for g in wish.kept}


@pytest.mark.parametrize("batch", range(10))
def test_as_many_are_placed_as_trying_every_way_places(batch):
    for number in range(batch * 100, batch * 100 + 100):
        people, wish = a_case(number)

        grouping, best = answered(people, wish), most_of_all_ways(people, wish)

        if grouping is None:
            assert best is None, number
            continue
        assert (grouping.placed, grouping.most_placed) == (best, best), number
        assert_allowed(grouping, people, wish)


def a_split(number):
    """Groups with people in them, some of whom could be in others, and some locked."""
    chance = random.Random(number)
    groups, size = chance.choice([2, 3]), chance.choice([2, 3])
    count = groups * size if groups == 2 else min(7, groups * size)
    people = {key: Person(key, frozenset(), chance.choice(STRANDS), chance.choice(REGIONS)) for key in range(count)}
    group_of = {key: key % groups for key in people}
    free = {key: sorted({group_of[key], *chance.sample(range(groups), chance.randrange(groups))}) for key in people}
    return Split(people, group_of, free, min(2, size), size + 1, groups)


def all_splits(split):
    for way in product(*(split.free[key] for key in split.people)):
        sizes = Counter(way)
        if all(split.least <= sizes[group] <= split.most for group in range(split.groups)):
            group_of = dict(zip(split.people, way, strict=True))
            yield Split(split.people, group_of, split.free, split.least, split.most, split.groups)


@pytest.mark.parametrize("batch", range(5))
def test_a_split_is_as_even_as_the_best_of_all(batch):
    for number in range(batch * 100, batch * 100 + 100):
        split = a_split(number)

        found, lowest = spread(split, tries=4_000)

        ways = list(all_splits(split))
        assert unevenness(found) == min(unevenness(way) for way in ways), number
        assert lowest == sum(min(unevenness(way, [kind]) for way in ways) for kind in KINDS), number
        assert lowest <= unevenness(found)


# -- Sixty people ----------------------------------------------------------------------------------------------------

SCHOOL_HOURS = 6


def sixty(seed):
    """A cohort as they are: most can come in school hours, some in the evening, few at weekends, a few once a week."""
    chance = random.Random(seed)
    likely = [(1 if code[:3] in ("sat", "sun") else 4) * LIKELY[code[4:]] for code in SLOTS]
    people = []
    for key in range(60):
        ticked = frozenset(chance.choices(list(SLOTS), likely, k=max(1, round(chance.gauss(5, 2)))))
        people.append(Person(key, ticked, chance.choice(STRANDS), chance.choice(REGIONS)))
    return people


LIKELY = {"morning": 1, "school": SCHOOL_HOURS, "afternoon": 2, "evening": 4}


@pytest.mark.parametrize("seed", range(6))
def test_sixty_people_are_placed_with_proof_in_well_under_a_second(seed):
    people, wish = sixty(seed), Wish(tuple(SLOTS))

    started = time.process_time()
    grouping = form_groups(people, wish)
    took = time.process_time() - started

    assert grouping.is_most
    assert grouping.placed >= 57
    assert grouping.unevenness <= grouping.least_unevenness + 4
    assert took < 2
    assert_allowed(grouping, people, wish)


def test_the_same_people_in_any_order_make_the_same_groups():
    people, wish = sixty(1), Wish(tuple(SLOTS))

    again = random.Random(7).sample(people, len(people))

    assert form_groups(again, wish) == form_groups(people, wish)


def test_sizes_are_near_the_middle_of_what_is_allowed():
    people = [Person(key, frozenset(TIMES), STRANDS[key % 2], REGIONS[key % 3]) for key in range(48)]

    grouping = form_groups(people, Wish(TIMES))

    assert [len(group.members) for group in grouping.groups] == [8] * 6
    assert (grouping.unevenness, grouping.least_unevenness) == (0, 0)


# -- Locks -----------------------------------------------------------------------------------------------------------


def can_come(*times, count=1, start=0):
    return [Person(key, frozenset(times), "Technology", "Yorkshire") for key in range(start, start + count)]


def test_whoever_is_locked_stays_even_at_a_time_they_have_not_ticked():
    people = can_come("mon-school", count=12)
    wish = Wish(("mon-school",), kept=(Kept("ours", "tue-school", frozenset({3})),), least=1)

    grouping = form_groups(people, wish)

    assert ("ours", "tue-school", (3,)) in grouping.groups
    assert grouping.placed == 12


@pytest.mark.parametrize(
    ("locked", "words"),
    [(range(11), "11 people are locked in one group, and a group may have 10"), ([0], "cannot all reach 6 people")],
)
def test_locks_that_cannot_be_kept_are_refused(locked, words):
    people = can_come("mon-school", count=12)
    wish = Wish(("mon-school",), kept=(Kept("ours", "tue-school", frozenset(locked)),))

    with pytest.raises(Refused, match=words):
        form_groups(people, wish)


# -- Who is in none --------------------------------------------------------------------------------------------------


def why(people, wish):
    return {one.key: (one.why, one.also) for one in form_groups(people, wish).unplaced}


def test_whoever_is_in_no_group_is_told_why_and_which_time_would_help():
    group = can_come("mon-school", count=6)
    silent, elsewhere, lonely, pair = (
        Person(key, frozenset(times), "Technology", "Yorkshire")
        for key, times in enumerate(([], ["sun-evening"], ["tue-school"], ["thu-school"]), 6)
    )
    other = pair._replace(key=10)

    told = why([*group, silent, elsewhere, lonely, pair, other], Wish(TIMES))

    assert told == {
        6: ("They have not said when they can come.", ("mon-school",)),
        7: ("They cannot come at any of the times on offer.", ("mon-school",)),
        8: ("At the times they can come, nobody else could be in a group.", ("mon-school",)),
        9: ("At the times they can come, only 1 other person could be in a group.", ("mon-school",)),
        10: ("At the times they can come, only 1 other person could be in a group.", ("mon-school",)),
    }


def test_a_time_helps_that_somebody_else_would_make_room_at():
    first = can_come("mon-school", "tue-school", count=4)
    second = can_come("tue-school", count=3, start=4)
    late = can_come("sun-evening", start=7)

    told = why([*first, *second, *late], Wish(("mon-school", "tue-school"), least=3, most=4, at_once=1))

    assert told[7][1] == ("mon-school", "tue-school")


def test_full_groups_are_said_to_be_full_and_one_more_in_each_would_help():
    people, wish = can_come("mon-school", count=11), Wish(("mon-school",))

    told = why(people, wish)
    changes = changes_that_help(people, wish, 10, times=list(SLOTS))

    assert [words for words, _ in told.values()] == ["The groups at the times they can come are full."]
    assert [(change.wish, change.more) for change in changes] == [
        (replace(wish, most=11), 1),
        (replace(wish, least=5), 1),
    ]


def test_a_group_that_would_take_others_away_is_not_opened():
    people = [*can_come("mon-school", count=3), *can_come("mon-school", "tue-school", count=3, start=3)]
    people += can_come("tue-school", count=2, start=6)

    told = why(people, Wish(("mon-school", "tue-school"), least=5, most=6, at_once=1))

    assert {words for words, _ in told.values()} == {"A group at their times would leave others without one."}


def test_a_time_more_on_offer_helps_those_who_ticked_it():
    people, wish = [*can_come("mon-school", count=6), *can_come("tue-school", count=7, start=6)], Wish(("mon-school",))

    changes = changes_that_help(people, wish, 6, times=list(SLOTS))

    assert [(change.wish.slots, change.more) for change in changes] == [(("mon-school", "tue-school"), 7)]


def test_a_search_that_is_cut_short_says_what_it_could_not_rule_out():
    people, wish = sixty(1), Wish(tuple(SLOTS), 7, 8)

    whole, cut = place(people, wish), place(people, wish, most_cases=1)

    assert whole.is_proven
    assert not cut.is_proven
    assert len(cut.seats) < len(whole.seats) <= cut.bound
