"""How many will accept: exact, and the same as thinking it through step by step."""

from fractions import Fraction
from itertools import pairwise
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.chances import Past, acceptances, overbooking

PASTS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda both: Past(min(both), max(both)))


def one_by_one(offers, past):
    """Offer after offer: each answer is learnt from, and changes the chance of the next (Pólya's urn)."""
    chances = {0: Fraction(1)}
    for made in range(offers):
        following = dict.fromkeys(range(made + 2), Fraction(0))
        for taken, chance in chances.items():
            rate = Past(past.accepted + taken, past.offered + made).rate
            following[taken + 1] += chance * rate
            following[taken] += chance * (1 - rate)
        chances = following
    return [chances[count] for count in range(offers + 1)]


@given(offers=st.integers(0, 12), past=PASTS)
def test_the_chances_are_those_of_offer_after_offer(offers, past):
    assert acceptances(offers, past) == one_by_one(offers, past)


@given(offers=st.integers(0, 120), past=PASTS)
def test_the_chances_add_up_and_their_mean_is_the_rate(offers, past):
    chances = acceptances(offers, past)

    assert sum(chances) == 1
    assert sum(count * chance for count, chance in enumerate(chances)) == offers * past.rate


def test_nothing_known_makes_every_number_as_likely():
    assert acceptances(4, Past()) == [Fraction(1, 5)] * 5


def test_much_known_comes_close_to_the_binomial():
    chances = acceptances(10, Past(8_000_000, 10_000_000))

    for count, chance in enumerate(chances):
        assert abs(chance - comb(10, count) * Fraction(8, 10) ** count * Fraction(2, 10) ** (10 - count)) < 1e-5


@given(capacity=st.integers(0, 15), most=st.integers(0, 6), past=PASTS)
def test_the_effect_is_that_of_the_chances(capacity, most, past):
    for effect in overbooking(capacity, past, allowances=range(most + 1)):
        chances = list(enumerate(acceptances(capacity + effect.allowance, past)))
        assert effect.offers == capacity + effect.allowance
        assert effect.too_many == sum(chance for count, chance in chances if count > capacity)
        assert effect.empty == sum(max(0, capacity - count) * chance for count, chance in chances)
        assert effect.over == sum(max(0, count - capacity) * chance for count, chance in chances)


@given(capacity=st.integers(1, 20), past=PASTS)
def test_a_greater_allowance_leaves_fewer_places_empty_and_more_people_over(capacity, past):
    effects = overbooking(capacity, past, allowances=range(6))

    assert effects[0].too_many == effects[0].over == 0
    for less, more in pairwise(effects):
        assert more.empty < less.empty
        assert more.too_many > less.too_many


def test_there_are_no_more_offers_than_people():
    few = overbooking(10, Past(9, 10), allowances=range(4), people=8)

    assert [effect.offers for effect in few] == [8, 8, 8, 8]
    assert all(effect.too_many == 0 and effect.empty >= 2 for effect in few)


@pytest.mark.parametrize(
    ("past", "known", "words"),
    [
        (Past(), False, "Nobody has answered an offer before"),
        (Past(1, 1), True, "Offers accepted so far: 1 of 1."),
        (Past(37, 42), True, "Offers accepted so far: 37 of 42."),
    ],
)
def test_what_the_figures_rest_on_is_said(past, known, words):
    assert past.is_known is known
    assert words in past.basis


@pytest.mark.parametrize("past", [Past(3, 2), Past(-1, 2)])
def test_nobody_accepts_more_than_is_offered(past):
    with pytest.raises(ValueError, match="more offers"):
        acceptances(3, past)
