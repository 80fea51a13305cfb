"""Inviting, and taking an invitation up."""

import datetime as dt
import uuid
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from accounts import actions
from accounts.models import Invitation, Role, RoleGrant, User
from core.errors import Refused
from notifications.models import Message
from tests.factories.accounts import (
    AdministratorFactory,
    InvitationFactory,
    ProgrammeManagerFactory,
    UserFactory,
)
from tests.parallel import blocked, in_parallel

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
WEEK = dt.timedelta(days=7)


def fresh(user):
    return User.objects.get(pk=user.pk)


def fresh_invitation(invitation):
    return Invitation.objects.get(pk=invitation.pk)


# -- Inviting ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_invite_writes_a_secret_letter_with_a_link_and_keeps_only_a_hash():
    administrator = AdministratorFactory(name="Grace Hopper")

    invitation = actions.invite("Ada@Example.org", role=Role.ADMINISTRATOR, by=administrator, at=NOW)

    letter = Message.objects.get(to="ada@example.org")
    assert letter.secret
    assert letter.lane == "now"
    assert "Grace Hopper" in letter.text
    token = letter.text.partition("/account/invitation/")[2].partition("/")[0]
    assert len(token) > 40
    assert invitation.token_hash == actions.hash_token(token)
    assert token not in str(vars(invitation))
    assert invitation.expires_at == NOW + WEEK


@pytest.mark.django_db
def test_invite_names_what_the_role_is_for():
    programme = uuid.uuid4()

    invitation = actions.invite(
        "ada@example.org", role=Role.PROGRAMME_MANAGER, scope=programme, scope_name="STEM ReCharge", by=None, at=NOW
    )

    assert invitation.scope == programme
    assert "Programme manager of STEM ReCharge" in Message.objects.get(to="ada@example.org").text


@pytest.mark.django_db
def test_invite_again_replaces_the_earlier_link():
    first = actions.invite("ada@example.org", role=Role.ADMINISTRATOR, by=None, at=NOW)

    second = actions.invite("ada@example.org", role=Role.ADMINISTRATOR, by=None, at=NOW)

    first.refresh_from_db()
    assert first.withdrawn_at == NOW
    assert list(Invitation.objects.pending()) == [second]
    assert Message.objects.filter(to="ada@example.org").count() == 2


@pytest.mark.django_db
def test_invite_refuses_who_has_the_role():
    administrator = AdministratorFactory()

    with pytest.raises(Refused, match="already has this role"):
        actions.invite(administrator.email.upper(), role=Role.ADMINISTRATOR, by=administrator, at=NOW)


@pytest.mark.django_db
def test_invite_to_a_second_programme_who_manages_one():
    manager = ProgrammeManagerFactory()

    invitation = actions.invite(manager.email, role=Role.PROGRAMME_MANAGER, scope=uuid.uuid4(), by=None, at=NOW)

    assert invitation.pk


@pytest.mark.django_db(transaction=True)
def test_invite_by_two_at_once_leaves_one_link_open():
    outcomes = in_parallel(
        [partial(actions.invite, "ada@example.org", role=Role.ADMINISTRATOR, by=None, at=NOW)] * 2,
        may_raise=(Refused,),
    )

    assert any(isinstance(outcome, Invitation) for outcome in outcomes)
    assert Invitation.objects.pending().count() == 1


@pytest.mark.django_db
def test_withdraw_invitation_closes_it():
    invitation = InvitationFactory()

    actions.withdraw_invitation(invitation, by=invitation.invited_by, at=NOW)
    actions.withdraw_invitation(invitation, by=invitation.invited_by, at=NOW + WEEK)

    invitation.refresh_from_db()
    assert invitation.withdrawn_at == NOW


@pytest.mark.django_db
def test_withdraw_invitation_refuses_one_that_was_accepted():
    invitation = InvitationFactory(accepted_at=NOW)

    with pytest.raises(Refused, match="accepted already"):
        actions.withdraw_invitation(invitation, by=invitation.invited_by, at=NOW)


# -- Accepting -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_accept_gives_the_role_and_tells_higher_floors(heard):
    user = UserFactory()
    invitation = InvitationFactory(email=user.email)

    accepted = actions.accept(invitation, user=user, at=NOW)

    assert user.roles == [Role.ADMINISTRATOR]
    assert RoleGrant.objects.get(user=user).granted_by == invitation.invited_by
    assert (accepted.accepted_at, accepted.accepted_by) == (NOW, user)
    assert heard == [{"invitation": invitation, "user": user}]


@pytest.mark.django_db
def test_accept_pressed_twice_is_harmless(heard):
    user = UserFactory()
    invitation = InvitationFactory(email=user.email)

    actions.accept(invitation, user=user, at=NOW)
    again = actions.accept(invitation, user=user, at=NOW + WEEK)

    assert again.accepted_at == NOW
    assert len(heard) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"accepted_at": NOW}, "has been used"),
        ({"withdrawn_at": NOW}, "withdrawn"),
        ({"expires_at": NOW}, "run out"),
    ],
)
def test_accept_refuses_an_invitation_that_is_closed(changes, words):
    user = UserFactory()
    invitation = InvitationFactory(email=user.email, **changes)

    with pytest.raises(Refused, match=words):
        actions.accept(invitation, user=user, at=NOW)

    assert not fresh(user).roles


