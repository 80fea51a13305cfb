"""Two people and what speaks for and against them, as the components take it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from cohorts.models import Enrolment
from core.words import number_of
from mentoring.choosing import IN_THE_WAY, Possible
from mentoring.models import Hand
from mentoring.people import Rule

PARTS: list[Any] = ["What counts", {"text": "Points", "number": True}]
PART_NAMES = {
    "base": "Any pair that is possible",
    "field": "Same field of work",
    "skills": "Shared skills",
    "topics": "Shared topics",
    "region": "Same region",
    "seniority": "How much more senior",
    "availability": "Shared times",
    "preference": "What they wish for most",
    "fairness": "Without a mentor before",
}
NEXT: list[Any] = ["Mentor", {"text": "Score", "number": True}, "Free places", "Why"]
MENTORS: list[Any] = [
    "Mentor",
    {"text": "Score", "number": True},
    "Free places",
    "What stands in the way",
    "Set by hand",
]


def parts(points: Mapping[str, int]) -> list[list[Any]]:
    """Every part, so that what is missing is seen, and the sum."""
    rows = [[name, {"text": str(points.get(part, 0)), "number": True}] for part, name in PART_NAMES.items()]
    return [*rows, ["Together", {"text": str(sum(points.values())), "number": True}]]


def next_best(enrolment: Enrolment, found: Iterable[Possible]) -> list[list[Any]]:
    return [[_mentor(enrolment, one), _number(one.score), _places(one), one.words] for one in found]


def mentors(enrolment: Enrolment, found: Iterable[Possible], hands: Mapping[int, Hand]) -> list[list[Any]]:
    """`hands` by mentor. Where a rule stands in the way, there is no score."""
    rows = []
    for one in found:
        hand = hands.get(one.mentor.pk)
        barred = one.rules and one.rules != [Rule.CAPACITY]
        rows.append(
            [
                _mentor(enrolment, one),
                _number("" if barred else one.score),
                _places(one),
                in_the_way(one, hand),
                hand.get_kind_display() if hand else "",
            ]
        )
    return rows


def in_the_way(one: Possible, hand: Hand | None) -> str:
    """Two whom nobody forbade have been a pair, or one said no."""
    is_set = hand is not None and hand.kind == Hand.Kind.FORBIDDEN
    before = "Staff never want them matched" if is_set else "They were asked about each other before"
    said = [before if rule == Rule.FORBIDDEN else IN_THE_WAY[rule] for rule in one.rules]
    return " ".join(f"{words}." for words in said)


def _mentor(enrolment: Enrolment, one: Possible) -> dict[str, str]:
    return {
        "text": str(one.mentor),
        "url": reverse("mentoring:match_detail", args=[enrolment.uuid, one.mentor.uuid]),
        "about": f"and {enrolment.person}",
    }


def _number(value: object) -> dict[str, Any]:
    return {"text": str(value), "number": True}


def _places(one: Possible) -> str:
    return number_of(one.person.capacity, "place") if one.person.capacity else "None"
