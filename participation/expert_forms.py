"""The form with which staff ask an expert to a session."""

from django import forms

from core.forms import NameField, PortalForm
from core.presses import KeyField


class ExpertForm(PortalForm):
    submit_label = "Send the link"
    name = NameField(label="Full name", max_length=100)
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text="The letter with the link goes there. They need no account.",
    )
    keeps_register = forms.BooleanField(
        label="They keep the register",
        help_text="Then they see the full names of those who come, and say who was there.",
        required=False,
    )
    key = KeyField()
