"""Money is whole pence. People type and read pounds."""

import re

# £100 million: more than any programme has, and far from what a column can hold.
MOST_PENCE = 100_000_000_00


def pounds(pence: int) -> str:
    """£2,000, £1,250.50"""
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02}" if rest else f"£{whole:,}"


def read_pounds(text: str) -> int | None:
    """The pence of 2000, £1,250.50 or 1 250. None for anything else."""
    found = re.fullmatch(r"£?([0-9]{1,3}(?:[, ]?[0-9]{3})*|[0-9]{1,12})(?:\.([0-9]{1,2}))?", text.strip())
    if not found:
        return None
    return int(re.sub(r"[, ]", "", found[1])) * 100 + int((found[2] or "").ljust(2, "0"))
