"""How allauth does things here: letters through the outbox, words of our own, links to nowhere else."""

import base64
import hashlib
import logging
import os
import time
import uuid
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import sessions
from accounts.models import User
from core.uktime import uk_datetime
from notifications.outbox import Lane, letter_url, post

logger = logging.getLogger(__name__)

WAYS = {
    "reauthenticate": "Use your password",
    "mfa_reauthenticate": "Use a code from your authenticator app, or a recovery code",
    "mfa_reauthenticate:webauthn": "Use your passkey",
}
TOO_MANY = "You have tried too often. Wait five minutes, then try again."


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed.",
        "duplicate_email": "This is your email address already.",
        "email_password_mismatch": "The email address or the password is not right. Check both and try again.",
        "enter_current_password": "This is not your current password.",
        "incorrect_code": "This code is not right. Check the latest email from us, or ask for a new code.",
        "incorrect_password": "This is not your password.",
        "rate_limited": TOO_MANY,
        "too_many_login_attempts": TOO_MANY,
    }

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """A letter in the outbox: a mail server that is away never reaches whoever signs in or up.

        Every one of them is about getting in, so none is shown to staff and all are wiped once sent.
        """
        name = template_prefix.rpartition("/")[2]
        strings = {key: value for key, value in context.items() if isinstance(value, str)}
        post(
            f"{name}:{uuid.uuid4()}",
            to=email,
            template=f"accounts/email/{name}",
            context=strings | {"signup_url": letter_url(reverse("account_signup"))},
            lane=Lane.NOW,
            secret=True,
            person=context.get("user"),
        )

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict | None = None, email: str | None = None
    ) -> None:
        """Tell the owner that something about their account changed."""
        details = {"user": user, "when": uk_datetime(timezone.now())} | (context or {})
        self.send_mail(template_prefix, email or user.email, details)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Somebody signs up with an address that has an account: only its owner hears of it, by letter.

        Hash a password nobody asked for, so that the page takes as long as it does for a new address.
        """
        make_password(str(uuid.uuid4()))
        urls = {
            "signin_url": letter_url(reverse("account_login")),
            "reset_url": letter_url(reverse("account_reset_password")),
        }
        self.send_mail("account_already_exists", email, urls)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """From the settings, never from the request's Host header. The key is `<user>-<token>`."""
        user, _, token = key.partition("-")
        return letter_url(reverse("account_reset_password_from_key", kwargs={"uidb36": user, "key": token}))

    def get_client_ip(self, request: HttpRequest) -> str:
        """What limits go by. A request that came past the proxy, and says it did not, goes by its own address."""
        try:
            return super().get_client_ip(request)
        except ImproperlyConfigured:
            return request.META["REMOTE_ADDR"]

    def is_safe_url(self, url: str | None) -> bool:
        """Back to a page of the host that was asked, and to nowhere else."""
        request = allauth_context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:my_account")

    def get_reauthentication_methods(self, user) -> list[dict]:
        """allauth's ways to confirm that it is you, in our words."""
        return [way | {"description": WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Asked again before anything about getting in changes, save for the first authenticator app.

        That is set up straight after signing in, when the password has just been typed.
        """
        request = allauth_context.request
        just_signed_in = time.time() - sessions.signed_in_at(request) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not (app == "allauth.mfa" and just_signed_in and not request.user.has_second_factor)


SECOND_FACTORS = {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}


class MfaAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Your role needs an authenticator app, so you cannot switch it off.",
        "incorrect_code": "This code is not right. Wait for the next code in your authenticator app and try that.",
        "unverified_email": "Confirm your email address first. Then you can set up an authenticator app.",
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return authenticator.type != Authenticator.Type.TOTP or not authenticator.user.is_staff_member

    def is_mfa_enabled(self, user, types: list[str] | None = None) -> bool:
        """Whether a password, or a code by email, is not enough to sign in.

        For whoever is no member of staff a passkey is a shorter way in and locks no other: with their phone lost or
        left at home they still get in (docs/decisions/passkeys.md).
        """
        if set(types or ()) == SECOND_FACTORS and not (user.is_anonymous or user.is_staff_member):
            types = [Authenticator.Type.TOTP]
        return super().is_mfa_enabled(user, types)

    def generate_authenticator_name(self, user, type: Authenticator.Type) -> str:
        return "My passkey"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """For whom a passkey is: the host of the settings, never that of a request's header."""
        return {"id": urlsplit(settings.SITE_URL).hostname or "", "name": "Returner Portal"}

    def get_public_key_credential_user_entity(self, user) -> dict:
        """Phones show both. Without a name the address is all we know."""
        return super().get_public_key_credential_user_entity(user) | {"display_name": str(user), "name": user.email}

    def encrypt(self, text: str) -> str:
        """The secret behind the codes is no use to whoever reads a stolen copy of the database."""
        return fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; or, when the key it was kept under is gone, one that nobody knows: then every code is wrong.

        Never an empty one: anybody could work out its codes.
        """
        try:
            return fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error(
                "An authenticator app was set up under a key that is not in SECRET_KEY or SECRET_KEY_FALLBACKS"
            )
            return base64.b32encode(os.urandom(20)).decode()


def fernet() -> MultiFernet:
    """Keys derived from SECRET_KEY and those before it (SECRET_KEY_FALLBACKS), the newest first."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"accounts.second-factor:{secret}".encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
