"""The forms with which staff set up training."""

from typing import Any

from django import forms

from accounts.models import User
from cohorts.models import Programme
from core.forms import LongTextField, PortalForm, choices_of
from core.presses import KeyField
from events.editing_forms import only_one, runs_programmes
from events.models import Module, Series


class SeriesForm(PortalForm):
    submit_label = "Save the series"
    programme = forms.ModelChoiceField(
        label="Programme", queryset=Programme.objects.none(), empty_label="Choose a programme"
    )
    name = forms.CharField(label="Name", max_length=Series._meta.get_field("name").max_length)
    summary = LongTextField(
        label="Summary", help_text="What it is and who it is for, in one or two sentences.", max_length=300, rows=3
    )
    about = LongTextField(
        label="What people learn", help_text="Leave an empty line between paragraphs.", max_length=5000, required=False
    )
    key = KeyField()

    def __init__(self, data: Any = None, *, user: User):
        super().__init__(data)
        programmes = runs_programmes(user)
        choices_of(self, "programme").queryset = programmes
        self.only_programme = only_one(programmes)
        if self.only_programme:
            del self.fields["programme"]

    def given(self) -> dict[str, Any]:
        return {"programme": self.only_programme, **self.cleaned_data}


class SeriesWordsForm(PortalForm):
    submit_label = "Save the series"
    name = forms.CharField(label="Name", max_length=Series._meta.get_field("name").max_length)
    summary = LongTextField(label="Summary", max_length=300, rows=3)
    about = LongTextField(
        label="What people learn", help_text="Leave an empty line between paragraphs.", max_length=5000, required=False
    )
    is_public = forms.BooleanField(label="Everybody sees it", required=False)


class ModuleForm(PortalForm):
    submit_label = "Save the module"
    name = forms.CharField(label="Name", max_length=Module._meta.get_field("name").max_length)
    about = LongTextField(label="What it covers", max_length=2000, required=False)
