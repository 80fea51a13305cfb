"""The best matching is as good as scipy's, breaks no rule, proves itself, and does not depend on any order."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from core.errors import Refused
from mentoring.matching import match
from mentoring.people import Wish
from mentoring.proof import bound, is_best
from mentoring.scoring import BARRED, Scores
from mentoring.solving import NOBODY
from mentoring.weights import Weights
from tests.mentoring.people import a_case, a_person, points, the_best


@pytest.mark.parametrize("tens", range(20))
def test_as_many_are_matched_and_for_as_much_as_can_be(tens):
    """Ten cases in each test, one of each ten with up to 300 people a side."""
    for number in range(10 * tens, 10 * tens + 10):
        mentees, mentors, wish = a_case(number, largest=60 if number % 10 else 300)

        found = match(mentees, mentors, wish=wish)

        assert (len(found.matches), found.total) == the_best(mentees, mentors, Weights(), wish), number
        assert all(is_best(strand) for strand in found.strands), number


@pytest.mark.parametrize("number", range(1_000, 1_040))
def test_no_rule_is_ever_broken(number):
    mentees, mentors, wish = a_case(number)
    weights = Weights(base=random.Random(number).randrange(3), slots_at_most=2)

    found = match(mentees, mentors, weights, wish)

    by_id = {person.id: person for person in (*mentees, *mentors)}
    assert all(points(by_id[one.mentee], by_id[one.mentor], weights, wish) == one.score for one in found.matches)
    taken = Counter(one.mentor for one in found.matches)
    assert all(taken[mentor.id] <= mentor.capacity for mentor in mentors)
    assert wish.locked <= {(one.mentee, one.mentor) for one in found.matches}
    assert sorted([*(one.mentee for one in found.matches), *found.unmatched]) == sorted(p.id for p in mentees)


@pytest.mark.parametrize("number", range(2_000, 2_020))
def test_the_arrays_say_what_the_rules_say_of_each_pair(number):
    mentees, mentors, wish = a_case(number, largest=20)
    weights = Weights(1, 3, 5, 7, 11, 13, 4, 1, 3, 2, 17, 19)
    mentees, mentors = ([p for p in side if p.strand == "technology"] for side in (mentees, mentors))

    table = Scores(mentees, mentors, weights, forbidden=wish.forbidden, bonus=wish.bonus).rows(0, len(mentees))

    told = [[points(mentee, mentor, weights, wish) for mentor in mentors] for mentee in mentees]
    assert table.tolist() == [[BARRED if score is None else score for score in row] for row in told]


@pytest.mark.parametrize("number", range(3_000, 3_010))
def test_order_makes_no_difference(number):
    mentees, mentors, wish = a_case(number)
    chance = random.Random(number)

    shuffled = (chance.sample(side, len(side)) for side in (mentees, mentors))

    assert match(*shuffled, wish=wish).matches == match(mentees, mentors, wish=wish).matches


def test_people_who_are_all_alike_are_matched_at_once():
    """Nobody's best few are better than anybody else's: whoever looks at the same few as all others never ends."""
    one = a_person("one", random.Random(1), [])._replace(mode="either", exclude=frozenset(), employer="", seniority=3)
    mentees = [one._replace(id=f"R{at:03}") for at in range(700)]
    mentors = [one._replace(id=f"M{at:03}") for at in range(600)]

    found = match(mentees, mentors)

    assert (len(found.matches), len(found.unmatched)) == (600, 100)
    assert is_best(found.strands[0])


def test_proof_falls_when_a_better_pair_is_left_out():
    mentees, mentors, _ = a_case(4, largest=300)
    strand = match(mentees, mentors).strands[0]
    row = next(row for row, column in enumerate(strand.solution.mentor_of) if column != NOBODY)
    worse = strand.solution.mentor_of.copy()
    worse[row] = NOBODY

    assert not is_best(replace(strand, solution=replace(strand.solution, mentor_of=worse)))
    assert bound(replace(strand, solution=replace(strand.solution, gains=0 * strand.solution.gains))) is None


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (Wish(locked={("R000", "nobody")}), "Nobody in this run is called nobody."),
        (Wish(locked={("R000", "M000")}, forbidden={("R000", "M000")}), "not forbidden by staff"),
        (Wish(locked={("R000", "M000"), ("R001", "M000")}), "M000 takes 1 at most, and 2 are locked to them."),
        (Wish(locked={("R000", "M000"), ("R000", "M001")}), "A mentee is locked to two mentors."),
        (Wish(locked={("R002", "M000")}), "a pair needs a mentor at least as senior"),
    ],
)
def test_wishes_that_cannot_be_kept_are_refused(wish, told):
    one = a_person("one", random.Random(1), [])._replace(mode="either", exclude=frozenset(), employer="", seniority=3)
    mentees = [one._replace(id="R000"), one._replace(id="R001"), one._replace(id="R002", seniority=4)]
    mentors = [one._replace(id="M000"), one._replace(id="M001")]

    with pytest.raises(Refused, match=told):
        match(mentees, mentors, wish=wish)


def test_two_people_of_one_name_are_refused():
    one = a_person("R1", random.Random(1), [])

    with pytest.raises(Refused, match="Two people are called R1"):
        match([one, one], [])


def test_nobody_is_matched_with_nobody():
    assert match([], []).matches == ()
    assert match([a_person("R1", random.Random(1), [])], []).unmatched == ("R1",)
