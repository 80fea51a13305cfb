"""What people are asked about their confidence, and about being ready for work: the same each time.

The list is ours. A statement that is changed is another one: give it another key, so that no two are compared.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "survey.csv"
SCALE = {
    1: "Not at all",
    2: "A little",
    3: "Partly",
    4: "Mostly",
    5: "Completely",
}
LEAST, MOST = min(SCALE), max(SCALE)


@dataclass(frozen=True)
class Item:
    """`group`: confidence or readiness. `label`: the statement in a few words, for a chart."""

    key: str
    group: str
    statement: str
    label: str


@cache
def items() -> dict[str, Item]:
    """By key, in the order in which they are asked."""
    with DATA.open(newline="") as rows:
        return {row["key"]: Item(**row) for row in csv.DictReader(rows)}
