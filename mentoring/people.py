"""Whom a matching run is about, and by what rules: the same for the run page and for two files."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from django.db import models


class Mode(models.TextChoices):
    """How somebody wants to meet."""

    ONLINE = "online", "Online"
    EITHER = "either", "Online or in person"
    IN_PERSON = "in person", "In person"


class Rule(models.TextChoices):
    """The hard rules, in the order in which they are named. A pair that breaks one is never made."""

    STRAND = "strand", "same strand"
    EMPLOYER = "employer", "different employers"
    SENIORITY = "seniority", "a mentor at least as senior"
    AVAILABILITY = "availability", "a time that suits both"
    MODE = "mode", "a way of meeting that suits both"
    REGION = "region", "the same region, to meet in person"
    EXCLUSION = "exclusion", "neither asked not to be matched with the other"
    FORBIDDEN = "forbidden", "not forbidden by staff"
    CAPACITY = "capacity", "a mentor with a place left"


LEAST_SENIORITY, MOST_SENIORITY = 1, 8
MOST_WISHES = 3


class Person(NamedTuple):
    """One side of a pair.

    `field`, `skills` and `topics` are codes; `slots` are codes of `core.slots`; `seniority` runs from 1 to 8;
    `employer` is empty or any spelling of a name; `exclude` holds ids of the other side; `capacity` is how many mentees
    a mentor takes at once, and says nothing of a mentee.

    The rest only the portal knows: `other_employers` are more names, none of which may be shared. Of a mentee `wished`
    holds up to three topics, what matters most first, and `left_out` says how many published runs found nobody.
    """

    id: str
    strand: str
    field: str
    skills: frozenset[str]
    topics: frozenset[str]
    region: str
    mode: str
    slots: frozenset[str]
    seniority: int
    employer: str = ""
    exclude: frozenset[str] = frozenset()
    capacity: int = 1
    other_employers: frozenset[str] = frozenset()
    wished: tuple[str, ...] = ()
    left_out: int = 0

    @property
    def employer_keys(self) -> frozenset[str]:
        """One for all spellings of a name: case and spaces aside."""
        return _keys(self.employer, self.other_employers)


@lru_cache(maxsize=2**15)
def _keys(name: str, others: frozenset[str]) -> frozenset[str]:
    return frozenset(filter(None, ("".join(one.split()).casefold() for one in {name, *others})))


Pair = tuple[str, str]


@dataclass(frozen=True)
class Wish:
    """What staff set by hand, and points that a pair has beside its score: each pair a mentee's id and a mentor's."""

    locked: Collection[Pair] = frozenset()
    forbidden: Collection[Pair] = frozenset()
    bonus: dict[Pair, int] = field(default_factory=dict)
