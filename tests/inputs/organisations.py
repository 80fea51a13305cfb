"""The forms of staff about organisations."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from employers.models import Organisation
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.employers import OrganisationFactory
from tests.inputs.form import Scene, Typed
from tests.inputs.making import KEY


def staff() -> tuple[Client, Organisation]:
    """Whoever works with employers, and an organisation. Another one is there already."""
    OrganisationFactory(name="Cummins")
    return sign_in(Client(), ProgrammeManagerFactory()), OrganisationFactory(name="Amey")


def of_organisation(name: str) -> Callable[[Organisation], str]:
    return lambda organisation: reverse(f"employers:{name}", args=[organisation.uuid])


def merging(organisation: Organisation) -> str:
    other = Organisation.objects.exclude(pk=organisation.pk).earliest("pk")
    return reverse("employers:organisation_merge", args=[organisation.uuid, other.uuid])


SCENES: dict[str, Scene] = {"staff": staff}

FACTS = {
    "name": "Amey Consulting",
    "kind": "employer",
    "sector": "transport",
    "size": "large",
    "website": "https://www.amey.example",
    "source": "A fair in Leeds",
    "found_on_day": "1",
    "found_on_month": "3",
    "found_on_year": "2026",
}
FILTERS = {"name": "amey", "stage": "20", "region": "Wales", "kind": "council", "sector": "other", "prospects": "only"}

FORMS: dict[str, Typed] = {
    "OrganisationFilterForm": Typed("staff", lambda one: reverse("employers:organisation_list"), FILTERS, method="get"),
    "NewOrganisationForm": Typed(
        "staff",
        lambda one: reverse("employers:organisation_add"),
        {**FACTS, "name": "Cummins Ltd", "another": "on", "domain": "amey.example", "key": KEY},
    ),
    "ChangedOrganisationForm": Typed("staff", of_organisation("organisation_change"), FACTS),
    "SiteForm": Typed(
        "staff", of_organisation("site_add"), {"town": "Oswestry", "postcode": "SY10 7AA", "region": "Wales"}
    ),
    "DomainForm": Typed("staff", of_organisation("domain_add"), {"name": "amey.example"}),
    "NoteForm": Typed("staff", of_organisation("note_add"), {"text": "Rang them, they ring back"}),
    "SameAsForm": Typed("staff", of_organisation("duplicate_search"), {"name": "cummins"}, method="get"),
    "MergeForm": Typed("staff", merging, {"stays": "which"}),
}
BASES: set[str] = {"OrganisationForm"}
