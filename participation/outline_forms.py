"""The forms of an outline, of school holidays, and of laying one on a cohort."""

import datetime as dt
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms

from cohorts.models import Cohort, Programme
from core.forms import PortalForm, Radios, UKDateField, choices_of, read_clock
from core.presses import KeyField
from core.slots import Day
from participation.models import Outline, OutlineSession, SchoolHoliday
from participation.timetable_forms import FEW, WordsOfASession

MOVE, LIST = "move", "list"


class OutlineForm(PortalForm):
    submit_label = "Save the outline"
    name = forms.CharField(label="Name of the outline", help_text="Like “Twelve weeks, two tracks”.", max_length=100)

    def __init__(self, data: Any = None, *, programme: Programme, outline: Outline | None = None):
        super().__init__(data, initial={"name": outline.name} if outline else None)
        self.others = programme.outlines.exclude(pk=outline.pk) if outline else programme.outlines.all()

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if self.others.filter(name=name).exists():
            raise forms.ValidationError("There is an outline of that name already")
        return name


class ClockField(forms.CharField):
    """A time of day, typed as people write it."""

    def clean(self, value: Any) -> dt.time:  # type: ignore[override]
        clock = read_clock(super().clean(value))
        if clock is None or clock == (24, 0):
            raise forms.ValidationError("Enter a time like 10am, 5:30pm or 17:30")
        return dt.time(*clock)


class OutlineSessionForm(WordsOfASession):
    """A session of an outline: added, or changed."""

    submit_label = "Save the session"
    week = forms.IntegerField(
        label="In which week?",
        help_text="Week 1 begins on the day the cohort starts.",
        min_value=1,
        max_value=104,
        widget=FEW,
    )
    weekday = forms.ChoiceField(label="On which day?", choices=[("", "Choose a day"), *Day.choices])
    starts = ClockField(
        label="When does it start?",
        help_text="In UK time, like 10am.",
        max_length=10,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    key = KeyField()

    layout = Layout(
        Fieldset("What", "kind", "title", "about", "is_core"),
        Fieldset("When", "week", "weekday", "starts", "minutes"),
        Fieldset("Where", "place", "capacity"),
        Fieldset("Who", "track"),
        "key",
    )
    GIVEN = (*WordsOfASession.WORDS, "week", "weekday", "starts", "minutes")

    def __init__(self, data: Any = None, *, outline: Outline, session: OutlineSession | None = None, seen: str = ""):
        initial = {name: getattr(session, name) for name in self.GIVEN} if session else {}
        if session:
            initial["starts"] = f"{session.starts:%H:%M}"
        super().__init__(data, seen=seen, initial=initial)
        self.offer_tracks(outline.programme)

    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.GIVEN}


class SchoolHolidayForm(PortalForm):
    submit_label = "Add the holiday"
    name = forms.CharField(label="What is it called?", help_text="Like “Summer half-term”.", max_length=100)
    first_on = UKDateField(label="First day", subject="The first day", error_messages={"required": "Enter a first day"})
    last_on = UKDateField(label="Last day", subject="The last day", error_messages={"required": "Enter a last day"})
    key = KeyField()

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or {}
        first, last = given.get("first_on"), given.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", "The last day must be the first day or later")
        return given

    def holiday(self, programme: Programme) -> SchoolHoliday:
        given = self.cleaned_data
        words = {name: given[name] for name in ("name", "first_on", "last_on")}
        return SchoolHoliday(programme=programme, uuid=given["key"], **words)


class LayForm(PortalForm):
    """Which outline, and what to do with a session that falls on a holiday. Kept in the address."""

    method = "get"
    submit_label = "See what would happen"
    mark_optional = False
    outline = forms.ModelChoiceField(label="Outline", queryset=Outline.objects.none(), empty_label=None)
    on_holidays = forms.ChoiceField(
        label="When a session falls on a bank holiday or a school holiday",
        choices=[
            (MOVE, "Move it to the same weekday of the next free week"),
            (LIST, "Leave it out and list it, so that I can place it by hand"),
        ],
        widget=Radios,
        initial=MOVE,
        error_messages={"required": "Select what to do with it"},
    )

    def __init__(self, data: Any = None, *, cohort: Cohort):
        super().__init__(data)
        outlines = cohort.programme.outlines.order_by("name", "pk")
        field = choices_of(self, "outline")
        field.queryset, field.to_field_name = outlines, "uuid"
