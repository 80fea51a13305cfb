"""The forms of those who return, and of their supervisors."""

from collections.abc import Iterable
from typing import Any

from django import forms

from core.forms import Checkboxes, LongTextField, PortalForm, Radios, UKDateField, choices_of
from core.presses import KeyField
from outcomes.fields import HoursField, PoundsField, ShownField
from outcomes.models import Claim, LogEntry
from outcomes.staff_forms import MOST_AWARD_PENCE


class HoursForm(PortalForm):
    submit_label = "Save the day"

    on = UKDateField(label="Which day?", subject="The day", error_messages={"required": "Enter the day"})
    kind = forms.ChoiceField(
        label="What did you do?",
        choices=LogEntry.Kind.choices,
        widget=Radios(
            hints={
                LogEntry.Kind.SUPERVISED: "You practised, and somebody supervised you.",
                LogEntry.Kind.FORMAL: "A course or training that somebody taught.",
                LogEntry.Kind.PRIVATE: "Reading, videos, online learning by yourself. Half of your days at most.",
            }
        ),
    )
    minutes = HoursField(
        label="How many hours?",
        help_text="For example 7, 3.5 or 3:30. A full day is 7 hours.",
        error_messages={"required": "Enter how many hours"},
    )
    about = forms.CharField(
        label="What was it?",
        max_length=LogEntry._meta.get_field("about").max_length,
        required=False,
        help_text="A few words for your supervisor, like: ward round. Nothing about patients or clients.",
    )


class SignOffForm(PortalForm):
    """What waits for a supervisor, all ticked: what is right is one press."""

    submit_label = "Send"
    mark_optional = False

    SIGN, BACK = "sign", "back"

    entries = ShownField(
        label="Which days?",
        widget=Checkboxes(small=True),
        error_messages={"required": "Tick at least one day"},
    )
    do = forms.ChoiceField(
        label="What would you like to do with the days you ticked?",
        choices=[(SIGN, "Sign them off"), (BACK, "Send them back to be changed")],
        widget=Radios(
            hints={SIGN: "You say that you supervised this practice, or have seen what shows the study was done."}
        ),
        error_messages={"required": "Select whether to sign off the days or to send them back"},
    )
    why = LongTextField(
        label="If you send them back: what is not right?",
        required=False,
        max_length=LogEntry._meta.get_field("why").max_length,
        rows=2,
        help_text="Nothing about patients or clients.",
    )

    def __init__(self, data: Any = None, *, entries: Iterable[LogEntry]):
        waiting = list(entries)
        super().__init__(data, initial={"entries": [entry.as_shown for entry in waiting]})
        field = choices_of(self, "entries")
        field.choices = [(entry.as_shown, str(entry)) for entry in waiting]
        field.widget.hints = {entry.as_shown: entry.about for entry in waiting}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("do") == self.BACK and not cleaned.get("why") and "why" not in self.errors:
            self.add_error("why", "Say in a few words what is not right")
        if cleaned.get("do") == self.SIGN and cleaned.get("why"):
            self.add_error("do", "You wrote what is not right. Send those days back, or clear what you wrote")
        return cleaned

    @property
    def shown(self) -> set[str]:
        """What is ticked, as it stood on the page: see `LogEntry.as_shown`."""
        return set(self.cleaned_data["entries"])


class ClaimForm(PortalForm):
    submit_label = "Send the claim"

    pence = PoundsField(
        label="How much did you spend, in pounds?",
        most=MOST_AWARD_PENCE,
        help_text="For example 45 or 45.50.",
        error_messages={"required": "Enter how much you spent"},
    )
    what = forms.ChoiceField(label="What did you spend it on?", choices=Claim.What.choices, widget=Radios(small=True))
    spent_on = UKDateField(
        label="When did you spend it?",
        subject="The day",
        error_messages={"required": "Enter the day you spent it"},
    )
    about = forms.CharField(
        label="Anything we should know?",
        max_length=Claim._meta.get_field("about").max_length,
        required=False,
        help_text="Do not tell us bank details, or anything about the person you care for.",
    )
    key = KeyField()
