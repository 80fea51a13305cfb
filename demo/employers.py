"""Employers over the five regions. Their mail domains end in .example, which nobody can own.

The first four are named in what was published of STEM ReCharge; the rest are not real, and say so.
"""

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from core.calendar import uk_day
from core.regions import outcodes
from demo.people import postcode_in
from employers import actions
from employers.models import Organisation

Kind, Sector, Size = Organisation.Kind, Organisation.Sector, Organisation.Size


@dataclass(frozen=True)
class Employer:
    name: str
    sector: Organisation.Sector
    size: Organisation.Size
    sites: str  # town and outcode, with a stroke between sites
    kind: Organisation.Kind = Kind.EMPLOYER

    @property
    def domain(self) -> str:
        plain = self.name.removesuffix(" (invented)").lower().replace("&", "and")
        return f"{'-'.join(plain.split())}.example"


NAMED = [
    Employer("Amey Consulting", Sector.ENGINEERING, Size.LARGE, "Birmingham B1 | Leeds LS1"),
    Employer("Cummins", Sector.MANUFACTURING, Size.LARGE, "Darlington DL1"),
    Employer("FDM Group", Sector.TECHNOLOGY, Size.LARGE, "Leeds LS1"),
    Employer("Leeds City Council", Sector.PUBLIC, Size.LARGE, "Leeds LS1", Kind.COUNCIL),
]
INVENTED = [
    Employer(f"{name} (invented)", sector, size, sites)
    for name, sector, size, sites in [
        ("Airedale Controls", Sector.ENGINEERING, Size.MEDIUM, "Keighley BD21"),
        ("Aire Valley Software", Sector.TECHNOLOGY, Size.SMALL, "Leeds LS2"),
        ("Bridgewater Data", Sector.TECHNOLOGY, Size.MEDIUM, "Manchester M3"),
        ("Calder Water Networks", Sector.ENERGY, Size.LARGE, "Halifax HX1 | Wakefield WF1"),
        ("Castle Quay Insurance", Sector.FINANCE, Size.LARGE, "Nottingham NG1"),
        ("Cleveland Process Systems", Sector.ENGINEERING, Size.MEDIUM, "Middlesbrough TS2"),
        ("Derwent Rail Design", Sector.TRANSPORT, Size.MEDIUM, "Derby DE24"),
        ("Don Valley Castings", Sector.MANUFACTURING, Size.MEDIUM, "Sheffield S9"),
        ("Edgbaston Health Tech", Sector.HEALTH, Size.SMALL, "Birmingham B15"),
        ("Fosse Analytics", Sector.TECHNOLOGY, Size.MICRO, "Leicester LE1"),
        ("Headingley Games", Sector.TECHNOLOGY, Size.SMALL, "Leeds LS6"),
        ("Humber Offshore", Sector.ENERGY, Size.LARGE, "Hull HU1"),
        ("Irwell Civil Engineers", Sector.ENGINEERING, Size.MEDIUM, "Salford M5"),
        ("Kirkstall Robotics", Sector.MANUFACTURING, Size.SMALL, "Leeds LS5"),
        ("Lune Power", Sector.ENERGY, Size.MEDIUM, "Lancaster LA1"),
        ("Mersey Ports Systems", Sector.TRANSPORT, Size.LARGE, "Liverpool L3"),
        ("Millrace Consulting", Sector.PROFESSIONAL, Size.SMALL, "Manchester M1 | Leeds LS1"),
        ("Peak Geospatial", Sector.TECHNOLOGY, Size.SMALL, "Matlock DE4"),
        ("Penistone Structures", Sector.ENGINEERING, Size.MICRO, "Sheffield S36"),
        ("Quayside Cloud", Sector.TECHNOLOGY, Size.MEDIUM, "Newcastle upon Tyne NE1"),
        ("Ribble Aerospace", Sector.MANUFACTURING, Size.LARGE, "Preston PR4"),
        ("Saltaire Textiles Lab", Sector.MANUFACTURING, Size.SMALL, "Shipley BD18"),
        ("Severn Trains", Sector.TRANSPORT, Size.LARGE, "Worcester WR1"),
        ("Soar Medical Devices", Sector.HEALTH, Size.MEDIUM, "Loughborough LE11"),
        ("Tame Electronics", Sector.MANUFACTURING, Size.MEDIUM, "Tamworth B79"),
        ("Tees Hydrogen", Sector.ENERGY, Size.SMALL, "Redcar TS10"),
    ]
]
EMPLOYERS = [*NAMED, *INVENTED]
# Nobody from there has answered yet.
PROSPECTS = {
    f"{name} (invented)"
    for name in ("Fosse Analytics", "Lune Power", "Severn Trains", "Tees Hydrogen", "Tame Electronics")
}


def add_employers(officer: User, chance: random.Random, at: dt.datetime) -> None:
    """All of them, over the last months: most known, some still prospects."""
    for number, employer in enumerate(EMPLOYERS):
        day = at - dt.timedelta(days=95 - 2 * number, hours=number % 7)
        prospect: dict[str, Any] = {"source": "Directory of the chamber of commerce", "found_on": uk_day(day)}
        organisation = actions.add_organisation(
            by=officer,
            at=day,
            domain=employer.domain,
            name=employer.name,
            kind=employer.kind,
            sector=employer.sector,
            size=employer.size,
            **(prospect if employer.name in PROSPECTS else {}),
        )
        for site in employer.sites.split(" | "):
            town, _, outcode = site.rpartition(" ")
            add_site(organisation, town, outcode, chance, officer)


def add_site(organisation: Organisation, town: str, outcode: str, chance: random.Random, officer: User) -> None:
    postcode = postcode_in(outcode, chance)
    region = outcodes()[outcode].region
    actions.add_site(organisation, town=town, postcode=postcode, region=region, by=officer)
