"""Small numbers in a table of counts: hidden so that nobody can be recognised, nor a hidden number worked out.

One table, one question: each person is counted in exactly one row, and the total stands beside the table. Two tables of
the same people are safe side by side only if neither is a finer or coarser cut of the other.
"""

from collections.abc import Sequence

SMALLEST_SHOWN = 10
SMALLEST_BASE = 20


def hide_small(counts: Sequence[int], *, smallest: int = SMALLEST_SHOWN) -> list[int | None]:
    """The counts with None for those hidden. A true nought stays, unless it is needed to hide behind.

    Whoever knows the total knows what the hidden rows add up to. So the last row is hidden with them, whatever is in
    it, and further rows from there up, until any small number could be in each.

    Why not the smallest rows first, or none where two are small already: whoever knows such a rule learns from the rows
    that are shown how big the hidden ones can be. Two small rows of eighteen people are nine and nine. Which row goes
    next must not depend on what is in it. So put last what is missed least: “Prefer not to say”, “Not answered”.
    """
    hidden = {row for row, count in enumerate(counts) if 0 < count < smallest}
    if not hidden:
        return list(counts)
    for row in reversed(range(len(counts))):
        hidden.add(row)
        together = sum(counts[row] for row in hidden)
        # Room in the last row for one row of nine beside ones in all others.
        if len(hidden) >= 2 and together >= max(smallest, smallest + len(hidden) - 3):
            break
    return [None if row in hidden else count for row, count in enumerate(counts)]


def share(count: int | None, base: int) -> float | None:
    """A count in per cent of its base, to one decimal. None where the base is too small for it to mean anything."""
    if count is None or base < SMALLEST_BASE:
        return None
    return round(100 * count / base, 1)
