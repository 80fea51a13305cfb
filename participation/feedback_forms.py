"""The form with which somebody says what a session was like."""

from django import forms

from core.forms import LongTextField, PortalForm, Radios
from participation.models import SessionFeedback


class SessionFeedbackForm(PortalForm):
    submit_label = "Send"

    useful = forms.TypedChoiceField(
        label="How useful was it to you?",
        choices=SessionFeedback.Useful.choices,
        coerce=int,
        widget=Radios(small=True),
    )
    comment = LongTextField(
        label="What should we know?",
        help_text="What helped, or what should be different. Please leave out names.",
        max_length=500,
        rows=4,
        required=False,
    )
