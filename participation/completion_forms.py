"""The form of how many sessions a programme asks for."""

from django import forms

from core.forms import PortalForm


class CompletionRuleForm(PortalForm):
    submit_label = "Save"
    heading_field = "percent"

    percent = forms.IntegerField(
        label="How many per cent of the core sessions are enough?",
        help_text="75 means: 9 of 12. Sessions from before somebody joined do not count for them.",
        min_value=1,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
