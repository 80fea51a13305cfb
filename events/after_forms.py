"""The forms of what comes after an event."""

from django import forms
from django.core.exceptions import ValidationError

from core import pdf
from core.forms import NameField, PortalForm


class CertificateCheckForm(PortalForm):
    submit_label = "Check"
    method = "get"
    mark_optional = False

    number = forms.CharField(
        label="Certificate number",
        max_length=40,
        help_text="It is at the bottom of the certificate, like 7K3M-9QXD-2FHT.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "spellcheck": "false", "autocomplete": "off"}),
    )


class TraineeNameForm(PortalForm):
    submit_label = "Save the name"

    name = NameField(label="Name on the certificate")

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if missing := pdf.unprintable(name):
            raise ValidationError(f"We have no letters to print “{missing}”. Write the name without them")
        return name