@pytest.mark.django_db
def test_accept_needs_the_address_the_link_was_sent_to():
    user = UserFactory()
    invitation = InvitationFactory(email="somebody-else@example.org")

    with pytest.raises(Refused, match=r"for somebody-else@example\.org"):
        actions.accept(invitation, user=user, at=NOW)


@pytest.mark.django_db
def test_accept_needs_the_address_to_be_verified():
    user = UserFactory(verified=False)
    invitation = InvitationFactory(email=user.email)

    with pytest.raises(Refused):
        actions.accept(invitation, user=user, at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["role gone", "account closed"])
def test_accept_refuses_when_whoever_invited_is_no_administrator_any_more(how):
    user = UserFactory()
    invitation = InvitationFactory(email=user.email)
    if how == "role gone":
        RoleGrant.objects.filter(user=invitation.invited_by).delete()
    else:
        User.objects.filter(pk=invitation.invited_by_id).update(is_active=False)

    with pytest.raises(Refused, match="can no longer do so"):
        actions.accept(fresh_invitation(invitation), user=user, at=NOW)

    assert not fresh(user).roles


@pytest.mark.django_db
def test_accept_takes_an_invitation_of_the_portal_itself():
    user = UserFactory()

    actions.accept(InvitationFactory(email=user.email, invited_by=None), user=user, at=NOW)

    assert fresh(user).is_administrator


@pytest.mark.django_db(transaction=True)
def test_accept_waits_while_the_role_of_whoever_invited_is_taken_away():
    staying, user = AdministratorFactory(), UserFactory()
    invitation = InvitationFactory(email=user.email)

    with transaction.atomic():
        actions.take_role_away(invitation.invited_by, role=Role.ADMINISTRATOR, by=staying)
        accepting = blocked(partial(actions.accept, fresh_invitation(invitation), user=user, at=NOW))

    with pytest.raises(Refused):
        accepting.result(timeout=60)
    assert not fresh(user).roles


@pytest.mark.django_db(transaction=True)
def test_accept_before_the_same_role_is_taken_away_does_not_outlive_it():
    administrator, manager = AdministratorFactory(), UserFactory()
    invitation = InvitationFactory(
        email=manager.email, role=Role.PROGRAMME_MANAGER, scope=uuid.uuid4(), invited_by=None
    )

    def take_away():
        actions.take_role_away(fresh(manager), role=Role.PROGRAMME_MANAGER, by=administrator)

    with transaction.atomic():
        actions._grant(manager, Role.PROGRAMME_MANAGER, None)
        held = Invitation.objects.lock().get(pk=invitation.pk)
        held.accepted_at = NOW
        held.save(update_fields=["accepted_at"])
        taking = blocked(take_away)

    taking.result(timeout=60)
    assert not fresh(manager).roles


@pytest.mark.django_db(transaction=True)
def test_accepting_and_taking_away_at_once_never_hang_and_never_leave_the_role():
    staying, leaving = AdministratorFactory(), AdministratorFactory()
    managers = [ProgrammeManagerFactory(second_factor=False) for _ in range(4)]
    offers = [
        InvitationFactory(email=manager.email, role=Role.PROGRAMME_MANAGER, invited_by=leaving) for manager in managers
    ]

    in_parallel(
        [
            *(
                partial(actions.accept, offer, user=person, at=NOW)
                for offer, person in zip(offers, managers, strict=True)
            ),
            *(
                partial(actions.take_role_away, fresh(person), role=Role.PROGRAMME_MANAGER, by=staying)
                for person in reversed(managers)
            ),
            partial(actions.take_role_away, leaving, role=Role.ADMINISTRATOR, by=staying),
        ],
        may_raise=(Refused,),
    )

    assert not Invitation.objects.pending().exists()
    assert not fresh(leaving).roles


@pytest.mark.django_db(transaction=True)
def test_accept_pressed_twice_at_once_gives_one_role(heard):
    user = UserFactory()
    invitation = InvitationFactory(email=user.email)

    in_parallel([partial(actions.accept, invitation, user=fresh(user), at=timezone.now()) for _ in range(4)])

    assert RoleGrant.objects.filter(user=user).count() == 1
    assert len(heard) == 1


@pytest.mark.django_db(transaction=True)
def test_accept_and_withdraw_at_once_end_in_one_of_the_two():
    user = UserFactory()
    invitation = InvitationFactory(email=user.email)

    outcomes = in_parallel(
        [
            partial(actions.accept, invitation, user=user, at=NOW),
            partial(actions.withdraw_invitation, invitation, by=invitation.invited_by, at=NOW),
        ],
        may_raise=(Refused,),
    )

    invitation.refresh_from_db()
    assert sorted(isinstance(outcome, Refused) for outcome in outcomes) == [False, True]
    assert bool(invitation.accepted_at) == fresh(user).is_administrator
