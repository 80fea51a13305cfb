"""The forms of the meetings of a small group: on which days, then what they are."""

import datetime as dt
from typing import Any

from django import forms

from accounts.models import User
from core.calendar import uk_day
from core.forms import PortalForm, UKDateField, choices_of
from core.slots import HOURS, SLOTS
from core.uktime import uk_short_date
from participation.actions.meeting import Weekly
from participation.group_forms import PressForm
from participation.models import Group
from participation.outline_forms import ClockField
from participation.timetable_forms import FEW, leaders_of


class MeetingDaysForm(PortalForm):
    """Between which days, and at what time. Kept in the address."""

    method = "get"
    submit_label = "See on which days"
    mark_optional = False
    first_on = UKDateField(label="From", subject="The first day", error_messages={"required": "Enter a first day"})
    last_on = UKDateField(label="To", subject="The last day", error_messages={"required": "Enter a last day"})
    starts = ClockField(
        label="When does it start?",
        max_length=10,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"required": "Enter the time when it starts"},
    )
    minutes = forms.IntegerField(
        label="How many minutes does it last?", min_value=5, max_value=12 * 60, widget=FEW, initial=60
    )

    def __init__(self, data: Any = None, *, group: Group, at: dt.datetime):
        cohort = group.cohort
        begins = max(cohort.starts_on, uk_day(at))
        super().__init__(data, initial={"first_on": begins, "last_on": max(begins, cohort.ends_on)})
        self.group = group
        self.fields["starts"].help_text = f"In UK time. The group meets on {group.meets}."

    def clean_starts(self) -> dt.time:
        starts = self.cleaned_data["starts"]
        begin, end = HOURS[SLOTS[self.group.slot].part]
        if not begin <= starts < end:
            raise forms.ValidationError(f"Enter a time at which the group can meet: {self.group.meets}")
        return starts

    def clean(self) -> dict[str, Any] | None:
        given, cohort = super().clean() or {}, self.group.cohort
        first, last = given.get("first_on"), given.get("last_on")
        runs = f"{uk_short_date(cohort.starts_on)} to {uk_short_date(cohort.ends_on)}"
        for name, day in (("first_on", first), ("last_on", last)):
            if day and not cohort.starts_on <= day <= cohort.ends_on:
                self.add_error(name, f"This cohort runs from {runs}. Choose a day within that")
        if first and last and last < first:
            self.add_error("last_on", "The last day must be the first day or later")
        return given

    def weekly(self) -> Weekly:
        return Weekly(**{name: self.cleaned_data[name] for name in ("first_on", "last_on", "starts", "minutes")})


class MeetingsForm(PressForm):
    """What the meetings are. The press that lays them."""

    mark_optional = False
    title = forms.CharField(label="Title", max_length=150, initial="Your small group")
    is_core = forms.BooleanField(label="They count towards completing the programme", required=False, initial=True)
    place = forms.CharField(
        label="Place (optional)", help_text="Leave it empty if they meet online.", required=False, max_length=200
    )
    join_url = forms.URLField(
        label="Link to join online (optional)",
        help_text="Only the group sees it, shortly before each meeting. It can wait until then.",
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    leader = forms.ModelChoiceField(
        label="Who leads them? (optional)", queryset=User.objects.none(), required=False, empty_label="Nobody yet"
    )

    def __init__(self, data: Any = None, *, group: Group, seen: str, submit_label: str):
        super().__init__(data, seen=seen, submit_label=submit_label)
        leader = choices_of(self, "leader")
        leader.queryset = leaders_of(group.cohort.programme)
        leader.label_from_instance = lambda person: person.name or person.email

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "is_core", "place", "join_url", "leader")}
