"""The pages of organisations and their contacts."""

import uuid
from types import SimpleNamespace

from cohorts.models import Programme
from employers.models import Contact, SupportRequest
from tests.factories.employers import (
    ContactFactory,
    JoinRequestFactory,
    OrganisationFactory,
    ReturnerProgrammeFactory,
    SupportRequestFactory,
)
from tests.permissions import around_an_organisation
from tests.permissions.around_an_organisation import AN_ORGANISATION
from tests.permissions.table import About, Keys, Table

ROWS = """
page                              | methods  | about        | anonymous | contact | stranger | returner | officer | manager | foreign | administrator
employers:contact_list            | GET      | organisation | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:contact_list            | GET      | managed organisation | sign in | yes | –      | –        | yes     | yes     | yes     | yes
employers:contact_invite          | GET POST | organisation | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:contact_invite          | GET POST | managed organisation | sign in | yes | –      | –        | yes     | yes     | yes     | yes
employers:contact_confirm         | POST     | who asks     | sign in   | yes     | –        | –        | yes     | yes     | yes     | yes
employers:contact_manage          | GET POST | colleague    | sign in   | yes     | –        | –        | yes     | yes     | yes     | yes
employers:contact_manage          | GET POST | member       | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:contact_remove          | GET POST | colleague    | sign in   | yes     | –        | –        | yes     | yes     | yes     | yes
employers:contact_remove          | GET POST | member       | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:organisation_leave      | GET POST | organisation | sign in   | yes     | –        | –        | –       | –       | –       | –
employers:organisation_join       | GET POST |              | sign in   | yes     | yes      | yes      | yes     | yes     | yes     | yes
employers:invitation_accept       | GET POST | invitation   | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
employers:join_request_list       | GET      |              | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:join_request_decide     | GET POST | join request | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:join_request_refuse     | POST     | join request | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
portal:my_organisation            | GET      | membership   | sign in   | yes     | yes      | –        | –       | –       | –       | –
portal:organisation_home          | GET      | organisation | sign in   | yes     | –        | –        | –       | –       | –       | –
portal:organisation_bookings      | GET      | organisation | sign in   | yes     | –        | –        | –       | –       | –       | –
employers:support_ask             | GET POST | one programme | sign in  | yes     | –        | –        | –       | –       | –       | –
employers:support_request         | GET POST | question     | sign in   | yes     | –        | –        | –       | –       | –       | –
employers:support_close           | POST     | question     | sign in   | yes     | –        | –        | –       | –       | –       | –
employers:support_list            | GET      |              | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:support_answer          | GET POST | question     | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:support_assign          | GET POST | owned question | sign in | –       | –        | –        | yes     | yes     | yes     | yes
employers:support_due             | GET POST | question     | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:support_shut            | POST     | question     | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:support_reopen          | POST     | closed question | sign in | –      | –        | –        | yes     | yes     | yes     | yes
employers:register_list           | GET      |              | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:register_export         | GET      |              | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:register_add            | GET POST |              | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
employers:register_change         | GET POST | in the register | sign in | –      | –        | –        | yes     | yes     | yes     | yes
employers:register_remove         | GET POST | in the register | sign in | –      | –        | –        | yes     | yes     | yes     | yes
"""
THEIRS = uuid.UUID(int=7)
REGISTERED = {
    "employer": "Changed",
    "kind": "other",
    "regions": "London",
    "first_year": "2020",
    "source": "Changed",
    "seen_on_day": "2",
    "seen_on_month": "3",
    "seen_on_year": "2026",
}
# What is sent to each form: something that would change something.
GIVEN: dict[str, dict] = {
    "employers:contact_invite": {"name": "Changed", "email": "changed@example.org"},
    "employers:contact_manage": {"manages": "yes"},
    "employers:organisation_join": {"employer": "Changed"},
    "employers:join_request_decide": {"organisation": str(THEIRS)},
    "employers:support_ask": {"subject": "Changed", "text": "Changed", "key": str(uuid.UUID(int=8))},
    "employers:support_request": {"text": "Changed"},
    "employers:support_answer": {"text": "Changed"},
    "employers:support_assign": {"owner": "nobody"},
    "employers:support_due": {"on_day": "8", "on_month": "1", "on_year": "2030"},
    "employers:register_add": REGISTERED,
    "employers:register_change": REGISTERED,
}
FIXED: dict[str, object] = {}
# Opening these is written down: who looked at whom.
LOOKED_AT: set[str] = {
    "employers:contact_list",
    "employers:join_request_list",
    "employers:join_request_decide",
    "employers:support_answer",
}
# Whoever may press these changes nothing that is counted, for a reason that stands beside each.
QUIET: set[str] = set()


def member(world: SimpleNamespace, *, manages: bool = False) -> Contact:
    """The contact of the column; and the stranger, who does as much elsewhere."""
    ContactFactory(person=world.people["stranger"], manages=manages)
    return ContactFactory(person=world.people["contact"], manages=manages)


def membership(world: SimpleNamespace) -> Keys:
    """The page leads on to their own."""
    member(world)
    return {}


def organisation(world: SimpleNamespace, *, manages: bool = False) -> Keys:
    return {"uuid": member(world, manages=manages).organisation.uuid}


def one_programme(world: SimpleNamespace) -> Keys:
    """Then nobody is asked which one it is about."""
    Programme.objects.exclude(pk=world.programme.pk).update(is_public=False)
    return organisation(world)


def colleague(world: SimpleNamespace, *, manages: bool = True, **kwargs: object) -> Keys:
    """Of the organisation that the contact manages, or only belongs to."""
    theirs = member(world, manages=manages).organisation
    return {"uuid": ContactFactory(organisation=theirs, **kwargs).uuid}


def question(world: SimpleNamespace, **kwargs: object) -> Keys:
    asked: SupportRequest = SupportRequestFactory(
        organisation=member(world).organisation, programme=world.programme, **kwargs
    )
    return {"uuid": asked.uuid}


def join_request(world: SimpleNamespace) -> Keys:
    OrganisationFactory(name="Cummins", uuid=THEIRS)
    return {"uuid": JoinRequestFactory(employer="Cummins").uuid}


def invitation(world: SimpleNamespace) -> Keys:
    """Of whoever stands in the last column."""
    return {"token": ContactFactory(invited=True, email=world.people["administrator"].email).token}


ABOUT: About = {
    **around_an_organisation.ABOUT,
    "membership": membership,
    "organisation": organisation,
    "managed organisation": lambda world: organisation(world, manages=True),
    "one programme": one_programme,
    "who asks": lambda world: colleague(world, asked=True),
    "colleague": colleague,
    "member": lambda world: colleague(world, manages=False),
    "invitation": invitation,
    "join request": join_request,
    "question": question,
    "owned question": lambda world: question(world, owner=world.people["officer"]),
    "closed question": lambda world: question(world, closed=True),
    "in the register": lambda world: {"uuid": ReturnerProgrammeFactory().uuid},
}

TABLE = Table(AN_ORGANISATION, ROWS, ABOUT, given=GIVEN, fixed=FIXED, looked_at=LOOKED_AT, quiet=QUIET)
