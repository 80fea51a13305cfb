"""Giving roles and taking them away."""

import datetime as dt
import uuid
from functools import partial

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from accounts import actions
from accounts.models import Invitation, Role, RoleGrant, User
from core.errors import Refused
from notifications.models import Message
from tests.factories.accounts import (
    AdministratorFactory,
    InvitationFactory,
    ProgrammeManagerFactory,
    RoleGrantFactory,
    UserFactory,
)
from tests.parallel import in_parallel

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def fresh(user):
    return User.objects.get(pk=user.pk)


@pytest.mark.django_db
def test_grant_role_says_who_gave_it():
    administrator, user = AdministratorFactory(), UserFactory()
    assert user.roles == []

    grant = actions.grant_role(user, role=Role.PROGRAMME_MANAGER, by=administrator)

    assert grant.granted_by == administrator
    assert user.roles == [Role.PROGRAMME_MANAGER]


@pytest.mark.django_db
def test_grant_role_twice_gives_it_once():
    user = UserFactory()

    first = actions.grant_role(user, role=Role.PROGRAMME_MANAGER, by=None)

    assert actions.grant_role(user, role=Role.PROGRAMME_MANAGER, by=None) == first


@pytest.mark.django_db
def test_roles_are_given_and_taken_by_administrators_only():
    manager, user = ProgrammeManagerFactory(), UserFactory()

    with pytest.raises(Refused, match="Only an administrator"):
        actions.grant_role(user, role=Role.ADMINISTRATOR, by=manager)
    with pytest.raises(Refused, match="Only an administrator"):
        actions.take_role_away(manager, role=Role.PROGRAMME_MANAGER, by=user)
    with pytest.raises(Refused, match="Only an administrator"):
        actions.invite("ada@example.org", role=Role.ADMINISTRATOR, by=manager, at=NOW)

    assert not fresh(user).roles
    assert fresh(manager).roles


@pytest.mark.django_db
def test_take_role_away_tells_higher_floors(heard):
    administrator, manager = AdministratorFactory(), ProgrammeManagerFactory()

    actions.take_role_away(manager, role=Role.PROGRAMME_MANAGER, by=administrator)

    assert manager.roles == []
    assert heard == [{"user": manager, "role": Role.PROGRAMME_MANAGER, "by": administrator}]


@pytest.mark.django_db
def test_take_role_away_never_from_the_last_administrator():
    last = AdministratorFactory()
    AdministratorFactory(is_active=False)

    with pytest.raises(Refused, match="last administrator"):
        actions.take_role_away(last, role=Role.ADMINISTRATOR, by=last)

    assert fresh(last).is_administrator


@pytest.mark.django_db
def test_take_role_away_lets_an_administrator_go_while_another_stays():
    leaving, staying = AdministratorFactory(), AdministratorFactory()

    actions.take_role_away(leaving, role=Role.ADMINISTRATOR, by=leaving)

    assert not fresh(leaving).roles
    assert fresh(staying).is_administrator


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_take_each_others_role_leave_one():
    one, other = AdministratorFactory(), AdministratorFactory()

    outcomes = in_parallel(
        [
            partial(actions.take_role_away, one, role=Role.ADMINISTRATOR, by=other),
            partial(actions.take_role_away, other, role=Role.ADMINISTRATOR, by=one),
        ],
        may_raise=(Refused,),
    )

    assert sorted(isinstance(outcome, Refused) for outcome in outcomes) == [False, True]
    assert RoleGrant.objects.filter(role=Role.ADMINISTRATOR).count() == 1


@pytest.mark.django_db
def test_take_role_away_withdraws_the_invitations_that_would_give_it_back():
    administrator, manager = AdministratorFactory(), ProgrammeManagerFactory()
    EmailAddress.objects.create(user=manager, email="second@example.org", verified=True)
    EmailAddress.objects.create(user=manager, email="not-theirs@example.org", verified=False)
    back = [
        InvitationFactory(email=email, role=Role.PROGRAMME_MANAGER, scope=uuid.uuid4())
        for email in (manager.email, "second@example.org")
    ]
    others = [
        InvitationFactory(email=manager.email, role=Role.ADMINISTRATOR),
        InvitationFactory(email="not-theirs@example.org", role=Role.PROGRAMME_MANAGER),
        InvitationFactory(role=Role.PROGRAMME_MANAGER),
    ]

    actions.take_role_away(manager, role=Role.PROGRAMME_MANAGER, by=administrator)

    assert set(Invitation.objects.pending()) == set(others)
    with pytest.raises(Refused, match="withdrawn"):
        actions.accept(back[0], user=manager, at=NOW)
    assert not fresh(manager).roles


@pytest.mark.django_db
def test_take_role_away_withdraws_what_an_administrator_offered():
    leaving, staying = AdministratorFactory(), AdministratorFactory()
    InvitationFactory(invited_by=leaving)
    InvitationFactory(invited_by=leaving, role=Role.PROGRAMME_MANAGER)
    kept = InvitationFactory(invited_by=staying)
    taken_up = InvitationFactory(invited_by=leaving, accepted_at=NOW)

    actions.take_role_away(leaving, role=Role.ADMINISTRATOR, by=staying)

    taken_up.refresh_from_db()
    assert list(Invitation.objects.pending()) == [kept]
    assert taken_up.withdrawn_at is None


@pytest.mark.django_db
def test_take_role_of_manager_away_leaves_what_they_offer_as_administrator():
    both, other = AdministratorFactory(), AdministratorFactory()
    RoleGrantFactory(user=both)
    offered = InvitationFactory(invited_by=both)

    actions.take_role_away(both, role=Role.PROGRAMME_MANAGER, by=other)

    assert list(Invitation.objects.pending()) == [offered]


@pytest.mark.django_db
def test_reset_second_factor_forgets_the_app_and_tells_its_owner():
    administrator, manager = AdministratorFactory(), ProgrammeManagerFactory()

    actions.reset_second_factor(manager, by=administrator)

    assert not Authenticator.objects.filter(user=manager).exists()
    assert Authenticator.objects.filter(user=administrator).exists()
    letter = Message.objects.get(to=manager.email)
    assert str(administrator) in letter.text
    assert "you set up an app again" in letter.text


@pytest.mark.django_db
def test_reset_second_factor_is_done_by_somebody_else():
    administrator = AdministratorFactory()

    with pytest.raises(Refused, match="Another administrator"):
        actions.reset_second_factor(administrator, by=administrator)

    assert administrator.has_second_factor
