"""Small pieces of English."""

import re
from collections.abc import Iterable


def either(names: Iterable[str]) -> str:
    """Leeds, Liverpool or Birmingham"""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def number_of(count: int, thing: str) -> str:
    """1 place, 2 places"""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def paragraphs(text: str) -> list[str]:
    """A text as it was typed, with an empty line between its paragraphs."""
    return [paragraph for paragraph in re.split(r"\s*\n\s*\n\s*", text.strip()) if paragraph]


# What begins like this says already which one is meant.
POINTS = {"your", "the", "a", "an", "how", "what", "when", "where", "which", "who", "whose", "why"}


def in_a_sentence(label: str) -> str:
    """Postcode → the postcode, Your name → your name."""
    words = lower_first(label)
    return words if words.partition(" ")[0] in POINTS else f"the {words}"


def lower_first(label: str) -> str:
    """Full name → full name, but UK address and CV stay."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def first_name(name: str) -> str:
    """Olu Ade → Olu. Of somebody who has given no name: somebody."""
    return (name.split() or ["Somebody"])[0]


def duration(months: int) -> str:
    """4 years 2 months, 4 years, 11 months, less than a month"""
    years, months = divmod(max(months, 0), 12)
    parts = [number_of(count, unit) for count, unit in ((years, "year"), (months, "month")) if count]
    return " ".join(parts) or "less than a month"


def listed(names: Iterable[str]) -> str:
    """Leeds, Liverpool and Birmingham"""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
