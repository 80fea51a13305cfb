"""The form of the survey, and that of a session."""

from typing import Any

from django import forms

from core.forms import PortalForm, Radios
from participation.survey_items import SCALE, items


class SurveyForm(PortalForm):
    """A statement a question. All are answered: only what was answered twice can be compared."""

    submit_label = "Send my answers"

    def __init__(self, data: Any = None, *, initial: dict[str, int] | None = None):
        super().__init__(data, initial=initial)
        for item in items().values():
            self.fields[item.key] = forms.TypedChoiceField(
                label=f"{item.statement}.",
                choices=list(SCALE.items()),
                coerce=int,
                widget=Radios(small=True),
                error_messages={"required": f"Choose how well this fits you: {item.statement}"},
            )
