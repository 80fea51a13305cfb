"""Postcode to region. The facts are core/data/outcode_region.csv and lad_region.csv.

Source: ONS Postcode Directory (November 2025) and local authority districts of 2025. Contains OS data, Royal Mail data
and National Statistics data © Crown copyright and database right; Open Government Licence v3.0.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.db import models

DATA = Path(__file__).parent / "data"


class Region(models.TextChoices):
    """The nine regions of England (ITL1, the spelling of the ONS) and, beside them, the rest of these islands."""

    NORTH_EAST = "North East"
    NORTH_WEST = "North West"
    YORKSHIRE = "Yorkshire and The Humber"
    EAST_MIDLANDS = "East Midlands"
    WEST_MIDLANDS = "West Midlands"
    EAST = "East of England"
    LONDON = "London"
    SOUTH_EAST = "South East"
    SOUTH_WEST = "South West"
    WALES = "Wales"
    SCOTLAND = "Scotland"
    NORTHERN_IRELAND = "Northern Ireland"
    ISLE_OF_MAN = "Isle of Man"
    CHANNEL_ISLANDS = "Channel Islands"

    __empty__ = "Not known"


class RegionGroup(models.TextChoices):
    """The areas that returner programmes are counted by: one region, or two that are always taken together.

    Source: the figures of Women Returners and STEM Returners on programmes per million people, 2020 to 2022.
    """

    NORTH_EAST_AND_YORKSHIRE = "North East and Yorkshire"
    NORTH_WEST = "North West"
    MIDLANDS = "Midlands"
    LONDON = "London"
    SOUTH_WEST = "South West"
    EAST_AND_SOUTH_EAST = "East and South East"
    ELSEWHERE = "Elsewhere"

    @classmethod
    def of(cls, region: str) -> "RegionGroup":
        """The group that a region belongs to. Elsewhere: outside England, or not known."""
        return GROUP_OF.get(region, cls.ELSEWHERE)


GROUP_OF: dict[str, RegionGroup] = {
    Region.NORTH_EAST: RegionGroup.NORTH_EAST_AND_YORKSHIRE,
    Region.YORKSHIRE: RegionGroup.NORTH_EAST_AND_YORKSHIRE,
    Region.NORTH_WEST: RegionGroup.NORTH_WEST,
    Region.EAST_MIDLANDS: RegionGroup.MIDLANDS,
    Region.WEST_MIDLANDS: RegionGroup.MIDLANDS,
    Region.LONDON: RegionGroup.LONDON,
    Region.SOUTH_WEST: RegionGroup.SOUTH_WEST,
    Region.EAST: RegionGroup.EAST_AND_SOUTH_EAST,
    Region.SOUTH_EAST: RegionGroup.EAST_AND_SOUTH_EAST,
}


class Outcode(NamedTuple):
    """The first half of a postcode, the region most of its postcodes lie in, and every region it touches."""

    code: str
    region: str
    touches: frozenset[str]


@cache
def outcodes() -> dict[str, Outcode]:
    with (DATA / "outcode_region.csv").open(newline="") as rows:
        return {row["outcode"]: _outcode(row) for row in csv.DictReader(rows)}


def _outcode(row: dict[str, str]) -> Outcode:
    others = {share.split("=")[0] for share in row["other_regions"].split("|") if share}
    return Outcode(row["outcode"], row["region_itl1"], frozenset({row["region_itl1"], *others}))


@cache
def councils() -> dict[str, str]:
    """Every local council of England with its region, and "Wales" and "Scotland" as answers of their own."""
    with (DATA / "lad_region.csv").open(newline="") as rows:
        found = {row["lad_name"]: row["region_itl1"] for row in csv.DictReader(rows)}
    return dict(sorted(found.items())) | {"Wales": "Wales", "Scotland": "Scotland"}


def outcode_of(postcode: str) -> Outcode | None:
    """The outcode of a postcode, written as LS6 3BN; None when no such outcode exists."""
    return outcodes().get(postcode.split(" ", maxsplit=1)[0])


def regions_of(postcode: str, council: str = "") -> frozenset[str]:
    """The regions a home may lie in: one where that is certain, several for a postcode on a border, none if unknown.

    A council settles it, unless it contradicts the postcode: then both stand and a person has to look.
    """
    outcode = outcode_of(postcode)
    touches = outcode.touches if outcode else frozenset()
    if not (answered := councils().get(council)):
        return touches
    if touches and answered not in touches:
        return touches | {answered}
    return frozenset({answered})


def is_mixed(postcode: str, target: frozenset[str]) -> bool:
    """Whether a postcode's area lies partly inside the target regions and partly outside: then the council is asked."""
    touches = regions_of(postcode)
    return bool(touches & target) and not touches <= target
