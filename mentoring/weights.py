"""What each part of a score is worth: whole points, set per programme or in a file."""

import tomllib
from dataclasses import asdict, dataclass, fields
from typing import BinaryIO, Self

from core.errors import Refused
from mentoring.people import MOST_WISHES

HIGHEST = 1_000


@dataclass(frozen=True)
class Weights:
    """Points. The defaults are those of the programme (docs/matching.md)."""

    # Of each pair that is possible at all.
    base: int = 20
    # The same field of work.
    field: int = 30
    # Each skill that the mentor has and the mentee wants, and each topic both named.
    skill: int = 6
    topic: int = 8
    # The same region.
    region: int = 15
    # A mentor who is `seniority_lead` steps above; `seniority_step` less for each step more or fewer, never below 0.
    seniority: int = 12
    seniority_step: int = 4
    seniority_lead: int = 2
    # Each time of the week that suits both, and how many of them count.
    slot: int = 2
    slots_at_most: int = 5
    # A mentor who helps with the third of the topics a mentee wishes for most: twice that for the second, and so on.
    wish: int = 4
    # A mentee for whom an earlier run found nobody, for each such run.
    fairness: int = 25

    def __post_init__(self) -> None:
        for name, points in asdict(self).items():
            if not isinstance(points, int) or isinstance(points, bool) or not 0 <= points <= HIGHEST:
                raise Refused(f"Give {name} as a whole number from 0 to {HIGHEST:,}.")

    @classmethod
    def read(cls, source: BinaryIO) -> Self:
        """From TOML, one `name = points` a line. What it does not name keeps its default."""
        try:
            told = tomllib.load(source)
        except (ValueError, RecursionError) as error:
            raise Refused(f"The weights cannot be read: {error}.") from error
        known = [field.name for field in fields(cls)]
        if unknown := [name for name in told if name not in known]:
            raise Refused(f"There is no weight {unknown[0]}. These are known: {', '.join(known)}.")
        return cls(**told)

    def for_wish(self, rank: int) -> int:
        """Of the topic that matters most the rank is 0."""
        return self.wish * (MOST_WISHES - rank)

    def for_seniority(self, mentee: int, mentor: int) -> int:
        return max(0, self.seniority - self.seniority_step * abs(mentor - mentee - self.seniority_lead))
