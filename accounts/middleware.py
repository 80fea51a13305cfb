"""The security of staff on every door of the site, Django's admin and allauth's pages included."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse

from accounts import second_factor, sessions
from accounts.requests import SignedInRequest

# What somebody may open before they have set up an app or a passkey, and before they have used it in this session.
SETTING_UP = {
    "accounts:passkey_add",
    "account_email",
    "account_email_verification_sent",
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_index",
    "mfa_reauthenticate",
}
PROVING = {"account_logout", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}


class StaffSecurityMiddleware:
    """Nobody with a staff role gets anywhere without a second factor, nor with a session that is too old."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: list, kwargs: dict) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        page = cast(ResolverMatch, request.resolver_match)
        person = cast(SignedInRequest, request)
        if request.user.is_staff_member and (response := stop(person, page.view_name)):
            return response
        if "admin" in page.app_names and not request.user.is_administrator:
            raise Http404
        sessions.note(person)
        return None


def stop(request: SignedInRequest, page: str) -> HttpResponse | None:
    """Where a member of staff has to go first; None for straight on."""
    if reason := sessions.why_over(request):
        return sign_out(request, reason)
    if not request.user.has_second_factor:
        return None if page in SETTING_UP else set_up(request)
    if not second_factor.has_passed(request):
        return None if page in PROVING else second_factor.ask(request)
    return None


def set_up(request: SignedInRequest) -> HttpResponse:
    messages.info(request, "Your role needs an authenticator app or a passkey. Set one up to go on.")
    return redirect("mfa_activate_totp")


def sign_out(request: HttpRequest, reason: str) -> HttpResponse:
    """End the session kindly: say why, and come back to the same page after signing in."""
    logout(request)
    messages.info(request, reason)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("accounts:my_account"))
