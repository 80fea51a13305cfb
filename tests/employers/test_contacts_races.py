"""Joining and leaving from two sides at once."""

from functools import partial

import pytest

from core.errors import Refused
from employers import actions
from employers.models import Contact, JoinRequest
from tests.employers.memberships import NOW, Status, accept, ask, invite, managed, officer
from tests.factories.accounts import UserFactory
from tests.factories.employers import ContactFactory
from tests.letters import letters_to
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db


# -- Races -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_invitation_accepted_twice_at_once_is_one_membership():
    organisation, manager = managed()
    invited = invite(organisation, by=manager.person)
    person = UserFactory(email=invited.email)

    outcomes = in_parallel([partial(accept, invited, person=person)] * 4)

    assert {member.status for member in outcomes} == {Status.MEMBER}
    assert organisation.contacts.members().filter(person=person).count() == 1


@pytest.mark.django_db(transaction=True)
def test_confirmed_and_refused_at_once_is_one_of_the_two():
    organisation, manager = managed()
    asked = ContactFactory(organisation=organisation, asked=True)
    staff = officer()

    in_parallel(
        [
            partial(actions.confirm, asked, by=manager.person, at=NOW),
            partial(actions.refuse, asked, by=staff, at=NOW),
        ],
        may_raise=(Refused,),
    )

    asked.refresh_from_db()
    told = {Status.MEMBER: ["confirmed"], Status.LEFT: ["not_confirmed"]}
    assert letters_to(asked.person) == told[Status(asked.status)]


@pytest.mark.django_db(transaction=True)
def test_two_who_manage_and_leave_at_once_do_not_both_leave_a_colleague_alone():
    organisation, manager = managed()
    other = ContactFactory(organisation=organisation, manages=True)
    ContactFactory(organisation=organisation)

    in_parallel([partial(actions.leave, who, at=NOW) for who in (manager, other)], may_raise=(Refused,))

    assert organisation.contacts.managing().count() == 1


@pytest.mark.django_db(transaction=True)
def test_asked_twice_at_once_asks_once():
    managed(organisation__domain="cummins.example")
    known, unknown = UserFactory(email="ada@cummins.example"), UserFactory(email="ada@gmail.com")

    in_parallel([partial(ask, known), partial(ask, known), partial(ask, unknown), partial(ask, unknown)])

    assert Contact.objects.filter(person=known).count() == 1
    assert JoinRequest.objects.filter(person=unknown).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_invitations_of_one_address_at_once_are_one():
    organisation, manager = managed()

    in_parallel([partial(invite, organisation, by=manager.person)] * 2)

    assert organisation.contacts.filter(status=Status.INVITED).count() == 1
