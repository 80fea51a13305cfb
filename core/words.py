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
