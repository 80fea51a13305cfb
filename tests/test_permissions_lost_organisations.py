"""Around an organisation: a membership, the right to manage, or a role taken away is gone with the next request."""

import pytest
from django.urls import reverse

from accounts.actions import take_role_away
from accounts.models import Role
from employers import actions
from employers.models import Contact
from tests.factories.accounts import AdministratorFactory
from tests.permissions import TABLES
from tests.permissions.around_an_organisation import AN_ORGANISATION
from tests.permissions.walking import arrive, outcome
from tests.undoing import undone

pytestmark = pytest.mark.django_db

ROWS = [row for table in TABLES if table.around is AN_ORGANISATION for row in table.rows() if "GET" in row.methods]
# What only their membership lets a contact see; and of that, what they see because they manage.
THEIRS = [row for row in ROWS if row.may["contact"] == "yes" and row.may["stranger"] == "–"]
MANAGED = [row for row in THEIRS if row.page.startswith("employers:contact_")]
# What only a role lets staff see.
STAFFS = [row for row in ROWS if row.may["returner"] == "–"]


@pytest.fixture
def world():
    return arrive(AN_ORGANISATION)


def before_and_after(world, column, rows, take_away):
    """How each page answers to somebody, and how it does once that is taken away; it is given back for the next."""
    client, found = world.clients[column], {}
    for row in rows:
        with undone(client):
            url = row.address(row.keys(world))
            before = outcome(client.get(url))
            take_away(world)
            found[str(row)] = before, outcome(client.get(url))
    return found


def memberships(world):
    found = Contact.objects.members().filter(person=world.people["contact"])
    return found.select_related("organisation", "person")


def take_membership_away(world):
    for contact in memberships(world):
        actions.remove(contact, by=world.people["officer"], at=contact.joined_at)


def take_managing_away(world):
    for contact in memberships(world):
        actions.set_managing(contact, manages=False, by=world.people["officer"], at=contact.joined_at)
    home = reverse("portal:organisation_home", args=[contact.organisation.uuid])
    assert world.clients["contact"].get(home).status_code == 200


@pytest.mark.parametrize(("rows", "take_away"), [(THEIRS, take_membership_away), (MANAGED, take_managing_away)])
def test_membership_taken_away_is_gone_with_the_next_request(world, rows, take_away):
    found = before_and_after(world, "contact", rows, take_away)

    assert found == dict.fromkeys(map(str, rows), ("yes", "–"))
    assert len(found) > 3


@pytest.mark.parametrize(
    ("column", "role"),
    [
        ("officer", Role.EVENTS_OFFICER),
        ("manager", Role.PROGRAMME_MANAGER),
        ("administrator", Role.ADMINISTRATOR),
    ],
)
def test_role_taken_away_is_gone_with_the_next_request(world, column, role):
    rows = [row for row in STAFFS if row.may[column] == "yes"]
    AdministratorFactory()

    found = before_and_after(
        world, column, rows, lambda world: take_role_away(world.people[column], role=role, by=None)
    )

    assert found == dict.fromkeys(map(str, rows), ("yes", "–"))
    assert len(found) > 20
