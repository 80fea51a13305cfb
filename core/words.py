"""Small pieces of English."""

from collections.abc import Iterable


def either(names: Iterable[str]) -> str:
    """Leeds, Liverpool or Birmingham"""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def number_of(count: int, thing: str) -> str:
    """1 place, 2 places"""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
