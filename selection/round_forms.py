"""The forms of managers around the reading of a round."""

from typing import Any

from django import forms
from django.db.models import Q

from core.forms import LongTextField, PortalForm, Radios, UKDateField, choices_of
from selection.models import Candidate, Review, Reviewer, Round
from selection.standing import Share


class ReadByForm(PortalForm):
    submit_label = "Save"
    review_by = UKDateField(
        label="By which day should everything be read?",
        subject="The day",
        error_messages={"required": "Enter the day by which everything should be read"},
    )


class RoundForm(ReadByForm):
    submit_label = "Give out the applications"
    without_referred = forms.BooleanField(
        label="Begin without the applications that a person has yet to decide on. They come in as soon as they are"
        " found eligible.",
        required=False,
    )

    def __init__(self, data: Any = None, *, referred: int, **kwargs: Any):
        super().__init__(data, **kwargs)
        if not referred:
            del self.fields["without_referred"]


class ReviewFilterForm(PortalForm):
    """Filters of the list of reviews, kept in the address."""

    method = "get"
    submit_label = "Show"
    mark_optional = False

    STATES = {
        "to read": ("To read", Q(status=Review.Status.ASSIGNED)),
        "submitted": ("Submitted", Q(status=Review.Status.SUBMITTED)),
        "third": ("Third readers", Q(status__in=Review.LIVE, is_third=True)),
        "flagged": ("With a flag", Q(status=Review.Status.SUBMITTED) & ~Q(flags=[])),
        "handed back": ("Handed back", Q(status=Review.Status.RECUSED)),
        "taken away": ("Given to somebody else", Q(status=Review.Status.TAKEN_AWAY)),
    }

    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "All"), ("late", "Late"), *((key, label) for key, (label, _) in STATES.items())],
    )
    reviewer = forms.ModelChoiceField(
        label="Reviewer", queryset=Reviewer.objects.none(), to_field_name="uuid", required=False, empty_label="All"
    )
    number = forms.CharField(label="Candidate number", max_length=20, required=False)

    def __init__(self, data: Any, *, round_: Round, today: Any):
        super().__init__(data)
        self.today = today
        reviewers = Reviewer.objects.filter(programme=round_.cohort.programme_id).select_related("person")
        choices_of(self, "reviewer").queryset = reviewers.order_by("person__name", "pk")

    def narrow(self, rows: Any) -> Any:
        """Those of these reviews that are meant."""
        state, reviewer, number = (self.cleaned_data[name] for name in ("state", "reviewer", "number"))
        if state == "late":
            rows = rows.filter(status=Review.Status.ASSIGNED, due_on__lt=self.today)
        elif state:
            rows = rows.filter(self.STATES[state][1])
        if reviewer:
            rows = rows.filter(reviewer=reviewer)
        return rows.filter(candidate__number=number) if number else rows


class ReassignForm(PortalForm):
    submit_label = "Give it to them"
    LEAST = "least"

    to = forms.ChoiceField(label="Who should read it?", widget=Radios)

    def __init__(self, data: Any = None, *, able: list[Share]):
        super().__init__(data, initial={"to": self.LEAST})
        self.reviewers = {str(share.reviewer.uuid): share.reviewer for share in able}
        choices_of(self, "to").choices = [
            (self.LEAST, "Whoever has least to read, and may read it"),
            *((str(share.reviewer.uuid), f"{share.reviewer}, who has {share.reviews}") for share in able),
        ]

    def chosen(self) -> Reviewer | None:
        return self.reviewers.get(self.cleaned_data["to"])


class PairForm(PortalForm):
    """A candidate by their number, and a reviewer."""

    number = forms.CharField(
        label="Candidate number", max_length=20, widget=forms.TextInput(attrs={"class": "govuk-input--width-10"})
    )
    reviewer = forms.ModelChoiceField(
        label="Reviewer", queryset=Reviewer.objects.none(), to_field_name="uuid", empty_label="Choose a reviewer"
    )

    def __init__(self, data: Any = None, *, round_: Round, initial: dict[str, Any] | None = None):
        super().__init__(data, initial=initial)
        self.round = round_
        reviewers = Reviewer.objects.in_role().filter(programme=round_.cohort.programme_id).select_related("person")
        choices_of(self, "reviewer").queryset = reviewers.order_by("person__name", "pk")

    def clean_number(self) -> str:
        number = self.cleaned_data["number"]
        candidate = self.round.candidates.select_related("round", "application").filter(number=number).first()
        if candidate is None:
            raise forms.ValidationError(f"There is no candidate {number} in this round")
        self.candidate: Candidate = candidate
        return number


class GiveForm(PairForm):
    submit_label = "Ask them to read it"


class ConflictForm(PairForm):
    submit_label = "Save"
    why = LongTextField(
        label="Why?",
        help_text="In a few words, without names: they are related, or have worked together. Reviewers do not see this."
        " The candidate can ask to see it.",
        max_length=500,
        rows=3,
    )
