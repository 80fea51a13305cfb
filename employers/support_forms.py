"""What an organisation asks, and of whom."""

import datetime as dt
from typing import Any

from django import forms

from accounts.models import User
from cohorts.models import Programme
from core.forms import Radios, choices_of
from support.forms import AskForm, ThreadFilterForm


class SupportForm(AskForm):
    """Asks which programme it is about, unless there is one only."""

    programme = forms.ModelChoiceField(
        label="Which programme is it about?",
        queryset=Programme.objects.none(),
        widget=Radios,
        empty_label=None,
        error_messages={"required": "Select which programme it is about"},
    )
    field_order = ("programme", "subject", "text", "key")

    def __init__(self, data: Any = None, *, programmes: list[Programme]):
        super().__init__(data)
        self.programmes = programmes
        if len(programmes) == 1:
            del self.fields["programme"]
        else:
            offered = Programme.objects.filter(pk__in=[programme.pk for programme in programmes])
            choices_of(self, "programme").queryset = offered

    def question(self) -> dict[str, Any]:
        return {"programme": self.programmes[0], **self.cleaned_data}


class SupportFilterForm(ThreadFilterForm):
    """Those of one organisation alone, where a link from its page says so."""

    organisation = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any):
        super().__init__({name: data.get(name, "") for name in self.base_fields})
        if not data.get("organisation"):
            del self.fields["organisation"]

    def narrow(self, rows: Any, *, person: User) -> Any:
        rows = super().narrow(rows, person=person)
        only = self.chosen.get("organisation")
        return rows.filter(organisation__uuid=only) if only else rows


def supporting(at: dt.datetime) -> tuple[list[Programme], list[Programme]]:
    """The programmes that support employers at this instant, and those that did."""
    programmes = list(Programme.objects.public())
    now = [programme for programme in programmes if programme.supports_employers_at(at)]
    return now, [programme for programme in programmes if programme not in now]
