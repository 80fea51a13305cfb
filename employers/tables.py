"""Rows of the tables about organisations, as the table component takes them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from core.uktime import uk_short_date
from core.words import number_of
from employers.models import LikelyPair, Organisation

Row = list[Any]

ORGANISATIONS = ["Name", "Stage", "Kind", "Sector", "Regions", "Added"]
PAIRS = ["One", "The other", "What they share", "Found", "Action"]


def page_of(organisation: Organisation) -> str:
    """Its page for staff; that brings several apps together, so it is on a higher floor."""
    return reverse("portal:organisation_detail", args=[organisation.uuid])


def stage(organisation: Organisation) -> dict[str, str]:
    """Its milestones come with it."""
    words = organisation.stage
    return {"tag": words, "colour": "teal"} if words else {"tag": "Nothing yet", "colour": "grey"}


def organisations(rows: Iterable[Organisation]) -> list[Row]:
    return [
        [
            {"text": organisation.name, "url": page_of(organisation)},
            stage(organisation),
            organisation.get_kind_display(),
            organisation.get_sector_display(),
            ", ".join(sorted({site.region for site in organisation.sites.all()})),
            uk_short_date(organisation.added_at),
        ]
        for organisation in rows
    ]


def pairs(rows: Iterable[LikelyPair]) -> list[Row]:
    return [
        [
            {"text": pair.one.name, "url": page_of(pair.one)},
            {"text": pair.other.name, "url": page_of(pair.other)},
            pair.shared,
            uk_short_date(pair.found_at),
            {
                "text": "Compare",
                "url": reverse("employers:organisation_merge", args=[pair.one.uuid, pair.other.uuid]),
                "about": f"{pair.one} with {pair.other}",
            },
        ]
        for pair in rows
    ]


def side_by_side(one: Organisation, other: Organisation) -> list[Row]:
    """What is known of two organisations, a line each."""
    left, right = _facts(one), _facts(other)
    return [
        [label, left[label] or "Not known", right[label] or "Not known"]
        for label in left
        if left[label] or right[label]
    ]


def _facts(organisation: Organisation) -> dict[str, str]:
    contacts = organisation.contacts.live()
    return {
        "Also called": ", ".join(organisation.other_names),
        "Kind": organisation.get_kind_display(),
        "Sector": organisation.get_sector_display(),
        "Size": organisation.get_size_display(),
        "Website": organisation.website,
        "Mail domains": ", ".join(sorted(domain.name for domain in organisation.domains.all())),
        "Sites": "; ".join(sorted(str(site) for site in organisation.sites.all())),
        "Stage": organisation.stage or "Nothing yet",
        "Contacts": number_of(contacts.count(), "contact"),
        "Notes": number_of(organisation.notes.count(), "note"),
        "Where we found it": organisation.source,
        "Added": uk_short_date(organisation.added_at),
    }
