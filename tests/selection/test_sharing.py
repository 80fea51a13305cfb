"""Sharing out reviews: nobody twice, no conflict, as many as can be, and as evenly as can be."""

import random
from collections import Counter
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.sharing import FULL, NOBODY, Reviewer, Wanted, share


def shared_of(count, readers, reviews=2):
    return share([Wanted(f"A{number}", reviews) for number in range(count)], [Reviewer(name) for name in readers])


def a_case(number):
    """A small case of any shape: conflicts, limits, work begun, some of it by people who no longer review."""
    chance = random.Random(number)
    names = range(chance.randrange(1, 5))
    wanted = [
        Wanted(place, chance.randrange(1, 4), tuple(chance.sample(names, chance.choice([0, 0, 0, 1]))))
        for place in range(chance.randrange(5))
    ]
    reviewers = [Reviewer(name, chance.choice([0, 0, 1, 4]), chance.choice([None, None, 1, 2, 3])) for name in names]
    pairs = [(one.key, name) for one in wanted for name in names]
    conflicts = frozenset(chance.sample(pairs, chance.randrange(len(pairs) // 2 + 1)))
    return wanted, reviewers, conflicts


def everybody_who_may_read(one, reviewers, conflicts):
    return [each.key for each in reviewers if each.key not in one.readers and (one.key, each.key) not in conflicts]


def best_by_trying_all(wanted, reviewers, conflicts):
    """The most reviews that find a reader, and the least sum of squares with so many."""
    limits = [None if each.most is None else max(each.load, each.most) for each in reviewers]
    index = {each.key: place for place, each in enumerate(reviewers)}
    states = {(tuple(each.load for each in reviewers), 0)}
    for one in wanted:
        may = everybody_who_may_read(one, reviewers, conflicts)
        missing = max(0, one.reviews - len(one.readers))
        following = set()
        for size in range(missing + 1):
            for taken in combinations(may, size):
                for loads, count in states:
                    then = tuple(load + (name in taken) for name, load in zip(index, loads, strict=True))
                    if all(limit is None or load <= limit for load, limit in zip(then, limits, strict=True)):
                        following.add((then, count + size))
        states = following
    most = max(count for _, count in states)
    return most, min(sum(load * load for load in loads) for loads, count in states if count == most)


def reducing_path(wanted, reviewers, conflicts, shared):
    """Whether work could still move to somebody with at least two fewer: who reaches whom, not the engine's search."""
    may = {one.key: everybody_who_may_read(one, reviewers, conflicts) for one in wanted}
    given = {(application, name) for application, name in shared.pairs}
    reach = {
        (giver, taker)
        for application, giver in given
        for taker in may[application]
        if (application, taker) not in given
    }
    names = [each.key for each in reviewers]
    for middle in names:
        reach |= {(a, b) for a in names for b in names if (a, middle) in reach and (middle, b) in reach}
    most = {each.key: each.most for each in reviewers}
    return any(
        shared.loads[giver] >= shared.loads[taker] + 2 and (most[taker] is None or shared.loads[taker] < most[taker])
        for giver, taker in reach
    )


def answered(wanted, reviewers, conflicts):
    shared = share(wanted, reviewers, conflicts)
    assert not reducing_path(wanted, reviewers, conflicts, shared)
    return len(shared.pairs), sum(load * load for load in shared.loads.values())


# Five hundred, by fifties: each a test of its own would take longer to set up than to run.
@pytest.mark.parametrize("first", range(0, 500, 50))
def test_no_other_way_of_sharing_is_better(first):
    cases = {number: a_case(number) for number in range(first, first + 50)}

    found = {number: answered(*case) for number, case in cases.items()}

    assert found == {number: best_by_trying_all(*case) for number, case in cases.items()}


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_what_may_move_ends_as_even_as_if_nothing_were_given_out(first):
    """However unevenly it was given out before."""
    for number in range(first, first + 50):
        wanted, reviewers, conflicts = a_case(number)
        movable = given_anyhow(wanted, reviewers, conflicts, random.Random(number))

        shared = share(wanted, reviewers, conflicts, movable)

        found = len(shared.pairs), sum(load * load for load in shared.loads.values())
        assert found == best_by_trying_all(wanted, reviewers, conflicts)
        assert not set(shared.pairs) & conflicts


@given(number=st.integers(0, 100_000))
def test_what_is_even_already_does_not_move(number):
    wanted, reviewers, conflicts = a_case(number)
    before = share(wanted, reviewers, conflicts)

    assert share(wanted, reviewers, conflicts, before.pairs).pairs == before.pairs


def given_anyhow(wanted, reviewers, conflicts, chance):
    """Some of what is wanted, with anybody who may and can."""
    loads, found = {each.key: each.load for each in reviewers}, []
    for one in wanted:
        may = everybody_who_may_read(one, [e for e in reviewers if e.most is None or loads[e.key] < e.most], conflicts)
        for name in chance.sample(may, chance.randint(0, min(len(may), max(0, one.reviews - len(one.readers))))):
            loads[name] += 1
            found.append((one.key, name))
    return found


@given(number=st.integers(0, 100_000))
def test_the_rules_are_kept_and_the_books_agree(number):
    wanted, reviewers, conflicts = a_case(number)

    shared = share(wanted, reviewers, conflicts)

    assert len(set(shared.pairs)) == len(shared.pairs)
    assert not set(shared.pairs) & conflicts
    assert not set(shared.pairs) & {(one.key, reader) for one in wanted for reader in one.readers}
    new = Counter(reviewer for _, reviewer in shared.pairs)
    for each in reviewers:
        assert shared.loads[each.key] == each.load + new[each.key]
        assert each.most is None or not new[each.key] or shared.loads[each.key] <= each.most
    missing = {one.key: one.missing for one in shared.unmet}
    read = Counter(application for application, _ in shared.pairs)
    for one in wanted:
        assert read[one.key] + missing.get(one.key, 0) == max(0, one.reviews - len(one.readers))


@given(count=st.integers(0, 60), readers=st.integers(2, 12), reviews=st.integers(1, 2))
def test_without_conflicts_loads_differ_by_at_most_one(count, readers, reviews):
    shared = shared_of(count, range(readers), reviews)

    assert max(shared.loads.values()) - min(shared.loads.values()) <= 1
    assert (len(shared.pairs), shared.unmet) == (count * reviews, ())


@given(seed=st.integers(0, 10_000))
def test_with_conflicts_nothing_can_be_moved_to_anybody_with_two_fewer(seed):
    chance = random.Random(seed)
    wanted = [Wanted(place, 2) for place in range(30)]
    reviewers = [Reviewer(name, most=chance.choice([None, 8, 15])) for name in range(6)]
    conflicts = frozenset((one.key, each.key) for one in wanted for each in reviewers if chance.random() < 0.5)

    shared = share(wanted, reviewers, conflicts)

    assert not reducing_path(wanted, reviewers, conflicts, shared)


def test_work_begun_stays_and_counts():
    wanted = [Wanted("A1", 2, ("Ana",)), Wanted("A2", 2, ("Ana", "Ben")), Wanted("A3", 2)]

    shared = share(wanted, [Reviewer("Ana", 2), Reviewer("Ben", 1), Reviewer("Cai")])

    assert set(shared.pairs) == {("A1", "Cai"), ("A3", "Ben"), ("A3", "Cai")}
    assert shared.loads == {"Ana": 2, "Ben": 2, "Cai": 2}


def test_a_third_review_goes_to_a_third_person():
    shared = share([Wanted("A1", 3, ("Ana", "Ben"))], [Reviewer("Ana"), Reviewer("Ben"), Reviewer("Cai", 9)])

    assert shared.pairs == (("A1", "Cai"),)


def test_work_is_handed_on_where_only_a_chain_makes_room():
    """Only Ana may read A2, and she took A1: it goes on to Ben."""
    wanted = [Wanted("A1", 1), Wanted("A2", 1)]
    reviewers = [Reviewer("Ana", most=1), Reviewer("Ben", load=1, most=2)]

    shared = share(wanted, reviewers, {("A2", "Ben")})

    assert set(shared.pairs) == {("A1", "Ben"), ("A2", "Ana")}


def test_everybody_gets_a_first_review_before_anybody_a_second():
    wanted = [Wanted("A1", 2), Wanted("A2", 2)]

    shared = share(wanted, [Reviewer("Ana", most=1), Reviewer("Ben", most=1)])

    assert {application for application, _ in shared.pairs} == {"A1", "A2"}
    assert [(one.key, one.missing, one.why) for one in shared.unmet] == [("A1", 1, FULL), ("A2", 1, FULL)]


def test_what_nobody_may_read_is_said():
    shared = share([Wanted("A1", 2)], [Reviewer("Ana"), Reviewer("Ben")], {("A1", "Ben")})

    assert shared.pairs == (("A1", "Ana"),)
    assert shared.unmet == (("A1", 1, NOBODY),)


def test_nobody_to_read_and_nothing_to_read():
    assert share([Wanted("A1", 1)], []).unmet == (("A1", 1, NOBODY),)
    assert share([], [Reviewer("Ana", 3)]).loads == {"Ana": 3}


@pytest.mark.parametrize(("count", "readers", "most"), [(12, 6, 1), (60, 6, 5), (100, 10, 4), (400, 20, 5)])
def test_the_same_people_do_not_always_read_together(count, readers, most):
    """Six people make fifteen pairs: twelve applications need none of them twice, sixty each about four times."""
    shared = shared_of(count, range(readers))
    by_application = {}
    for application, reader in shared.pairs:
        by_application.setdefault(application, []).append(reader)

    together = Counter(tuple(sorted(both)) for both in by_application.values())

    assert max(together.values()) <= most


def test_the_same_input_gives_the_same_answer():
    wanted, reviewers, conflicts = a_case(17)

    answers = [share(wanted, reviewers, conflicts) for _ in range(2)]

    assert answers[0] == answers[1]
    assert all(first <= second for first, second in pairwise(key for key, _ in answers[0].pairs))


def test_keys_are_not_shared():
    with pytest.raises(ValueError, match="once"):
        share([Wanted("A1", 1), Wanted("A1", 1)], [])
