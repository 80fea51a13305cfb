import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms

from accounts.models import User
from cohorts.calendar import FIXED_BY_OPENING, LABELS, Dates, dates_of, objections, out_of_order
from cohorts.models import Cohort, Strand
from core.forms import PortalForm, Radios, UKDateField, UKInstantField

# What else stands against dates, in an app above.
Objector = Callable[[Cohort, Dates, dt.datetime], dict[str, str]]
FEW = forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"})


class ManagerForm(PortalForm):
    submit_label = "Send the invitation"
    email = forms.EmailField(
        label="Email address",
        help_text="We will send a link to it.",
        max_length=User._meta.get_field("email").max_length,
    )


class HolderForm(ManagerForm):
    """The address of somebody who is to read applications, or to lead sessions."""


class InterestForm(PortalForm):
    submit_label = "Continue"
    email = forms.EmailField(
        label="Your email address",
        help_text="We send you a link to confirm it.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


class CalendarFields(PortalForm):
    """The dates of a cohort. A date out of order is said beside the later one of the two."""

    opens_at = UKInstantField(
        label="Applications open",
        subject="The opening",
        help_text="In UK time. The eligibility rules and the reference date cannot be changed from then on.",
    )
    closes_at = UKInstantField(
        label="Applications close",
        subject="The close",
        is_end=True,
        help_text="In UK time. At 23:59, what is sent at 23:58 and 59 seconds is in, and what is sent at 23:59 is late."
        " Write 24:00 to give people the whole day.",
    )
    reference_date = UKDateField(
        label="Reference date", subject="The reference date", help_text="Career breaks are measured to this day."
    )
    decisions_by = UKDateField(
        label="Decisions by",
        subject="The day of decisions",
        help_text="Where places go by score, we promise everybody an answer by the end of this day.",
    )
    review_days = forms.IntegerField(
        label="A person decides within",
        help_text="Working days. We promise it to everybody whose application a person has to look at.",
        min_value=1,
        max_value=60,
        widget=FEW,
    )
    offer_days = forms.IntegerField(
        label="An offer stands for",
        help_text="Days, to the end of the last one. Offers already made keep their deadline.",
        min_value=1,
        max_value=60,
        widget=FEW,
    )
    last_joining_at = UKInstantField(
        label="Last joining",
        subject="The last joining",
        is_end=True,
        help_text="In UK time. No offer stands longer than this, and the waiting list closes with it. Whoever gets an"
        " offer shortly before has only until then.",
    )
    starts_on = UKDateField(label="The programme starts", subject="The start")
    mentoring_starts_on = UKDateField(label="Mentoring starts", subject="The start of mentoring")
    ends_on = UKDateField(label="The programme ends", subject="The end")
    follow_on_ends_on = UKDateField(label="Follow-on ends", subject="The end of follow-on")

    GROUPS = {
        "Applications": ["opens_at", "closes_at", "reference_date"],
        "Decisions and offers": ["review_days", "decisions_by", "offer_days", "last_joining_at"],
        "The programme": ["starts_on", "mentoring_starts_on", "ends_on", "follow_on_ends_on"],
    }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, UKDateField):
                what = "a date and a time" if isinstance(field, UKInstantField) else "a date"
                field.error_messages["required"] = f"Enter {what} for “{field.label}”"

    @property
    def groups(self) -> dict[str, list[str]]:
        return self.GROUPS

    @property
    def layout(self) -> Layout:  # type: ignore[override]
        groups = {legend: [name for name in names if name in self.fields] for legend, names in self.groups.items()}
        return Layout(*(Fieldset(legend, *names) for legend, names in groups.items() if names))

    @property
    def dates(self) -> Dates:
        """What has been typed so far and can be read."""
        return {name: self.cleaned_data[name] for name in LABELS if name in self.cleaned_data}

    def objections(self) -> dict[str, str]:
        return out_of_order(self.dates)

    def clean(self) -> None:
        for name, words in self.objections().items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, words)


class CalendarForm(CalendarFields):
    """The calendar of a cohort that stands. What its opening has fixed is shown by the page, not asked."""

    submit_label = "See what this changes"

    def __init__(self, data: Any = None, *, cohort: Cohort, at: dt.datetime, object_to: Objector = objections):
        self.cohort, self.at, self.object_to = cohort, at, object_to
        super().__init__(data, initial=dates_of(cohort))
        if cohort.opens_at <= at:
            for name in FIXED_BY_OPENING:
                del self.fields[name]

    def objections(self) -> dict[str, str]:
        return self.object_to(self.cohort, self.dates, self.at)


