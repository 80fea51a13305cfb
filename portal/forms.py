from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from core.forms import LongTextField, PortalForm, Radios
from core.privacy import Retention
from core.words import number_of
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


class RetentionForm(PortalForm):
    submit_label = "Save"

    period = forms.IntegerField()
    why = forms.CharField(label="Why?", max_length=200, help_text="Kept with your name and the day. Name nobody.")

    def __init__(self, *args, kind: Retention, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["period"]
        field.label = f"How many {kind.unit}s do we keep it?"
        field.help_text = f"From {number_of(kind.lowest, kind.unit)} to {number_of(kind.highest, kind.unit)}."
        field.widget.attrs["class"] = "govuk-input--width-3"
        field.validators += [
            MinValueValidator(kind.lowest, f"Choose {number_of(kind.lowest, kind.unit)} or more"),
            MaxValueValidator(kind.highest, f"Choose {number_of(kind.highest, kind.unit)} or less"),
        ]


class HoldForm(PortalForm):
    submit_label = "Keep their data for now"

    why = LongTextField(
        label="Why must these data be kept?", max_length=500, rows=3, help_text="For instance a complaint or a claim."
    )
