"""Occupations in technology and engineering, in words people use of themselves, each with its code.

The codes are those of the Standard Occupational Classification 2020. The same number means another thing in SOC 2010
(2136: programmers then, testers now), so whoever keeps a code keeps `VERSION` with it.
"""

import csv
from dataclasses import dataclass
from functools import cache

from core.regions import DATA

VERSION = "2020"


@dataclass(frozen=True)
class Occupation:
    """`field`: "technology" or "engineering"."""

    code: str
    field: str
    name: str


@cache
def occupations() -> dict[str, Occupation]:
    """By code, in the order of the list."""
    with (DATA / "occupations.csv").open(newline="") as rows:
        return {row["code"]: Occupation(**row) for row in csv.DictReader(rows)}


def name_of(code: str, version: str) -> str:
    """What an occupation is called; nothing for a code of another list than ours."""
    found = occupations().get(code) if version == VERSION else None
    return found.name if found else ""
