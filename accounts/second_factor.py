"""The second factor of staff: whether this session has passed it, and asking for it again before weighty steps."""

import time
from collections.abc import Callable
from functools import wraps

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, get_reauthentication_flows
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.views import redirect_to_login
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from accounts.requests import SignedInRequest

View = Callable[..., HttpResponseBase]


def passed_at(request: HttpRequest, *, again: bool = False) -> float:
    """When this session last passed the second factor, in seconds since 1970; `again`: when asked while signed in."""
    records = get_authentication_records(request, request.user)
    return max(
        (r["at"] for r in records if r["method"] == "mfa" and (r.get("reauthenticated") or not again)), default=0
    )


def has_passed(request: SignedInRequest) -> bool:
    return request.user.has_second_factor and passed_at(request) > 0


def ask(request: HttpRequest) -> HttpResponse:
    """Off to the page that asks for a code, or for a passkey where there is no app; and back to this page.

    What was posted has to be posted again.
    """
    query = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
    types = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    by_passkey = Authenticator.Type.WEBAUTHN in types and Authenticator.Type.TOTP not in types
    page = "mfa_reauthenticate_webauthn" if by_passkey else "mfa_reauthenticate"
    return HttpResponseRedirect(f"{reverse(page)}?{query}")


def second_factor_again(view: View) -> View:
    """Ask for a code again before role changes, exports and break-glass, unless one was given minutes ago.

    Goes under the gate. The view must answer to GET as well: that is where the person comes back to.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if time.time() - passed_at(request, again=True) > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return ask(request)
        return view(request, *args, **kwargs)

    return asked


def identity_again(view: View) -> View:
    """Ask once more who it is before what is everything or for good: staff for a code, others for their password.

    Whoever has none, and signs in by codes from their email, signs in anew.

    Goes under the gate. The view must answer to GET as well: that is where the person comes back to.
    """
    with_code = second_factor_again(view)

    @wraps(view)
    def asked(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.user.is_staff_member:
            return with_code(request, *args, **kwargs)
        if not get_reauthentication_flows(request.user):
            return view(request, *args, **kwargs) if _has_just_signed_in(request) else _sign_in_anew(request)
        if not did_recently_reauthenticate(request):
            query = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{query}")
        return view(request, *args, **kwargs)

    return asked


def _has_just_signed_in(request: HttpRequest) -> bool:
    last = max((record["at"] for record in get_authentication_records(request, request.user)), default=0)
    return time.time() - last < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def _sign_in_anew(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.info(request, "Sign in again, so that we know it is you.")
    return redirect_to_login(request.get_full_path())


@receiver(authenticator_added)
def note_set_up(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: object) -> None:
    """Setting up an app takes a code from it, and a passkey its owner: this session has passed. Not again at once."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", type=authenticator.type, reauthenticated=True)


def enrol(user: User) -> None:
    """An authenticator app and recovery codes without a phone: for demonstration and tests."""
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    user.__dict__.pop("has_second_factor", None)


def current_code(user: User) -> str:
    """The code that this person's authenticator app shows now. For demonstration and tests alone."""
    secret = decrypt(Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"])
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))
