"""Why a pair was made, in words."""

from collections.abc import Callable

from core.slots import SLOTS
from core.words import listed, number_of
from mentoring.people import Person
from mentoring.rules import Parts


def in_words(mentee: Person, mentor: Person, parts: Parts, name: Callable[[str], str] = str) -> str:
    """A sentence for each part that scores. `name` gives what a code stands for."""
    told = [
        (f"Same field: {name(mentee.field)}", parts.field),
        (_shared("skill", sorted(map(name, mentee.skills & mentor.skills))), parts.skills),
        (_shared("topic", sorted(map(name, mentee.topics & mentor.topics))), parts.topics),
        (f"Same region: {mentee.region}", parts.region),
        (_step(mentor.seniority - mentee.seniority), parts.seniority),
        (
            _shared("time", [slot_name(code) for code in SLOTS if code in mentee.slots & mentor.slots]),
            parts.availability,
        ),
        (_wished(mentee, mentor, name), parts.preference),
        (
            "Without a mentor the last time" if mentee.left_out == 1 else "Without a mentor more than once",
            parts.fairness,
        ),
    ]
    return " ".join(f"{words} ({points})." for words, points in told if points)


def slot_name(code: str) -> str:
    """Tuesday school hours"""
    slot = SLOTS[code]
    return f"{slot.day.label} {slot.part.short.lower()}"


def _shared(thing: str, names: list[str]) -> str:
    return f"{number_of(len(names), f'shared {thing}')}: {listed(names)}" if names else ""


def _wished(mentee: Person, mentor: Person, name: Callable[[str], str]) -> str:
    names = [name(topic) for topic in mentee.wished if topic in mentor.topics]
    return f"Wished for most: {listed(names)}" if names else "A wish"


def _step(above: int) -> str:
    return f"{number_of(above, 'step')} more senior" if above else "As senior"
