"""Rows of the ranking, as the table component takes them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from core.exports import Cell
from selection.building import Plan
from selection.models import Review, Reviewer, Round
from selection.normalising import Adjustment, Normalised
from selection.ranking import Standing
from selection.words import change, number, points

RANKING: list[Any] = [
    "Candidate",
    "Rank",
    {"text": "Raw score", "number": True},
    {"text": "Adjusted score", "number": True},
    {"text": "Give or take", "number": True},
    "Reviews",
    {"text": "Points apart", "number": True},
    "Strand",
    "Region group",
    "Flags",
    "Cohort",
]
ADJUSTMENTS: list[Any] = [
    "Reviewer",
    {"text": "Reviews in common with others", "number": True},
    {"text": "Adjustment", "number": True},
    {"text": "Give or take", "number": True},
    "What it means",
]


EXPORTED = [
    "Candidate",
    "Rank",
    "Raw score",
    "Adjusted score",
    "Give or take",
    "Reviews",
    "Reviews missing",
    "Points apart",
    "Strand",
    "Region group",
    "Flags",
    "In the cohort",
]


def ranking(round_: Round, standings: Iterable[Standing], made: Plan | None) -> list[list[Any]]:
    return [
        [
            candidate_link(round_, one),
            rank(one),
            number(points(one.raw)),
            number(points(one.adjusted)),
            number(points(one.error)),
            {"tag": f"{one.missing} missing", "colour": "yellow"} if one.missing else str(one.reviews),
            number(points(one.gap) if one.reviews > 1 else ""),
            one.strand,
            one.region_group,
            flags(one.flags),
            cohort(one, made),
        ]
        for one in standings
    ]


def exported(standings: Iterable[Standing], made: Plan | None) -> list[list[Cell]]:
    return [
        [
            f"Candidate {one.number}",
            one.rank or "",
            *("" if score is None else score / 100 for score in (one.raw, one.adjusted, one.error)),
            one.reviews,
            one.missing,
            one.gap / 100,
            one.strand,
            one.region_group,
            flags(one.flags),
            "" if made is None else "yes" if one.candidate in made.chosen else "no",
        ]
        for one in standings
    ]


def candidate_link(round_: Round, one: Standing) -> dict[str, str]:
    url = reverse("selection:candidate_detail", args=[round_.uuid, one.number])
    return {"text": f"Candidate {one.number}", "url": url}


def rank(one: Standing) -> str:
    if one.rank is None:
        return "No score yet"
    return f"{one.rank} (tied)" if one.tied else str(one.rank)


def flags(raised: Iterable[str]) -> str:
    return ", ".join(Review.Flag(flag).label for flag in raised)


def cohort(one: Standing, made: Plan | None) -> dict[str, str] | str:
    """Where it stands in the cohort as it is being built."""
    if made is None or one.rank is None:
        return ""
    moved = ", moved" if one.candidate in made.wish.kept | made.wish.left_out else ""  # type: ignore[operator]
    is_in = one.candidate in made.chosen
    return {"tag": f"{'In' if is_in else 'Out'}{moved}", "colour": "green" if is_in else "grey"}


def adjustments(reviewers: Iterable[Reviewer], normalised: Normalised) -> list[list[Any]]:
    found = [(str(reviewer), normalised.adjustments[reviewer.pk]) for reviewer in reviewers]
    return [
        [
            name,
            number(str(one.shared)),
            number(change(one.amount) if one.amount is not None else "–"),
            number(points(one.error) or "–"),
            _meaning(one),
        ]
        for name, one in sorted(found, key=lambda pair: (-(pair[1].amount or 0), pair[0]))
    ]


def _meaning(one: Adjustment) -> str:
    if one.amount is None:
        return "Too few reviews in common: not adjusted"
    if not one.is_clear:
        return "May be chance"
    return "Higher marks than the others" if one.amount > 0 else "Lower marks than the others"
