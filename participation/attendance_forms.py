"""The forms about who was there."""

from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms

from core.forms import PortalForm, Radios
from participation.models import Attendance
from participation.registers import Line

Status = Attendance.Status

CHOICES = {
    Status.PRESENT: "There",
    Status.PART: "Part of it",
    Status.ABSENT: "Not there",
    Status.EXCUSED: "Excused",
}
# Who has made up for it since, staff say.
STAFF_CHOICES = {**CHOICES, Status.CAUGHT_UP: "Caught up"}


class RegisterForm(PortalForm):
    """A line a person. None is chosen before somebody chooses, and none has to be."""

    submit_label = "Save the register"
    mark_optional = False

    def __init__(self, *args: Any, lines: list[Line], choices: dict[Any, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[self.name_of(line)] = forms.ChoiceField(
                label=str(line.enrolment.person),
                help_text="Told us they could not come" if line.said_so else "",
                choices=list(self.choices_for(line, choices).items()),
                initial=line.status,
                required=False,
                widget=Radios(inline=True, small=True),
            )

    @property
    def layout(self) -> Layout:  # type: ignore[override]
        return Layout(Div(*self.fields, css_class="portal-register"))

    @staticmethod
    def name_of(line: Line) -> str:
        return f"of_{line.enrolment.uuid}"

    @staticmethod
    def choices_for(line: Line, choices: dict[Any, str]) -> dict[Any, str]:
        """What stands there can stay, whoever may have written it."""
        return {**choices, line.status: Status(line.status).label} if line.status not in {"", *choices} else choices

    def marks(self) -> dict[int, str]:
        """What was chosen, by enrolment."""
        chosen = {line.enrolment.pk: self.cleaned_data[self.name_of(line)] for line in self.lines}
        return {pk: status for pk, status in chosen.items() if status}


class CannotComeForm(PortalForm):
    submit_label = "Tell us"
    heading_field = "excuse"
    excuse = forms.ChoiceField(
        label="Why can you not come?",
        help_text="One word is enough. We ask nothing else.",
        choices=Attendance.Excuse.choices,
        widget=Radios,
    )
