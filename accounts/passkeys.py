"""Passkeys: a key in somebody's phone or computer that their finger, face or PIN unlocks. Two proofs in one.

Every one is made to be found without a name and to ask who holds it, so that it opens by itself. allauth speaks with
the browser (through static/js/passkeys.js); here is what may come in, and what is said when it does not fit.
"""

import logging
import re
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import auto_generate_recovery_codes
from allauth.mfa.webauthn import forms as webauthn
from allauth.mfa.webauthn.internal import auth, flows
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from accounts.forms import Worded
from accounts.models import User
from core.forms import PortalForm

NOT_RIGHT = "We could not check your passkey. Try again, or choose another way."
LONGEST = 20_000
# What a browser sends is nothing but this: base64 in JSON, no character that a database cannot keep.
PLAIN = re.compile(r"[\x20-\x7e]*")
NAME: dict[str, Any] = {
    "label": "Name of this passkey",
    "help_text": "So that you know it again, like “My phone”.",
    "max_length": 60,
}

logger = logging.getLogger(__name__)


class CredentialField(forms.JSONField):
    """What a device answered, through the browser."""

    widget = forms.HiddenInput
    default_error_messages = {"required": NOT_RIGHT, "invalid": NOT_RIGHT}

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and (len(value) > LONGEST or not PLAIN.fullmatch(value) or "\\" in value):
            raise ValidationError(NOT_RIGHT, code="invalid")
        try:
            found = super().to_python(value)
        except RecursionError:
            raise ValidationError(NOT_RIGHT, code="invalid") from None
        if found is not None and not isinstance(found, dict):
            raise ValidationError(NOT_RIGHT, code="invalid")
        return found

    def bound_data(self, data: Any, initial: Any) -> str:
        """An answer is for one question: a form that comes back asks anew."""
        return ""

    def prepare_value(self, value: Any) -> str:
        return ""


class CheckMixin(Worded):
    """Whatever was sent in place of a credential is one that does not fit."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError as error:
            if getattr(error, "code", "") == "too_many_login_attempts":
                raise
            raise ValidationError(NOT_RIGHT, code="incorrect_code") from None
        except Exception as error:  # the parsers fail in many ways on what no browser sends
            logger.warning("A passkey's answer could not be read: %s", type(error).__name__)
            raise ValidationError(NOT_RIGHT, code="incorrect_code") from None


class LoginPasskeyForm(CheckMixin, webauthn.LoginWebAuthnForm):
    submit_label = "Sign in with a passkey"


class AuthenticatePasskeyForm(CheckMixin, webauthn.AuthenticateWebAuthnForm):
    submit_label = "Use your passkey"


class ReauthenticatePasskeyForm(CheckMixin, webauthn.ReauthenticateWebAuthnForm):
    submit_label = "Use your passkey"


class RenamePasskeyForm(Worded, webauthn.EditWebAuthnForm):
    submit_label = "Save"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(**NAME)


class AddPasskeyForm(PortalForm):
    submit_label = "Make a passkey"
    name = forms.CharField(**NAME)
    credential = CredentialField()

    def clean_credential(self) -> dict:
        credential = self.cleaned_data["credential"]
        try:
            auth.parse_registration_response(credential)
            auth.complete_registration(credential)
        except Exception as error:  # the parsers fail in many ways on what no browser sends
            logger.warning("A new passkey could not be read: %s", type(error).__name__)
            raise ValidationError(NOT_RIGHT, code="incorrect_code") from None
        return credential


def options_for_new(user: User) -> dict:
    """What the browser asks the device for: a key that is found without a name, and asks who holds it."""
    return auth.begin_registration(user, passwordless=True)


@transaction.atomic
def add(request: HttpRequest, user: User, *, name: str, credential: dict) -> Authenticator:
    """Keep a new passkey and tell its owner by letter. Staff, who need it to get in, get recovery codes with it."""
    added = flows.signup_authenticator(request, user, name, credential)
    get_account_adapter(request).send_notification_mail("mfa/email/webauthn_added", user, {"name": name})
    if user.is_staff_member:
        auto_generate_recovery_codes(request)
    user.__dict__.pop("has_second_factor", None)
    return added
