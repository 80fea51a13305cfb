"""What the pages about accounts show: rows for the summary lists and tables."""

import datetime as dt

from django.urls import reverse

from accounts.models import Invitation, Role, User
from core.uktime import uk_datetime

STAFF_HEAD = ["Name", "Email address", "Roles", "App or passkey"]
INVITATION_HEAD = ["Email address", "Role", "Invited by", "State", "Action"]


def account_rows(user: User) -> list[dict[str, object]]:
    """Who one is in one's own account, each row with the form that changes it."""
    rows: list[dict[str, object]] = [
        {"key": "Name", "value": user.name, "url": reverse("accounts:name_change")},
        {"key": "Email address", "value": user.email, "url": reverse("account_email")},
    ]
    if user.roles:
        rows.append({"key": "What you are here", "value": labels(user.roles)})
    return rows


def sign_in_rows(user: User) -> list[dict[str, object]]:
    """How one signs in, and where one is."""
    app = "On" if user.has_second_factor else "Off"
    return [
        {"key": "Password", "value": "Not shown", "url": reverse("account_change_password")},
        {"key": "Passkeys", "value": "Sign in without a password", "url": reverse("mfa_list_webauthn")},
        {"key": "Authenticator app and recovery codes", "value": app, "url": reverse("mfa_index")},
        {
            "key": "Where you are signed in",
            "value": "Your browsers and phones",
            "url": reverse("usersessions_list"),
            "action": "View",
        },
    ]


def labels(roles: list[str]) -> list[str]:
    return [Role(role).label for role in roles]


def staff_rows() -> list[list[object]]:
    """Everyone who holds a role, by name."""
    return [
        [
            {"text": person.name or person.email, "url": reverse("accounts:person_detail", args=[person.uuid])},
            person.email,
            ", ".join(labels(person.roles)),
            "On" if person.has_second_factor else "Not yet",
        ]
        for person in User.objects.staff().with_access().order_by("name", "email")
    ]


def person_rows(person: User) -> list[dict[str, object]]:
    """Somebody else's account as an administrator sees it, with what can be taken away."""
    roles: list[dict[str, object]] = [
        {
            "key": "Role",
            "value": Role(role).label,
            "url": reverse("accounts:role_take_away", args=[person.uuid, role]),
            "action": "Take away",
            "change": f"the role of {Role(role).label.lower()}",
        }
        for role in person.roles
    ]
    app = "On" if person.has_second_factor else "Not set up"
    return [
        {"key": "Name", "value": person.name},
        {"key": "Email address", "value": person.email},
        *roles,
        {"key": "Authenticator app or passkey", "value": app},
    ]


def invitation_rows(*, at: dt.datetime) -> list[list[object]]:
    """Invitations nobody has taken up, the latest first."""
    pending = Invitation.objects.pending().select_related("invited_by").order_by("-invited_at", "-pk")
    return [
        [
            invitation.email,
            invitation.role_name,
            str(invitation.invited_by or "The portal"),
            "Run out" if invitation.is_expired(at) else f"Open until {uk_datetime(invitation.expires_at)}",
            {
                "text": f"Withdraw the invitation of {invitation.email}",
                "url": reverse("accounts:invitation_withdraw", args=[invitation.uuid]),
            },
        ]
        for invitation in pending
    ]
