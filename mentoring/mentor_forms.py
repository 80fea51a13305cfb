"""Forms of staff about mentors, and about what is shared with them."""

from typing import Any

from django import forms

from cohorts.models import Programme, Strand
from core.forms import LongTextField, PortalForm, choices_of
from core.material_forms import MaterialFields
from mentoring.models import Mentor


class MentorFilterForm(PortalForm):
    """Filters of the list of mentors, kept in the address."""

    method = "get"
    submit_label = "Show"
    mark_optional = False
    status = forms.ChoiceField(label="Who", required=False, choices=[("", "All"), *Mentor.Status.choices])
    strand = forms.ModelChoiceField(label="Strand", queryset=Strand.objects.none(), required=False, empty_label="All")

    def __init__(self, data: Any, *, programme: Programme):
        super().__init__(data)
        choices_of(self, "strand").queryset = programme.strands.all()

    def narrow(self, mentors: Any) -> Any:
        return mentors.filter(**{name: value for name, value in self.cleaned_data.items() if value})


class TurnDownForm(PortalForm):
    submit_label = "Send the letter"
    submit_class = "govuk-button--warning"
    words = LongTextField(
        label="Would you like to add something?",
        help_text="They read it in the letter, between our thanks and the way to ask again. It is kept nowhere else.",
        max_length=1_000,
        required=False,
    )


class ResourceForm(MaterialFields):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = "Like “A guide to the first meeting”."
