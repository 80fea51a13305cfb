"""The forms of organisations and their contacts."""

import uuid
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from employers.models import Contact, JoinRequest, ReturnerProgramme
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.employers import (
    ContactFactory,
    JoinRequestFactory,
    OrganisationFactory,
    ReturnerProgrammeFactory,
)
from tests.inputs import organisations
from tests.inputs.form import Scene, Typed


def member() -> tuple[Client, Contact]:
    """Somebody who manages an organisation, with two programmes to ask about."""
    ProgrammeFactory.create_batch(2)
    contact = ContactFactory(manages=True)
    return sign_in(Client(), contact.person), contact


def join_request() -> tuple[Client, JoinRequest]:
    OrganisationFactory(name="Cummins")
    return sign_in(Client(), ProgrammeManagerFactory()), JoinRequestFactory(employer="Cummins")


def registered() -> tuple[Client, ReturnerProgramme]:
    return sign_in(Client(), ProgrammeManagerFactory()), ReturnerProgrammeFactory()


SCENES: dict[str, Scene] = {
    **organisations.SCENES,
    "member": member,
    "join request": join_request,
    "registered": registered,
}


def of_organisation(name: str) -> Callable[[Any], str]:
    return lambda contact: reverse(f"employers:{name}", args=[contact.organisation.uuid])


def of(name: str) -> Callable[[Any], str]:
    return lambda row: reverse(f"employers:{name}", args=[row.uuid])


def plain(name: str) -> Callable[[Any], str]:
    return lambda row: reverse(f"employers:{name}")


REGISTERED = {
    "employer": "Amey Consulting",
    "kind": "returnship",
    "regions": "North West",
    "first_year": "2019",
    "last_year": "2021",
    "source": "Their website",
    "seen_on_day": "2",
    "seen_on_month": "3",
    "seen_on_year": "2026",
}
FORMS: dict[str, Typed] = {
    **organisations.FORMS,
    "ContactInviteForm": Typed(
        "member", of_organisation("contact_invite"), {"name": "Mina Okafor", "email": "mina@example.org"}
    ),
    "JoinForm": Typed("member", plain("organisation_join"), {"employer": "Cummins", "job_title": "Engineer"}),
    "JoinFindForm": Typed("join request", of("join_request_decide"), {"q": "Cummins"}, method="get"),
    "JoinDecideForm": Typed("join request", of("join_request_decide"), {"organisation": "x"}),
    "SupportForm": Typed(
        "member",
        of_organisation("support_ask"),
        {"programme": "x", "subject": "First steps", "text": "How do we begin?", "key": str(uuid.UUID(int=9))},
    ),
    "SupportFilterForm": Typed(
        "registered",
        plain("support_list"),
        {"status": "all", "whose": "mine", "organisation": str(uuid.UUID(int=9))},
        method="get",
    ),
    "ReturnerProgrammeForm": Typed("registered", of("register_change"), REGISTERED),
    "RegisterFilterForm": Typed(
        "registered",
        plain("register_list"),
        {"q": "Amey", "region": "London", "kind": "other", "year": "2020"},
        method="get",
    ),
}
# A year, in the forms of the register.
BASES: set[str] = {*organisations.BASES, "YearField"}
