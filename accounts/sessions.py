"""How long a session lasts. Staff: 30 minutes without a request, 12 hours in all. Others: as long as their browser."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.actions import forget_password
from accounts.requests import SignedInRequest

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
# Noted at most this often, in seconds: a note is a write to the session. Staff's needs to be exact to the minute.
NOTE_EVERY, NOTE_EVERY_FOR_STAFF = 900, 60


def signed_in_at(request: HttpRequest) -> float:
    return request.session.get(SIGNED_IN_AT, time.time())


def why_over(request: HttpRequest) -> str:
    """Why this session of a member of staff has to end, in words for them; nothing while it may go on."""
    now = time.time()
    if now - request.session.get(SEEN_AT, now) > settings.STAFF_IDLE_MINUTES * 60:
        return f"You were signed out after {settings.STAFF_IDLE_MINUTES} minutes without a click. Sign in to carry on."
    if now - signed_in_at(request) > settings.STAFF_SESSION_HOURS * 3600:
        return f"You were signed out after {settings.STAFF_SESSION_HOURS} hours. Sign in to carry on."
    return ""


def note(request: SignedInRequest) -> None:
    """Write down that the session is in use, for the rule above and for the list of one's sessions."""
    now = time.time()
    seen_at = request.session.get(SEEN_AT, 0)
    if now - seen_at < (NOTE_EVERY_FOR_STAFF if request.user.is_staff_member else NOTE_EVERY):
        return
    request.session.setdefault(SIGNED_IN_AT, now)
    request.session[SEEN_AT] = now
    UserSession.objects.create_from_request(request)


@receiver(email_confirmed)
def forget_password_of_whoever_signed_up(request: HttpRequest, email_address: EmailAddress, **kwargs: object) -> None:
    """Somebody signs in by a code, to an account whose address nobody had confirmed: it is theirs from now on.

    Who signed up with their address may have been somebody else, and must not get in with the password they chose.
    """
    person = email_address.user
    if any(record["method"] == "code" for record in get_authentication_records(request, person)):
        forget_password(person)
