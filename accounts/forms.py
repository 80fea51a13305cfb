"""allauth's forms in the portal's words and manner, and the few of our own."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.cache import cache
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from accounts.models import Role, User
from core.forms import NameField, PortalForm, PortalFormMixin, Radios

PASSWORD_HINT = "At least 12 characters. Three random words make a good password."  # noqa: S105 the hint, no password


class Worded(PortalFormMixin):
    """`words`: field to label and hint. allauth's placeholders go: they vanish as soon as somebody types."""

    words: dict[str, tuple[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.words.items():
            self.fields[name].label = label
            self.fields[name].help_text = hint
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class CodeMixin(Worded):
    """Six figures, typed on a phone's number pad."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["code"].validators.append(MaxLengthValidator(20))
        self.fields["code"].widget.attrs |= {"class": "govuk-input--width-10", "spellcheck": "false"}


# -- Signing in and up ---------------------------------------------------------------------------------------------


class LoginForm(Worded, account.LoginForm):
    submit_label = "Sign in"
    words = {"login": ("Email address", ""), "password": ("Password", "")}


class SignupForm(Worded, account.SignupForm):
    submit_label = "Create an account"
    words = {
        "email": ("Email address", "We will send a code to it to check that it is yours."),
        "password1": ("Password", PASSWORD_HINT),
    }

    def try_save(self, request: HttpRequest):
        """Two presses at once: the second finds the address taken after it looked. Answer as if it had been before."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class ConfirmEmailVerificationCodeForm(CodeMixin, account.ConfirmEmailVerificationCodeForm):
    submit_label = "Confirm"
    words = {"code": ("Code", "It is in the email we have just sent you.")}


class RequestLoginCodeForm(Worded, account.RequestLoginCodeForm):
    submit_label = "Send me a code"
    words = {"email": ("Email address", "We will send a code to it. The code works for 15 minutes.")}


class ConfirmLoginCodeForm(CodeMixin, account.ConfirmLoginCodeForm):
    submit_label = "Sign in"
    words = {"code": ("Code", "It is in the email we have just sent you.")}


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    submit_label = "Send me a link"
    words = {"email": ("Email address", "")}


class ResetPasswordKeyForm(Worded, account.ResetPasswordKeyForm):
    submit_label = "Save the new password"
    words = {"password1": ("New password", PASSWORD_HINT), "password2": ("New password again", "")}


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    words = {"password": ("Password", "")}


# -- My account ----------------------------------------------------------------------------------------------------


class AddEmailForm(Worded, account.AddEmailForm):
    submit_label = "Send a code to it"
    words = {"email": ("New email address", "You use the old one until you have confirmed the new one.")}


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    submit_label = "Change the password"
    words = {
        "oldpassword": ("Current password", ""),
        "password1": ("New password", PASSWORD_HINT),
        "password2": ("New password again", ""),
    }


class SetPasswordForm(Worded, account.SetPasswordForm):
    submit_label = "Save the password"
    words = {"password1": ("Password", PASSWORD_HINT), "password2": ("Password again", "")}


class NameForm(PortalForm):
    submit_label = "Save"
    name = NameField(label="Full name")


# -- The second factor ---------------------------------------------------------------------------------------------


class OnceMixin(CodeMixin):
    """A code opens once. allauth remembers used codes for one period of 30 seconds, and takes those of three."""

    user: User
    authenticator: Authenticator

    words = {"code": ("Code", "The 6 figures that your authenticator app shows, or one of your recovery codes.")}

    def clean_code(self) -> str:
        code = super().clean_code()  # type: ignore[misc]
        if not cache.add(f"accounts.code-used:{self.user.pk}:{self.authenticator.pk}:{code}", True, timeout=120):
            raise forms.ValidationError("This code has been used. Wait for the next one in your authenticator app.")
        return code


class AuthenticateForm(OnceMixin, mfa.AuthenticateForm):
    pass


class ReauthenticateCodeForm(OnceMixin, mfa.ReauthenticateForm):
    pass


class ActivateTOTPForm(CodeMixin, totp.ActivateTOTPForm):
    words = {"code": ("Code", "The 6 figures that the app shows for this portal.")}


class DeactivateTOTPForm(Worded, totp.DeactivateTOTPForm):
    submit_label = "Switch it off"
    submit_class = "govuk-button--warning"


class NewRecoveryCodesForm(Worded, GenerateRecoveryCodesForm):
    submit_label = "Make new codes"


# -- People --------------------------------------------------------------------------------------------------------


class PersonFindForm(PortalForm):
    """The whole address and nothing less: nobody leafs through the people who have an account."""

    submit_label = "Find the account"
    email = forms.EmailField(
        label="Email address",
        max_length=User._meta.get_field("email").max_length,
        help_text="The whole address, as they use it to sign in.",
    )
    person: User

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        person = User.objects.filter(email=email, is_active=True).first()
        if not person:
            raise forms.ValidationError("Nobody has an account with this address. Check the spelling with them.")
        self.person = person
        return email


class InvitationForm(PortalForm):
    """Roles for the whole portal. Those for one programme are given on the page of that programme."""

    submit_label = "Send the invitation"
    email = forms.EmailField(
        label="Email address",
        max_length=User._meta.get_field("email").max_length,
        help_text="We will send a link to it.",
    )
    role = forms.ChoiceField(
        label="Role",
        widget=Radios,
        choices=[(Role.ADMINISTRATOR, Role.ADMINISTRATOR.label)],
        initial=Role.ADMINISTRATOR,
    )
