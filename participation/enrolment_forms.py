"""Forms about taking part: the same for whoever takes part and for managers who do it for them."""

import datetime as dt
from typing import Any

from django import forms

from cohorts.models import Enrolment, Pool
from core.calendar import uk_day
from core.forms import LongTextField, PortalForm, Radios, UKDateField, choices_of
from core.uktime import uk_date
from participation.models import SupportNeeds


class ReasonField(forms.ChoiceField):
    """One of a list, and no word more: caring is reason enough."""

    def __init__(self) -> None:
        super().__init__(
            label="What is the reason?",
            help_text="Caring is reason enough. We ask for nothing more than this.",
            choices=Enrolment.Reason,
            widget=Radios,
            error_messages={"required": "Select a reason"},
        )


class PauseForm(PortalForm):
    submit_label = "Begin the break"
    reason = ReasonField()
    back_on = UKDateField(
        label="When might it be over?",
        help_text="A guess is fine, and nobody is held to it. Leave it empty if it is too early to say.",
        subject="The day",
        required=False,
    )

    def __init__(self, data: Any = None, *, enrolment: Enrolment, at: dt.datetime):
        super().__init__(data)
        self.enrolment, self.today = enrolment, uk_day(at)

    def clean_back_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["back_on"]
        if day and day <= self.today:
            raise forms.ValidationError("The day must be after today")
        if day and day > self.enrolment.cohort.ends_on:
            raise forms.ValidationError(
                f"The cohort ends on {uk_date(self.enrolment.cohort.ends_on)}. Enter a day before that, or none"
            )
        return day


class EndForm(PortalForm):
    submit_label = "Stop taking part"
    submit_class = "govuk-button--warning"
    reason = ReasonField()


class MoveForm(PortalForm):
    """To a pool with a free place. Chosen by the cohort, because people know that by name."""

    submit_label = "Move to this cohort"
    cohort = forms.ChoiceField(
        label="Which cohort?", widget=Radios, error_messages={"required": "Select the cohort to move to"}
    )
    reason = ReasonField()

    def __init__(self, data: Any = None, *, rooms: list[Pool]):
        super().__init__(data)
        self.rooms = {pool.cohort.slug: pool for pool in rooms}
        hints = {
            slug: f"{uk_date(pool.cohort.starts_on)} to {uk_date(pool.cohort.ends_on)}"
            for slug, pool in self.rooms.items()
        }
        field = choices_of(self, "cohort")
        field.choices = [(slug, pool.cohort.name) for slug, pool in self.rooms.items()]
        field.widget.hints = hints

    def clean_cohort(self) -> Pool:
        return self.rooms[self.cleaned_data["cohort"]]


class StaffMoveForm(MoveForm):
    counts = forms.TypedChoiceField(
        label="Do they put the programme off?",
        choices=[("no", "No, they only change to another cohort"), ("yes", "Yes, to a later cohort")],
        coerce=lambda answer: answer == "yes",
        widget=Radios(hints={"yes": "Everybody may do that once."}),
        error_messages={"required": "Select whether they put the programme off"},
    )


class PeopleFilterForm(PortalForm):
    """Filters of the list of who takes part, kept in the address."""

    method = "get"
    submit_label = "Show"
    mark_optional = False
    status = forms.ChoiceField(label="Who", required=False, choices=[("", "All"), *Enrolment.Status.choices])


class SupportNeedsForm(PortalForm):
    submit_label = "Save"
    text = LongTextField(
        label="What would help you?",
        help_text="For example captions, a break every hour, or your camera off. Write about yourself only. Please do"
        " not tell us about the person you care for.",
        max_length=500,
        error_messages={"required": "Write what would help you"},
    )
    is_shared = forms.TypedChoiceField(
        label="May those who lead your sessions read this?",
        choices=[("yes", "Yes, they may read it"), ("no", "No, only the team that runs the programme")],
        coerce=lambda answer: answer == "yes",
        widget=Radios(
            hints={"yes": "Only those who lead sessions that you take part in. You can take it back at any time."}
        ),
        error_messages={"required": "Select whether those who lead your sessions may read this"},
    )

    def __init__(self, data: Any = None, *, needs: SupportNeeds | None, told: str):
        """`told`: when they applied, to begin with."""
        known = {"text": needs.text, "is_shared": "yes" if needs.is_shared else "no"} if needs else {"text": told}
        super().__init__(data, initial=known)
