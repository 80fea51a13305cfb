"""The pages of events."""

from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    """Enough for every page to have something on it, and somebody to look at each."""
    return {}


LISTS: list[Listed] = []
