"""The pages of staff about organisations."""

import uuid

from django.utils import timezone

from employers.models import Domain, LikelyPair, Note, Organisation, Site
from tests.factories.employers import ContactFactory, OrganisationFactory
from tests.permissions import around_an_organisation
from tests.permissions.around_an_organisation import AN_ORGANISATION
from tests.permissions.table import About, Keys, Table

ROWS = """
page                              | methods  | about        | anonymous | contact | stranger | returner | officer | manager | foreign | administrator
employers:organisation_list       | GET      |              | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:organisation_export     | GET POST | a list       | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:organisation_add        | GET POST |              | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:duplicate_list          | GET      |              | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:duplicate_keep_apart    | GET POST | likely pair  | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:organisation_change     | GET POST | organisation | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:organisation_remove     | GET POST | organisation | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:duplicate_search        | GET      | organisation | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:organisation_merge      | GET POST | two          | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:site_add                | GET POST | organisation | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:site_remove             | GET POST | site         | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:site_remove             | GET POST | site of another | sign in   | –       | –        | –        | –       | –       | –       | –
employers:domain_add              | GET POST | organisation | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:domain_remove           | GET POST | domain       | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:note_add                | GET POST | organisation | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:note_remove             | GET POST | note         | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
portal:organisation_detail        | GET      | organisation | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
"""
# What is sent to each form: something that would change something.
PROSPECT = {
    "name": "Amey",
    "kind": "employer",
    "source": "A fair",
    "found_on_day": "1",
    "found_on_month": "3",
    "found_on_year": "2026",
}
# The two that are merged.
ONE, OTHER = uuid.UUID(int=11), uuid.UUID(int=12)
GIVEN: dict[str, dict] = {
    "employers:organisation_export": {"kind": "csv", "why": "A meeting"},
    "employers:organisation_add": PROSPECT,
    "employers:organisation_change": PROSPECT,
    "employers:organisation_merge": {"stays": str(ONE)},
    "employers:site_add": {"town": "Leeds", "postcode": "LS1 4AP"},
    "employers:domain_add": {"name": "amey.example"},
    "employers:note_add": {"text": "Rang them"},
}
FIXED: dict[str, object] = {"employers:organisation_merge": {"other": uuid.UUID(int=1)}}
# Opening these is written down: who looked at whom.
LOOKED_AT: set[str] = {"portal:organisation_detail"}
# Whoever may press these changes nothing that is counted, for a reason that stands beside each.
QUIET: set[str] = set()


def organisation() -> Organisation:
    return ContactFactory(organisation__domain="cummins.example").organisation


def a_list() -> Keys:
    """Or there would be nothing to export."""
    organisation()
    return {}


def site() -> Site:
    return Site.objects.create(organisation=organisation(), town="Leeds", postcode="LS1 4AP", region="North East")


def note() -> Note:
    return Note.objects.create(organisation=organisation(), text="Rang them", at=timezone.now())


def two() -> Keys:
    for key in (ONE, OTHER):
        OrganisationFactory(uuid=key)
    return {"uuid": ONE, "other": OTHER}


def likely_pair() -> Keys:
    one, other = OrganisationFactory(), OrganisationFactory()
    return {"pk": LikelyPair.objects.create(one=one, other=other, shared="a.example", found_at=timezone.now()).pk}


def part(row: Site | Note | Domain) -> Keys:
    return {"uuid": row.organisation.uuid, "pk": row.pk}


ABOUT: About = {
    **around_an_organisation.ABOUT,
    "a list": lambda world: a_list(),
    "organisation": lambda world: {"uuid": organisation().uuid},
    "site": lambda world: part(site()),
    "site of another": lambda world: {"uuid": OrganisationFactory().uuid, "pk": site().pk},
    "domain": lambda world: part(organisation().domains.get()),
    "note": lambda world: part(note()),
    "two": lambda world: two(),
    "likely pair": lambda world: likely_pair(),
}

TABLE = Table(AN_ORGANISATION, ROWS, ABOUT, given=GIVEN, fixed=FIXED, looked_at=LOOKED_AT, quiet=QUIET)
