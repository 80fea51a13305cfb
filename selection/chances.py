"""How many of those offered a place will take it: what an overbooking allowance would most likely do.

Method: each offer is taken with one and the same unknown chance. Before anything is known, every chance from 0 to 1 is
as likely as any other (the Beta(1, 1) of Laplace's rule of succession); after a of b offers were taken it is
Beta(1 + a, 1 + b - a). The number taken of n offers is then beta-binomial, with the chance of k

    C(n, k) · (1 + a)(2 + a)…(k + a) · (1 + b - a)…(n - k + b - a) / ((2 + b)(3 + b)…(n + 1 + b))

which is computed exactly, as fractions: nothing is drawn at random, so the figures stay the same from one look at the
page to the next. Few past offers make a broad distribution: that we know little is in the figures.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import prod
from typing import NamedTuple


class Past(NamedTuple):
    """How many offers were taken, of how many that were answered or ran out."""

    accepted: int = 0
    offered: int = 0

    @property
    def is_known(self) -> bool:
        return self.offered > 0

    @property
    def rate(self) -> Fraction:
        """The chance that the next offer is taken: Laplace's (a + 1) / (b + 2), a half where nothing is known."""
        return Fraction(self.accepted + 1, self.offered + 2)

    @property
    def basis(self) -> str:
        """What the figures rest on, fit for the page."""
        if not self.is_known:
            return (
                "Nobody has answered an offer before, so we do not know how many people will accept. "
                "These figures count every rate as equally likely. Do not plan by them."
            )
        return f"Offers accepted so far: {self.accepted} of {self.offered}."


class Effect(NamedTuple):
    """What one allowance would do: the offers made, the chance that more people accept than there are places, and how
    many places stay empty and how many people come too many, each as the mean of all that may happen.
    """

    allowance: int
    offers: int
    too_many: Fraction
    empty: Fraction
    over: Fraction


def acceptances(offers: int, past: Past) -> list[Fraction]:
    """The chance that none, one, two … or all of the offers are taken. They add up to 1."""
    ways, everything = _ways(offers, past)
    return [Fraction(count, everything) for count in ways]


def _ways(offers: int, past: Past) -> tuple[list[int], int]:
    """The chances as whole numbers, and what they are parts of: reduced one by one they would take long to add up."""
    if not 0 <= past.accepted <= past.offered or offers < 0:
        raise ValueError("Nobody accepts more offers than are made.")
    taken, refused = 1 + past.accepted, 1 + past.offered - past.accepted
    found = [prod(range(refused, refused + offers))]
    for count in range(offers):
        # From one term of the sum to the next; what is divided by is always a factor.
        more = found[-1] * (offers - count) * (taken + count)
        found.append(more // ((count + 1) * (refused + offers - count - 1)))
    return found, prod(range(taken + refused, taken + refused + offers))


def overbooking(capacity: int, past: Past, *, allowances: Iterable[int], people: int | None = None) -> list[Effect]:
    """The effect of each allowance. There are no more offers than `people`, if given."""
    return [_effect(allowance, capacity, past, people) for allowance in allowances]


def _effect(allowance: int, capacity: int, past: Past, people: int | None) -> Effect:
    offers = capacity + allowance if people is None else min(capacity + allowance, people)
    ways, everything = _ways(offers, past)
    above = ways[capacity + 1 :]
    empty = sum((capacity - count) * ways[count] for count in range(min(capacity, offers) + 1))
    over = sum(count * number for count, number in enumerate(above, 1))
    return Effect(
        allowance, offers, Fraction(sum(above), everything), Fraction(empty, everything), Fraction(over, everything)
    )
