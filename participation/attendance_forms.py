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
    """A line a person. None is chosen before somebody chooses, and none has to be.

    A hidden box beside each says what the page showed: what nobody changed there is left as others have it by now.
    """

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
            self.fields[self.shown_of(line)] = forms.CharField(
                required=False, initial=line.status, widget=forms.HiddenInput
            )

    @property
    def layout(self) -> Layout:  # type: ignore[override]
        return Layout(Div(*(self.name_of(line) for line in self.lines), css_class="portal-register"))

    @staticmethod
    def name_of(line: Line) -> str:
        return f"of_{line.enrolment.uuid}"

    @staticmethod
    def shown_of(line: Line) -> str:
        return f"shown_{line.enrolment.uuid}"

    @staticmethod
    def choices_for(line: Line, choices: dict[Any, str]) -> dict[Any, str]:
        """What stands there can stay, whoever may have written it."""
        return {**choices, line.status: Status(line.status).label} if line.status not in {"", *choices} else choices

    def marks(self) -> dict[int, str]:
        """What was chosen and was not so before, by enrolment."""
        chosen = {line: self.cleaned_data[self.name_of(line)] for line in self.lines}
        return {
            line.enrolment.pk: status
            for line, status in chosen.items()
            if status and status != self.cleaned_data[self.shown_of(line)]
        }


class CannotComeForm(PortalForm):
    submit_label = "Tell us"
    excuse = forms.ChoiceField(
        label="What is the reason?",
        help_text="Caring is reason enough. We ask for nothing more than this.",
        choices=Attendance.Excuse.choices,
        widget=Radios,
    )
