"""The best cohort: the same as trying every set, in the same order of what counts, and proven without the search."""

import random
from collections import Counter
from itertools import chain, combinations

import pytest

from core.errors import Refused
from selection.choosing import Candidate, Prices, Wish, best_cohort
from selection.proof import is_best

STRANDS, GROUPS = ("Engineering", "Technology", "Trades"), ("East", "North", "West")


def people(*rows):
    """Candidates by score, strand and group, in the order of the ranking. Their key is their order."""
    return [Candidate(order, score, order, strand, group) for order, (score, strand, group) in enumerate(rows, 1)]


def a_case(number):
    """A small case of any shape: few places or many, minimums in reach or not, people moved by hand."""
    chance = random.Random(number)
    count = chance.randrange(10)
    scores = sorted((chance.choice([-50, 0, 10, 20, 20, 30, 9000]) for _ in range(count)), reverse=True)
    candidates = people(*((score, chance.choice(STRANDS), chance.choice(GROUPS)) for score in scores))
    whole = chance.random() < 0.5
    places = chance.randrange(7) if whole else {strand: chance.randrange(4) for strand in STRANDS}
    keys = [candidate.key for candidate in candidates]
    by_hand = chance.sample(keys, min(count, chance.randrange(4)))
    split = chance.randrange(len(by_hand) + 1)
    wish = Wish(
        places=places,
        strands={strand: chance.randrange(4) for strand in STRANDS if chance.random() < 0.6},
        groups={group: chance.randrange(4) for group in GROUPS if chance.random() < 0.6},
        kept=frozenset(by_hand[:split]),
        left_out=frozenset(by_hand[split:]),
        least_score=chance.choice([None, None, 0, 15]),
    )
    return candidates, wish


def fits(chosen, wish):
    if isinstance(wish.places, int):
        return len(chosen) <= wish.places
    strands = Counter(person.strand for person in chosen)
    return all(count <= wish.places.get(strand, 0) for strand, count in strands.items())


def value(chosen, candidates, wish):
    """What counts, in its order, said once more in the plainest way."""
    strands, groups = Counter(p.strand for p in chosen), Counter(p.group for p in chosen)
    met = sum(min(strands[name], least) for name, least in wish.strands.items())
    met += sum(min(groups[name], least) for name, least in wish.groups.items())
    in_order = [candidate in chosen for candidate in candidates]
    return met, len(chosen), sum(person.score for person in chosen), in_order


def best_of_all_sets(candidates, wish):
    """None where not even those kept in by hand fit."""
    kept = {person for person in candidates if person.key in wish.kept}
    free = [
        person
        for person in candidates
        if person.key not in wish.left_out | wish.kept
        and (wish.least_score is None or person.score >= wish.least_score)
    ]
    sets = chain.from_iterable(combinations(free, size) for size in range(len(free) + 1))
    allowed = [kept | set(more) for more in sets if fits(kept | set(more), wish)]
    return max(allowed, key=lambda chosen: value(chosen, candidates, wish), default=None)


def answered(candidates, wish):
    """Seats of minimums met, score and people; None where it is refused, since not everybody kept in fits."""
    try:
        choice = best_cohort(candidates, wish)
    except Refused:
        return None
    assert is_best(candidates, wish, choice.chosen, choice.prices)
    wanted = sum(wish.strands.values()) + sum(wish.groups.values())
    met = wanted - sum(short.wanted - short.met for short in choice.shortfalls)
    return met, choice.score, set(choice.chosen)


def expected(candidates, wish):
    if (best := best_of_all_sets(candidates, wish)) is None:
        return None
    met, _, score, _ = value(best, candidates, wish)
    return met, score, {person.key for person in best}


# Five hundred, by fifties: each a test of its own would take longer to set up than to run.
@pytest.mark.parametrize("first", range(0, 500, 50))
def test_the_best_cohort_is_the_best_of_all_sets(first):
    cases = {number: a_case(number) for number in range(first, first + 50)}

    found = {number: answered(*case) for number, case in cases.items()}

    assert found == {number: expected(*case) for number, case in cases.items()}


@pytest.mark.parametrize("number", range(60))
def test_the_proof_fits_no_other_set(number):
    candidates, wish = a_case(number)
    try:
        choice = best_cohort(candidates, wish)
    except Refused:
        return
    keys = [candidate.key for candidate in candidates]
    others = chain.from_iterable(combinations(keys, size) for size in range(len(keys) + 1))

    proven = [other for other in others if is_best(candidates, wish, other, choice.prices)]

    assert proven == [choice.chosen]


def test_wrong_prices_prove_nothing():
    candidates = people((90, "Technology", "North"), (80, "Technology", "West"), (70, "Engineering", "West"))
    wish = Wish(places=2, strands={"Engineering": 1})
    choice = best_cohort(candidates, wish)

    wrong = Prices({"": 0}, {"Technology": 0, "Engineering": 0}, {"North": 0, "West": 0})

    assert choice.chosen == (1, 3)
    assert is_best(candidates, wish, (1, 3), choice.prices)
    assert not is_best(candidates, wish, (1, 3), wrong)
    assert not is_best(candidates, wish, (1, 2), wrong)


@pytest.mark.parametrize("number", range(20))
def test_the_answer_does_not_depend_on_the_order_of_the_input(number):
    candidates, wish = a_case(number)
    try:
        choice = best_cohort(candidates, wish)
    except Refused:
        return
    random.Random(number).shuffle(candidates)

    assert best_cohort(candidates, wish) == choice


