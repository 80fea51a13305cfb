"""Postcode to region, over the whole of the data and at its edges."""

import pytest

from core import regions
from core.regions import Region

NORTH_AND_MIDLANDS = frozenset(
    [Region.NORTH_EAST, Region.NORTH_WEST, Region.YORKSHIRE, Region.EAST_MIDLANDS, Region.WEST_MIDLANDS]
)


def test_every_outcode_has_regions_we_know():
    assert len(regions.outcodes()) > 3000
    for outcode in regions.outcodes().values():
        assert outcode.region in outcode.touches
        assert outcode.touches <= set(Region)
        assert regions.outcode_of(f"{outcode.code} 1AA") == outcode


def test_every_council_has_a_region_we_know_and_they_are_in_order():
    councils = regions.councils()

    assert set(councils.values()) <= set(Region)
    assert list(councils)[:-2] == sorted(list(councils)[:-2])
    assert list(councils)[-2:] == ["Wales", "Scotland"]
    assert councils["Leeds"] == "Yorkshire and The Humber"


@pytest.mark.parametrize(
    ("postcode", "council", "found"),
    [
        ("LS6 3BN", "", {"Yorkshire and The Humber"}),
        ("SW1A 1AA", "", {"London"}),
        ("BT1 1AA", "", {"Northern Ireland"}),
        ("DE6 1AA", "", {"East Midlands", "West Midlands"}),
        ("CH4 8AA", "", {"North West", "Wales"}),
        ("CH4 8AA", "Cheshire West and Chester", {"North West"}),
        ("CH4 8AA", "Wales", {"Wales"}),
        # Not the postcode's: one of the two is wrong, and a person finds out which.
        ("CH4 8AA", "Leeds", {"North West", "Wales", "Yorkshire and The Humber"}),
        ("LS6 3BN", "Camden", {"Yorkshire and The Humber", "London"}),
        ("LS6 3BN", "Atlantis", {"Yorkshire and The Humber"}),
        # New since the data: the council alone tells.
        ("ZZ9 9ZZ", "", set()),
        ("ZZ9 9ZZ", "Leeds", {"Yorkshire and The Humber"}),
    ],
)
def test_regions_of_a_home(postcode, council, found):
    assert regions.regions_of(postcode, council) == found


@pytest.mark.parametrize(
    ("postcode", "mixed"),
    [
        ("LS6 3BN", False),  # inside
        ("SW1A 1AA", False),  # outside
        ("DE6 1AA", False),  # between two regions, both inside
        ("CH4 8AA", True),  # partly in Wales
        ("TD15 1AA", True),  # partly in Scotland
        ("ZZ9 9ZZ", False),  # unknown: no council would help
    ],
)
def test_is_mixed_asks_for_the_council_only_where_it_matters(postcode, mixed):
    assert regions.is_mixed(postcode, NORTH_AND_MIDLANDS) == mixed
