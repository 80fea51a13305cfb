"""What an account holds on a person, with the tables of allauth and of Django's sessions."""

import datetime as dt

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.db.models.functions import TruncMonth

from accounts.actions import take_role_away
from accounts.models import Consent, Invitation, RoleGrant, User
from core.privacy import (
    NOWHERE,
    Anonymise,
    Fact,
    Holding,
    Purpose,
    Retention,
    Subject,
    by_account,
    by_address_alone,
    either_way,
    with_things,
)

# What stands in place of a name.
NOBODY, FORMER_STAFF = "Deleted account", "A former member of staff"

RETENTION = [
    Retention("sign-in", "Where you are signed in", "until you sign out, and for two weeks at most"),
    Retention("consent", "What you have agreed to", "until you close your account"),
    Retention("role", "Your role as a member of staff", "until it ends"),
    Retention(
        "invitation",
        "Invitations to be a member of staff",
        "after they were sent",
        period=12,
        lowest=1,
        highest=36,
        rows=Invitation.objects.all,
        since="invited_at",
        person="accepted_by",
    ),
]


def sessions_of(subject: Subject) -> Q:
    keys = UserSession.objects.filter(user=subject.pk).values("session_key")
    return Q(session_key__in=keys) if subject.pk else Q(pk__in=[])


def subject_of(person: User) -> Subject:
    """Somebody by their account, and by every address we have known them by and that is nobody else's by now."""
    known = {
        person.email,
        *EmailAddress.objects.filter(user=person).values_list("email", flat=True),
        *User.pgh_event_model.objects.filter(pgh_obj=person).values_list("email", flat=True),  # type: ignore[attr-defined]
    }
    addresses = {address.lower() for address in known}
    others = EmailAddress.objects.filter(email__in=addresses, verified=True).exclude(user=person)
    addresses -= set(others.values_list("email", flat=True))
    was_staff = person.is_staff_member or Invitation.objects.filter(accepted_by=person).exists()
    return with_things(Subject(person.pk, frozenset(addresses), was_staff=was_staff))


def leave(subject: Subject, *, at: dt.datetime) -> None:
    """Whoever closes their account gives up their roles. The last administrator cannot."""
    if person := User.objects.filter(pk=subject.pk).first():
        for role in person.roles:
            take_role_away(person, role=role, by=None)


HOLDINGS = [
    Holding(
        model=User,
        title="Your account",
        whose=by_account("id"),
        history=by_account("pgh_obj"),
        facts=[
            Fact("email name", "your name and email address", Purpose.ACCOUNT),
            Fact("password last_login is_active date_joined", "your password and when you signed in", Purpose.ACCOUNT),
        ],
        plain="uuid",
        hidden="password",
        retention="account",
        erasure=Anonymise(
            {
                "email": lambda subject: f"deleted-{subject.pk}{NOWHERE}",
                "name": lambda subject: FORMER_STAFF if subject.was_staff else NOBODY,
                "password": lambda subject: make_password(None),
                "last_login": None,
                "is_active": False,
                "date_joined": TruncMonth("date_joined"),
            },
            why="An empty account stays, so that what it was counted in still adds up.",
        ),
    ),
    Holding(
        model=EmailAddress,
        title="Your email addresses",
        whose=by_account("user"),
        links="user",
        facts=[Fact("email verified primary", "your email addresses", Purpose.ACCOUNT)],
        retention="account",
    ),
    Holding(
        model=EmailConfirmation,
        title="Email addresses you have to confirm",
        whose=by_account("email_address__user"),
        links="email_address",
        facts=[Fact("created sent key", "that we asked you to confirm an address", Purpose.ACCOUNT)],
        hidden="key",
        retention="sign-in",
    ),
    Holding(
        model=Authenticator,
        title="Your authenticator app and passkeys",
        whose=by_account("user"),
        links="user",
        facts=[
            Fact(
                "type data created_at last_used_at",
                "your authenticator app, passkeys and recovery codes",
                Purpose.SECURITY,
            )
        ],
        hidden="data",
        retention="account",
    ),
    Holding(
        model=UserSession,
        title="Where you are signed in",
        whose=by_account("user"),
        links="user",
        facts=[
            Fact("created_at ip last_seen_at user_agent data", "the browsers you signed in with", Purpose.SECURITY),
        ],
        plain="session_key",
        hidden="session_key",
        retention="sign-in",
    ),
    Holding(
        model=Session,
        title="What your browser and we remember while you are here",
        whose=sessions_of,
        facts=[Fact("session_data", "that you are signed in, and answers to the quick check", Purpose.ACCOUNT)],
        plain="session_key expire_date",
        retention="sign-in",
        exported=False,
    ),
    Holding(
        model=RoleGrant,
        title="Your roles",
        whose=by_account("user"),
        links="user",
        facts=[Fact("role granted_at", "what you may do as a member of staff", Purpose.STAFF)],
        actors="granted_by",
        retention="role",
    ),
    Holding(
        model=Invitation,
        title="Invitations to be a member of staff",
        whose=either_way(by_account("accepted_by"), by_address_alone("email", account="accepted_by")),
        links="accepted_by",
        facts=[
            Fact("email", "your email address", Purpose.STAFF),
            Fact(
                "role scope scope_name invited_at expires_at accepted_at withdrawn_at", "your invitation", Purpose.STAFF
            ),
        ],
        plain="uuid token_hash",
        hidden="token_hash",
        actors="invited_by",
        retention="invitation",
    ),
    Holding(
        model=Consent,
        title="What you have agreed to",
        whose=by_account("person"),
        links="person",
        facts=[Fact("purpose given version words at", "what you agreed to, and when", Purpose.SECURITY)],
        retention="consent",
    ),
]