@pytest.mark.parametrize("number", range(20))
def test_a_large_cohort_carries_its_proof(number):
    chance = random.Random(number)
    count = chance.randrange(50, 400)
    scores = sorted((chance.randrange(0, 10_000, 25) for _ in range(count)), reverse=True)
    candidates = people(*((score, chance.choice(STRANDS), chance.choice(GROUPS)) for score in scores))
    wish = Wish(
        places=count // 4,
        strands={strand: chance.randrange(count // 8) for strand in STRANDS},
        groups={group: chance.randrange(count // 8) for group in GROUPS},
        kept=frozenset(chance.sample(range(1, count), 5)),
    )

    choice = best_cohort(candidates, wish)

    assert len(choice.chosen) == count // 4
    assert is_best(candidates, wish, choice.chosen, choice.prices)
    assert not is_best(candidates, wish, choice.chosen[1:], choice.prices)


def test_equal_scores_go_to_whoever_is_placed_higher():
    candidates = people(*[(50, "Technology", "North")] * 4)

    assert best_cohort(candidates, Wish(places=2)).chosen == (1, 2)
    assert best_cohort(candidates, Wish(places=2, left_out={1})).chosen == (2, 3)


def test_a_minimum_is_met_by_a_chain_of_swaps_that_costs_least():
    """One more from the North would cost 40 points within Technology; a swap in each strand costs 20."""
    candidates = people(
        (90, "Technology", "West"),
        (80, "Engineering", "West"),
        (70, "Engineering", "North"),
        (60, "Technology", "West"),
        (50, "Technology", "North"),
    )
    wish = Wish(places={"Technology": 1, "Engineering": 1}, groups={"North": 1})

    choice = best_cohort(candidates, wish)

    assert (choice.chosen, choice.score, choice.shortfalls) == ((1, 3), 160, ())


def test_each_strand_keeps_to_its_own_places():
    candidates = people(*[(90, "Technology", "North")] * 3, *[(10, "Engineering", "North")] * 3)

    choice = best_cohort(candidates, Wish(places={"Technology": 1, "Engineering": 2}))

    assert choice.chosen == (1, 4, 5)


def test_who_is_kept_in_needs_no_least_score_and_counts_for_the_minimums():
    candidates = people((90, "Technology", "North"), (80, "Technology", "North"), (5, "Engineering", "North"))

    choice = best_cohort(candidates, Wish(places=2, strands={"Engineering": 1}, kept={3}, least_score=50))

    assert (choice.chosen, choice.shortfalls) == ((1, 3), ())


def test_places_stay_empty_rather_than_go_below_the_least_score():
    candidates = people((90, "Technology", "North"), (80, "Technology", "North"), (5, "Engineering", "North"))

    assert best_cohort(candidates, Wish(places=3, least_score=80)).chosen == (1, 2)


@pytest.mark.parametrize(
    ("wish", "shortfall"),
    [
        (Wish(places=4, groups={"North": 3}), ("group", "North", 3, 2, "Only 2 can be chosen here.")),
        (Wish(places=4, strands={"Trades": 1}), ("strand", "Trades", 1, 0, "Only 0 can be chosen here.")),
        (Wish(places=1, groups={"North": 2}), ("group", "North", 2, 1, "There is only 1 place.")),
        (
            Wish(places={"Technology": 1, "Engineering": 0}, strands={"Technology": 2}),
            ("strand", "Technology", 2, 1, "There is only 1 place."),
        ),
        (
            Wish(places=3, groups={"North": 2, "West": 2}),
            ("group", "West", 2, 1, "The places are needed for other minimums."),
        ),
        (
            Wish(places=2, groups={"North": 2}, kept={2}),
            ("group", "North", 2, 1, "The places are needed for other minimums or for people kept in by hand."),
        ),
    ],
)
def test_what_cannot_be_met_is_said_with_its_reason(wish, shortfall):
    candidates = people(
        (90, "Technology", "North"),
        (80, "Technology", "West"),
        (70, "Technology", "North"),
        (60, "Engineering", "West"),
    )

    assert best_cohort(candidates, wish).shortfalls == (shortfall,)


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (
            Wish(places=1, kept={1, 2}),
            "You kept in 2 applications, but the number of places is 1. Let go of at least 1.",
        ),
        (
            Wish(places={"Technology": 0}, kept={1}),
            "You kept in 1 application in Technology, but the number of places in Technology is 0. "
            "Let go of at least 1.",
        ),
        (Wish(places=1, kept={1}, left_out={1}), "Somebody is both kept in and left out. Choose one of the two."),
        (Wish(places=1, kept={9}), "Somebody you kept in can no longer be chosen. Let go of them first."),
    ],
)
def test_contradictions_are_refused_in_words(wish, words):
    candidates = people((90, "Technology", "North"), (80, "Technology", "West"))

    with pytest.raises(Refused) as refusal:
        best_cohort(candidates, wish)

    assert str(refusal.value) == words


def test_nobody_and_no_places():
    assert best_cohort([], Wish(places=3)).chosen == ()
    assert best_cohort(people((90, "Technology", "North")), Wish(places=0)).chosen == ()


def test_keys_and_places_in_the_ranking_are_not_shared():
    twice = [Candidate("a", 1, 1, "Technology", "North"), Candidate("b", 1, 1, "Technology", "North")]

    with pytest.raises(ValueError, match="of their own"):
        best_cohort(twice, Wish(places=1))
