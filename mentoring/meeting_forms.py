"""The forms with which two people arrange to meet, and say that they did."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from core.forms import Checkboxes, PortalForm, Radios, UKDateField, UKInstantField, choices_of
from core.presses import KeyField
from core.seen import SeenForm
from core.uktime import uk_datetime
from mentoring.models import Meeting

TWO_OR_THREE = "Choose two or three times"
LENGTHS = {30: "30 minutes", 45: "45 minutes", 60: "1 hour", 90: "1 hour 30 minutes"}


def length_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label="For how long?", choices=list(LENGTHS.items()), coerce=int, initial=60, widget=Radios(small=True)
    )


def where_field() -> forms.CharField:
    return forms.CharField(
        label="Where?",
        max_length=Meeting._meta.get_field("where").max_length,
        required=False,
        help_text="A link to join online, or a place. It can wait until you have agreed a time.",
    )


def held_field() -> forms.IntegerField:
    return forms.IntegerField(
        label="For how many minutes?",
        min_value=1,
        max_value=Meeting.LONGEST,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"required": "Enter for how many minutes you met"},
    )


class MomentsField(forms.TypedMultipleChoiceField):
    """Instants, each told by its text in UTC."""

    widget = Checkboxes(small=True)

    def __init__(self, **kwargs: Any):
        super().__init__(coerce=dt.datetime.fromisoformat, **kwargs)

    def offer(self, times: Sequence[dt.datetime]) -> None:
        self.choices = moments(times)


def moments(times: Sequence[dt.datetime]) -> list[tuple[str, str]]:
    return [(time.astimezone(dt.UTC).isoformat(), uk_datetime(time)) for time in times]


class SuggestedTimesForm(SeenForm):
    """Times that suit both: two or three are ticked."""

    submit_label = "Propose these times"

    times = MomentsField(
        label="Which times suit you?",
        help_text="Choose two or three.",
        error_messages={
            "required": TWO_OR_THREE,
            "invalid_choice": "One of these times is no longer free. Choose two or three again",
        },
    )
    minutes = length_field()
    where = where_field()

    def __init__(self, data: Any = None, *, seen: str, times: Sequence[dt.datetime]):
        super().__init__(data, seen=seen)
        choices_of(self, "times").offer(times)

    def clean_times(self) -> list[dt.datetime]:
        times = self.cleaned_data["times"]
        if not Meeting.FEWEST_TIMES <= len(times) <= Meeting.MOST_TIMES:
            raise forms.ValidationError(TWO_OR_THREE)
        return times

    def offered(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("times", "minutes", "where")}


class OwnTimesForm(SeenForm):
    """Times typed in."""

    submit_label = "Propose these times"
    NAMES = ("first", "second", "third")

    first = UKInstantField(label="First time", subject="The first time", help_text="For example 27 3 2027, 10am")
    second = UKInstantField(label="Second time", subject="The second time")
    third = UKInstantField(label="Third time", subject="The third time", required=False)
    minutes = length_field()
    where = where_field()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        known: set[dt.datetime] = set()
        for name in self.NAMES:
            if (time := cleaned.get(name)) in known:
                self.add_error(name, "This is the same as another time. Choose a different one")
            elif time:
                known.add(time)
        return cleaned

    def offered(self) -> dict[str, Any]:
        times = [self.cleaned_data[name] for name in self.NAMES if self.cleaned_data[name]]
        return {"times": times, "minutes": self.cleaned_data["minutes"], "where": self.cleaned_data["where"]}


class PickForm(PortalForm):
    """One of the times that the other has proposed."""

    submit_label = "Agree this time"
    mark_optional = False

    time = forms.TypedChoiceField(
        label="Which time suits you?", coerce=dt.datetime.fromisoformat, widget=Radios(small=True)
    )

    def __init__(self, data: Any = None, *, times: Sequence[dt.datetime]):
        super().__init__(data)
        choices_of(self, "time").choices = moments(times)


class MeetingChangeForm(SeenForm):
    submit_label = "Change the meeting"

    starts_at = UKInstantField(label="When do you meet?", subject="The time", help_text="For example 27 3 2027, 10am")
    minutes = forms.IntegerField(
        label="For how many minutes?",
        min_value=5,
        max_value=Meeting.LONGEST,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    where = where_field()


class HeldForm(PortalForm):
    """That they met, or a correction of that."""

    submit_label = "Save"

    on = UKDateField(label="When did you meet?", subject="The day", help_text="For example 27 3 2027")
    minutes = held_field()


class UnplannedForm(HeldForm):
    key = KeyField()
