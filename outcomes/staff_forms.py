"""The forms of managers: what a strand asks for, placements, awards and claims."""

from typing import Any

from django import forms

from core.forms import LongTextField, MonthField, NameField, PortalForm, Radios, UKDateField
from core.presses import KeyField
from outcomes.fields import OrganisationField, PoundsField
from outcomes.models import Award, Claim, LogEntry, Placement
from outcomes.models.needs import MOST_DAYS

MOST_AWARD_PENCE = 100_000_00


def number(label: str, *, most: int, least: int = 0, help_text: str = "") -> forms.IntegerField:
    widget = forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=widget, help_text=help_text)


class NeedsForm(PortalForm):
    submit_label = "Save"

    needs_placement = forms.TypedChoiceField(
        label="Do people in this strand need a placement?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        widget=Radios(inline=True),
    )
    middle_from_years = number("The middle band begins at this many years out of practice", least=1, most=40)
    long_from_years = number("The longest band begins at this many years", least=2, most=60)
    days_short = number(
        "Updating days for a shorter time out",
        most=MOST_DAYS,
        help_text="A day is 7 hours. Enter 0 in all three if nobody needs updating days.",
    )
    days_middle = number("Updating days in the middle band", most=MOST_DAYS)
    days_long = number("Updating days in the longest band", most=MOST_DAYS)
    counts_months = number(
        "Hours count for this many months",
        least=1,
        most=120,
        help_text="Hours older than this, on the day enough is done, do not count.",
    )
    ready_from_months = number("People are usually ready from this many months after the start", most=60)
    ready_by_months = number("And by this many months after the start", most=60)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for first, second, words in (
            ("middle_from_years", "long_from_years", "The longest band must begin after the middle one"),
            ("ready_from_months", "ready_by_months", "The last month must not be before the first"),
        ):
            low, high = cleaned.get(first), cleaned.get(second)
            is_wrong = low is not None and high is not None and (low >= high if "years" in first else low > high)
            if is_wrong:
                self.add_error(second, words)
        return cleaned


class BudgetForm(PortalForm):
    submit_label = "Save the budget"
    pence = PoundsField(label="Budget of the strand, in pounds", least=0, help_text="For example 600000 or 600,000.")


class PlanForm(PortalForm):
    submit_label = "Work out the days"
    last_practised_on = MonthField(
        label="When did they last practise?",
        subject="The month",
        help_text="The last month in which they worked in their profession, for example 3 2019.",
        error_messages={"required": "Enter the month they last practised"},
    )


class TakeBackForm(PortalForm):
    submit_label = "Take the sign-off back"
    submit_class = "govuk-button--warning"
    why = LongTextField(
        label="Why?",
        help_text="They read this. Nothing about patients or clients.",
        max_length=LogEntry._meta.get_field("why").max_length,
        rows=2,
        error_messages={"required": "Say in a few words what is not right"},
    )


class PlacementChangeForm(PortalForm):
    submit_label = "Save the placement"

    supervisor_name = NameField(
        label="Name of the supervisor",
        max_length=Placement._meta.get_field("supervisor_name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    supervisor_email = forms.EmailField(
        label="Email address of the supervisor",
        help_text="We write to them at once, with a link to sign off days. They need no account.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    starts_on = UKDateField(
        label="First day", subject="The first day", error_messages={"required": "Enter the first day"}
    )
    ends_on = UKDateField(label="Last day", subject="The last day", error_messages={"required": "Enter the last day"})


class PlacementFilterForm(PortalForm):
    """Whom to show of a cohort, kept in the address."""

    method = "get"
    submit_label = "Show"
    mark_optional = False
    show = forms.ChoiceField(
        label="Who",
        required=False,
        choices=[
            ("", "Everybody"),
            ("unplaced", "Needs a placement"),
            ("unsigned", "Has days not signed off for 2 weeks"),
            ("claims", "Has a claim to decide"),
        ],
    )


class PlacementForm(PlacementChangeForm):
    host = OrganisationField(
        label="Where is the placement?",
        help_text="The name of the organisation, or enough of it to mean one only.",
        error_messages={"required": "Enter the organisation where the placement is"},
    )
    key = KeyField()
    field_order = ("host",)


class AwardForm(PortalForm):
    submit_label = "Award it"

    pence = PoundsField(label="How much, in pounds?", most=MOST_AWARD_PENCE)
    purpose = forms.CharField(
        label="What is it for?",
        max_length=Award._meta.get_field("purpose").max_length,
        help_text="They read this. For example: travel to your placement.",
    )
    key = KeyField()


class ClaimDecideForm(PortalForm):
    submit_label = "Save the decision"
    mark_optional = False

    decision = forms.ChoiceField(
        label="What do you decide?", choices=[("yes", "Approve it"), ("no", "Do not approve it")], widget=Radios
    )
    why = LongTextField(
        label="If not, why?",
        help_text="They read this. Say what they can do next.",
        required=False,
        max_length=Claim._meta.get_field("why").max_length,
        rows=3,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == "no" and not cleaned.get("why") and "why" not in self.errors:
            self.add_error("why", "Say why, so that they know what to do next")
        return cleaned
