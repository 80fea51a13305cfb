"""A pair says why, and somebody without a mentor reads what stood in the way and the smallest change that mends it."""

import pytest

from mentoring.explaining import in_words
from mentoring.matching import match
from mentoring.people import Mode, Person, Rule, Wish
from mentoring.reasons import reasons
from mentoring.rules import parts_of
from mentoring.weights import Weights

RETURNER = Person(
    id="R1",
    strand="technology",
    field="web",
    skills=frozenset({"python", "sql"}),
    topics=frozenset({"confidence"}),
    region="North West",
    mode=Mode.EITHER,
    slots=frozenset({"tue-school", "wed-school"}),
    seniority=3,
    employer="Aire Rail",
)
MENTOR = RETURNER._replace(id="M1", seniority=5, employer="Mersey Data", capacity=1)


def test_a_pair_says_why_in_words_and_figures():
    parts = parts_of(RETURNER, MENTOR, Weights())

    assert parts == (20, 30, 12, 8, 15, 12, 4, 0, 0)
    assert in_words(RETURNER, MENTOR, parts) == (
        "Same field: web (30). 2 shared skills: python and sql (12). 1 shared topic: confidence (8). Same region: North"
        " West (15). 2 steps more senior (12). 2 shared times: Tuesday school hours and Wednesday school hours (4)."
    )


def test_wishes_and_waiting_are_told_too():
    returner = RETURNER._replace(topics=frozenset(), wished=("pay", "confidence", "interviews"), left_out=2)
    mentor = MENTOR._replace(topics=frozenset({"confidence", "interviews"}))

    parts = parts_of(returner, mentor, Weights(wish=5, fairness=10))

    assert (parts.preference, parts.fairness) == (15, 20)
    assert in_words(returner, mentor, parts).endswith(
        "Wished for most: confidence and interviews (15). Without a mentor more than once (20)."
    )


def test_what_scores_nothing_is_not_mentioned():
    stranger = MENTOR._replace(field="data", skills=frozenset(), topics=frozenset(), region="London", seniority=8)

    told = in_words(RETURNER, stranger, parts_of(RETURNER, stranger, Weights()))

    assert told == "2 shared times: Tuesday school hours and Wednesday school hours (4)."


def test_times_are_told_in_the_order_of_the_week():
    one, other = (person._replace(slots=frozenset({"fri-school", "mon-school"})) for person in (RETURNER, MENTOR))

    assert "Monday school hours and Friday school hours" in in_words(one, other, parts_of(one, other, Weights()))


@pytest.mark.parametrize(
    ("changed", "rule", "change"),
    [
        ({"strand": "engineering"}, Rule.STRAND, "A new mentor for technology."),
        ({"employer": "aire  RAIL"}, Rule.EMPLOYER, "A mentor who works somewhere else."),
        ({"other_employers": frozenset({"AireRail"})}, Rule.EMPLOYER, "A mentor who works somewhere else."),
        ({"seniority": 2}, Rule.SENIORITY, "A mentor at level 3 or above."),
        ({"slots": frozenset({"fri-evening"})}, Rule.AVAILABILITY, "also free on Friday evening, 1 mentor would fit."),
        ({"slots": frozenset()}, Rule.AVAILABILITY, "A time from M1."),
        ({"mode": Mode.IN_PERSON, "region": "London"}, Rule.REGION, "If M1 would also meet online."),
        ({"exclude": frozenset({"R1"})}, Rule.EXCLUSION, "If the two who ruled it out agreed to M1."),
    ],
)
def test_one_rule_in_the_way_is_named_with_what_mends_it(changed, rule, change):
    mentor = MENTOR._replace(**changed)

    why = reasons(match([RETURNER], [mentor]), [RETURNER], [mentor])["R1"]

    assert (why.rule, change in why.change) == (rule, True)


@pytest.mark.parametrize(
    ("mine", "theirs", "way"), [("online", "in person", "in person"), ("in person", "online", "online")]
)
def test_a_way_of_meeting_in_the_way_is_named(mine, theirs, way):
    returner, mentor = RETURNER._replace(mode=mine), MENTOR._replace(mode=theirs)

    why = reasons(match([returner], [mentor]), [returner], [mentor])["R1"]

    assert why.change == f"If they would also meet {way}, 1 mentor would fit."


def test_whoever_finds_all_places_taken_reads_whose_next_place_would_do():
    """Only one place more with M1 helps: M2 fits nobody who is left, and nobody who could make room."""
    returners = [RETURNER, RETURNER._replace(id="R2", skills=frozenset())]
    mentors = [MENTOR, MENTOR._replace(id="M2", slots=frozenset({"sat-evening"}))]

    why = reasons(match(returners, mentors), returners, mentors)

    assert list(why) == ["R2"]
    assert why["R2"].rule == Rule.CAPACITY
    assert why["R2"].change == "One more place with M1."


def test_a_change_is_named_only_where_a_place_waits_behind_it():
    """M1 lacks a time and has no place, M2 is too junior and has one: the smaller change is a more senior M2."""
    late = RETURNER._replace(id="R2", slots=frozenset({"fri-evening"}))
    taken, junior = MENTOR, MENTOR._replace(id="M2", seniority=2, slots=late.slots)

    with_place = reasons(match([RETURNER, late], [taken, junior]), [RETURNER, late], [taken, junior])["R2"]
    without = reasons(match([RETURNER, late], [taken]), [RETURNER, late], [taken])["R2"]

    assert (with_place.rule, with_place.change) == (Rule.SENIORITY, "A mentor at level 3 or above.")
    assert without.words.endswith("a time that suits both. Their places are taken, too.")
    assert without.change.endswith("1 mentor would fit. And one more place with M1.")


def test_whoever_told_no_time_reads_so():
    returner = RETURNER._replace(slots=frozenset())

    why = reasons(match([returner], [MENTOR]), [returner], [MENTOR])["R1"]

    assert why.change == "They have told no time at all. Once they do, 1 mentor may fit."


def test_two_who_meet_in_person_far_apart_would_both_have_to_change():
    returner, mentor = (one._replace(mode=Mode.IN_PERSON) for one in (RETURNER, MENTOR._replace(region="London")))

    why = reasons(match([returner], [mentor]), [returner], [mentor])["R1"]

    assert why.change == "If M1, and they themselves, would also meet online."


def test_whom_everybody_is_far_from_reads_who_came_nearest():
    mentor = MENTOR._replace(seniority=1, slots=frozenset())

    why = reasons(match([RETURNER], [mentor]), [RETURNER], [mentor])["R1"]

    assert (
        why.words
        == "No mentor comes near. Those nearest (M1) lack: a mentor at least as senior and a time that suits both."
    )
    assert reasons(match([RETURNER], []), [RETURNER], [])["R1"].words == "There is no mentor."


def test_pairs_that_staff_forbade_are_named():
    wish = Wish(forbidden={("R1", "M1")})

    why = reasons(match([RETURNER], [MENTOR], wish=wish), [RETURNER], [MENTOR], wish.forbidden)["R1"]

    assert (why.rule, why.change) == (Rule.FORBIDDEN, "If staff allowed M1, unless one of the two said no before.")
