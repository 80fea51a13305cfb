from django import forms

from core.forms import PortalForm, Radios
from portal.models import Erasure

ASKED = [(how.value, how.label) for how in Erasure.ASKED_OF_STAFF]


class HowAskedForm(PortalForm):
    """An administrator does for somebody what that person can do on My account."""

    how = forms.ChoiceField(
        label="How did they ask?",
        choices=ASKED,
        widget=Radios,
        help_text="This is kept, with your name and the day. Theirs is not.",
    )


class ErasePersonForm(HowAskedForm):
    submit_label = "Close the account and delete the data"
    submit_class = "govuk-button--warning"


class DownloadPersonForm(HowAskedForm):
    submit_label = "Download their data"
