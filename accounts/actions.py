"""Giving people roles, by hand or by invitation, and taking them away."""

import datetime as dt
import hashlib
import secrets
import uuid

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Q
from django.db.models.functions import Now
from django.urls import reverse

from accounts.consents import Asked, has_given
from accounts.models import INVITATION_LASTS, Consent, Invitation, Role, RoleGrant, User
from accounts.signals import invitation_accepted, role_taken_away
from core import audit
from core.errors import Refused, SeenOtherwise
from core.uktime import uk_datetime
from notifications.outbox import Lane, post


@transaction.atomic
def change_name(user: User, *, name: str) -> None:
    """Call somebody by the name they give. Who changed it is in the audit trail."""
    user.name = name
    user.save(update_fields=["name"])


@transaction.atomic
def answer_consent(person: User, asked: Asked, *, given: bool, version: str, at: dt.datetime) -> None:
    """Somebody agrees to a purpose, or takes that back. Pressed twice, it is written once.

    `version` is of the words that stood on the page: nobody agrees to what they have not read.
    """
    if given and version != str(asked.version):
        raise SeenOtherwise("We have changed these words since you opened the page. Read them again, then choose.")
    # Of two presses at once, the second sees what the first has written.
    User.objects.lock().get(pk=person.pk)
    if has_given(person, asked.purpose) == given:
        return
    with audit.acting(by=person):
        Consent.objects.create(
            person=person, purpose=asked.key, given=given, version=asked.version, words=asked.means, at=at
        )


# -- Roles ---------------------------------------------------------------------------------------------------------

# Who gives which role, and takes it away. For which programme, a higher floor asks.
MAY_GIVE = {
    Role.ADMINISTRATOR.value: set(Role.values),
    Role.PROGRAMME_MANAGER.value: {Role.REVIEWER.value, Role.SESSION_LEADER.value},
}


def may_give(by: User, role: str) -> bool:
    return any(role in MAY_GIVE.get(held, ()) for held in by.roles)


@transaction.atomic
def grant_role(user: User, *, role: str, by: User | None) -> RoleGrant:
    """Give a role; who has it already keeps it as it is. `by` is None for the portal itself."""
    _require_giver(by, role)
    return _grant(user, role, by)


@transaction.atomic
def take_role_away(user: User, *, role: str, by: User | None) -> None:
    """End a role at once: the person's next request is made without it, and no open invitation gives it back.

    What somebody offered to others by it goes with the role. Order of locks, here and where invitations are
    accepted: grants, then invitations by `pk`, and only then is a grant given or deleted.
    """
    _require_giver(by, role)
    if role == Role.ADMINISTRATOR:
        _keep_one_administrator(user)
    close_invitations(user, role=role)
    RoleGrant.objects.filter(user=user, role=role).delete()
    user.__dict__.pop("roles", None)
    role_taken_away.send(User, user=user, role=role, by=by)


@transaction.atomic
def reset_second_factor(user: User, *, by: User) -> None:
    """Somebody lost their phone and their codes: forget both, sign them out and tell them.

    Staff set up a new app when they sign in; for others it is a choice again.
    """
    _require_giver(by, Role.ADMINISTRATOR)
    if by == user:
        raise Refused("Another administrator has to do this for you.")
    Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    user.__dict__.pop("has_second_factor", None)
    post(
        f"second-factor-reset:{uuid.uuid4()}",
        to=user.email,
        template="accounts/email/second_factor_reset",
        context={"by": str(by), "must_set_up": "yes" if user.is_staff_member else ""},
        lane=Lane.NOW,
        person=user,
    )


def _grant(user: User, role: str, by: User | None) -> RoleGrant:
    grant, _ = RoleGrant.objects.get_or_create(user=user, role=role, defaults={"granted_by": by})
    user.__dict__.pop("roles", None)
    return grant


def _require_giver(by: User | None, role: str) -> None:
    if by and not may_give(by, role):
        raise Refused("Only an administrator can give a role or take one away.")


def _keep_one_administrator(leaving: User) -> None:
    """Two administrators could each take the other's role away at once: hold all such grants, then look who is left."""
    grants = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True).order_by("pk").lock()
    holders = {grant.user_id for grant in grants}
    if holders == {leaving.pk}:
        raise Refused("This is the last administrator. Make somebody else an administrator first.")


# -- Invitations ---------------------------------------------------------------------------------------------------


@transaction.atomic
def invite(
    email: str, *, role: str, by: User | None, at: dt.datetime, scope: uuid.UUID | None = None, scope_name: str = ""
) -> Invitation:
    """Offer a role by letter, for seven days. An earlier offer of the same that is still open is replaced.

    `scope` is what the role is for, where it is not for the whole portal; `scope_name` its name in page and letter.
    """
    _require_giver(by, role)
    email = email.lower()
    if scope is None and User.objects.holding(role).filter(email=email).exists():
        raise Refused(f"{email} already has this role.")
    Invitation.objects.pending().filter(email=email, role=role, scope=scope).update(withdrawn_at=at)
    token = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                email=email,
                role=role,
                scope=scope,
                scope_name=scope_name,
                token_hash=hash_token(token),
                invited_by=by,
                invited_at=at,
                expires_at=at + INVITATION_LASTS,
            )
    except IntegrityError as error:
        raise Refused(f"{email} has been invited a moment ago.") from error
    _send_invitation(invitation, token)
    return invitation