def admission_field(**kwargs: Any) -> forms.ChoiceField:
    hints: dict[object, str] = {
        Cohort.Admission.FIRST_COME: "Whoever can join gets a place at once, while there are places. Everybody else"
        " waits for one.",
        Cohort.Admission.RANKED: "Reviewers read all applications after the close and score them by your rubric."
        " Everybody is told at the same time.",
    }
    return forms.ChoiceField(
        label="How are places given?", choices=Cohort.Admission.choices, widget=Radios(hints=hints), **kwargs
    )


class AdmissionForm(PortalForm):
    submit_label = "Save"
    admission = admission_field()


class CohortForm(CalendarFields):
    """A new cohort: its name, its places and its calendar."""

    submit_label = "Add the cohort"
    mark_optional = False  # which numbers of places are needed, the choice above them says
    name = forms.CharField(label="Name", help_text="Like Spring cohort 2027.", max_length=100)
    admission = admission_field(initial=Cohort.Admission.FIRST_COME)
    places_by = forms.ChoiceField(
        label="What are places counted for?",
        choices=Cohort.PlacesBy,
        initial=Cohort.PlacesBy.COHORT,
        widget=Radios(
            hints={
                Cohort.PlacesBy.COHORT: "One number for everybody, whatever strand they choose.",
                Cohort.PlacesBy.STRAND: "Each strand has places and a waiting list of its own.",
            }
        ),
        error_messages={"required": "Select what places are counted for"},
    )
    capacity = forms.IntegerField(
        label="Places in the whole cohort", min_value=1, max_value=10_000, required=False, widget=FEW
    )
    waiting_limit = forms.IntegerField(
        label="Longest waiting list (optional)",
        help_text="Where places go in the order of arrival: once so many people wait, nobody else can apply. Leave it"
        " empty for no limit.",
        min_value=0,
        max_value=100_000,
        required=False,
        widget=FEW,
    )

    def __init__(self, data: Any = None, *, strands: Iterable[Strand], has_rubric: bool, at: dt.datetime):
        self.at, self.strands = at, {f"strand_{strand.pk}": strand for strand in strands}
        self.has_rubric = has_rubric
        super().__init__(data, initial={"offer_days": 7, "review_days": 5})
        for name, strand in self.strands.items():
            self.fields[name] = forms.IntegerField(
                label=f"Places in {strand.name}", min_value=1, max_value=10_000, required=False, widget=FEW
            )
        self.order_fields(["name", "admission", "places_by", "capacity", *self.strands])

    @property
    def groups(self) -> dict[str, list[str]]:
        places = ["name", "admission", "places_by", "capacity", *self.strands, "waiting_limit"]
        return {"The cohort and its places": places, **self.GROUPS}

    def objections(self) -> dict[str, str]:
        closes = self.dates.get("closes_at")
        passed = {"closes_at": "This has passed. Choose a time to come"} if closes and closes <= self.at else {}
        return out_of_order(self.dates, is_ranked=self.is_ranked) | passed

    @property
    def is_ranked(self) -> bool:
        return self.cleaned_data.get("admission") == Cohort.Admission.RANKED

    def clean(self) -> None:
        super().clean()
        if self.is_ranked and not self.has_rubric:
            self.add_error("admission", "Make the rubric of the programme first, or choose the other way")
        by_strand = self.cleaned_data.get("places_by") == Cohort.PlacesBy.STRAND
        for name in self.strands if by_strand else ["capacity"]:
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, "Enter how many places there are")

    def cohort(self) -> dict[str, Any]:
        """What the action takes."""
        given, by_strand = self.cleaned_data, self.cleaned_data["places_by"] == Cohort.PlacesBy.STRAND
        seats = {strand: given[name] for name, strand in self.strands.items()}
        return {
            "name": given["name"],
            "admission": given["admission"],
            "capacity": seats if by_strand else {None: given["capacity"]},
            "waiting_limit": None if self.is_ranked else given["waiting_limit"],
            **self.dates,
        }