def _send_invitation(invitation: Invitation, token: str) -> None:
    post(
        f"invitation:{invitation.pk}",
        to=invitation.email,
        template="accounts/email/invitation",
        context={
            "role": invitation.role_name,
            "by": str(invitation.invited_by) if invitation.invited_by else "",
            "url": settings.SITE_URL + reverse("accounts:invitation_accept", args=[token]),
            "expires": uk_datetime(invitation.expires_at),
        },
        lane=Lane.NOW,
        secret=True,
    )


def hash_token(token: str) -> str:
    """What is kept of a token. It is long and random, so a quick hash is enough: nobody can try them all."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User, at: dt.datetime) -> None:
    """Make a link that was sent useless. Once it was taken up it is too late: then there is a role to take away."""
    _require_giver(by, invitation.role)
    invitation = Invitation.objects.lock().get(pk=invitation.pk)
    if invitation.accepted_at:
        raise Refused("This invitation has been accepted already. You can take the role away instead.")
    if not invitation.withdrawn_at:
        invitation.withdrawn_at = at
        invitation.save(update_fields=["withdrawn_at"])


@transaction.atomic
def close_invitations(user: User, *, role: str, scope: uuid.UUID | None = None) -> None:
    """Withdraw what would give somebody back a role that is taken away, and what they offered to others by it.

    With `scope`, the role for that alone. All of the role are held until the transaction ends, whatever the scope:
    nothing is accepted meanwhile.
    """
    list(RoleGrant.objects.filter(user=user, role=role).lock())
    verified = EmailAddress.objects.filter(user=user, verified=True).values("email")
    lost = Q(role=role) & (Q(email=user.email) | Q(email__in=verified))
    lost |= Q(invited_by=user, role__in=MAY_GIVE.get(role, ()))
    held = Invitation.objects.pending().filter(lost).order_by("pk").lock()
    ended = [invitation.pk for invitation in held if scope in (None, invitation.scope)]
    # Nothing goes by this time but whoever reads the row.
    Invitation.objects.filter(pk__in=ended).update(withdrawn_at=Now())


@transaction.atomic
def accept(invitation: Invitation, *, user: User, at: dt.datetime) -> Invitation:
    """Take the role up. The link alone is not enough: the account must have verified the address it was sent to."""
    # Whoever invited may still do so until this is done, or has stopped being able to before.
    givers = [giver for giver, roles in MAY_GIVE.items() if invitation.role in roles]
    list(RoleGrant.objects.filter(user=invitation.invited_by_id, role__in=givers).order_by("pk").lock())
    invitation = Invitation.objects.lock().get(pk=invitation.pk)
    if invitation.accepted_at and invitation.accepted_by_id == user.pk:
        return invitation
    if reason := why_closed(invitation, at=at):
        raise Refused(reason)
    if not has_verified(user, invitation.email):
        raise Refused(f"This invitation is for {invitation.email}. Sign in with that address to accept it.")
    invitation.accepted_at = at
    invitation.accepted_by = user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    _grant(user, invitation.role, invitation.invited_by)
    invitation_accepted.send(Invitation, invitation=invitation, user=user)
    return invitation


def why_closed(invitation: Invitation, *, at: dt.datetime) -> str:
    """Why nobody can accept this invitation any more, and what to do; nothing while it is open."""
    if invitation.accepted_at:
        return "This invitation has been used. If that was you, sign in to carry on."
    if invitation.withdrawn_at:
        return "This invitation has been withdrawn or replaced by a newer one. Look for a newer email from us."
    if invitation.is_expired(at):
        return "This invitation has run out. Ask the person who invited you to send a new one."
    by = invitation.invited_by
    if by and not (by.is_active and may_give(by, invitation.role)):
        return "Whoever invited you can no longer do so. Ask the team for an invitation from somebody else."
    return ""


def has_verified(user: User, email: str) -> bool:
    """Whether somebody has shown that they read the letters sent to this address."""
    return EmailAddress.objects.filter(user=user, email=email, verified=True).exists()


# -- Accounts made for somebody --------------------------------------------------------------------------------------


@transaction.atomic
def account_for(email: str, *, name: str) -> User:
    """The account that reads this address; a new one has no password, and its address is not yet verified.

    See docs/decisions/accounts_of_callers.md.
    """
    email = email.lower()
    if known := EmailAddress.objects.filter(email=email, verified=True).select_related("user").first():
        return known.user
    person, is_new = User.objects.get_or_create(email=email, defaults={"name": name, "password": make_password(None)})
    EmailAddress.objects.get_or_create(user=person, email=email, defaults={"primary": is_new})
    return person


@transaction.atomic
def verify_address(user: User, *, email: str) -> None:
    """Somebody has pressed in a letter to this address: it is theirs. One that the account no longer has stays out.

    Was it the first to be verified, whoever chose the password may have been a stranger who typed the address.
    """
    was_open = EmailAddress.objects.filter(user=user, verified=True).exists()
    try:
        with transaction.atomic():
            is_new = EmailAddress.objects.filter(user=user, email=email, verified=False).update(verified=True)
    except IntegrityError:
        raise Refused(f"{email} belongs to another account by now. Sign in with that one.") from None
    if is_new and not was_open:
        forget_password(user)


def forget_password(user: User) -> None:
    """The one that was chosen before anybody had shown that the address is theirs opens nothing any more."""
    user.set_unusable_password()
    user.save(update_fields=["password"])


@transaction.atomic
def forget_unused(user: User) -> bool:
    """Delete an account that was made for somebody who never used it; whether it is gone."""
    if user.has_usable_password() or EmailAddress.objects.filter(user=user, verified=True).exists() or user.roles:
        return False
    try:
        with transaction.atomic():
            user.email_name_events.all().delete()  # type: ignore[attr-defined]
            user.delete()
    except ProtectedError:
        return False
    return True
