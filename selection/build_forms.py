"""The forms of the ranking and of the cohort builder."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from cohorts.models import Strand
from core.forms import LongTextField, PortalForm, Radios, choices_of
from core.regions import RegionGroup
from selection.building import Plan
from selection.models import Move, Review, Round
from selection.ranking import Standing

ALL = ("", "All")
HIGHEST = 1_000_000

ORDERS = {
    "": "Rank",
    "raw": "Raw score, highest first",
    "adjusted": "Adjusted score, highest first",
    "gap": "Reviews furthest apart first",
    "number": "Number of the candidate",
}


class RankingForm(PortalForm):
    """Filters and order of the ranking, kept in the address."""

    method = "get"
    submit_label = "Show"
    mark_optional = False
    strand = forms.ChoiceField(label="Strand", required=False)
    group = forms.ChoiceField(label="Region group", required=False)
    cohort = forms.ChoiceField(
        label="Cohort", choices=[ALL, ("in", "In the cohort"), ("out", "Not in the cohort")], required=False
    )
    reviews = forms.ChoiceField(
        label="Reviews", choices=[ALL, ("missing", "Some are missing"), ("complete", "Complete")], required=False
    )
    flag = forms.ChoiceField(label="Flags", choices=[ALL, ("any", "With a flag"), *Review.Flag.choices], required=False)
    order = forms.ChoiceField(label="Order by", choices=list(ORDERS.items()), required=False)

    def __init__(self, data: Any, *, standings: Iterable[Standing]):
        super().__init__(data)
        rows = list(standings)
        for name, found in (("strand", {one.strand for one in rows}), ("group", {one.region_group for one in rows})):
            choices_of(self, name).choices = [ALL, *((each, each) for each in sorted(found) if each)]

    def narrow(self, standings: Iterable[Standing], made: Plan | None) -> list[Standing]:
        """Those asked for, in the order asked for. What cannot be read in the address asks for nothing."""
        asked = self.cleaned_data if self.is_valid() else {}
        chosen = made.chosen if made else frozenset()
        found = [one for one in standings if self._is_asked_for(one, asked, one.candidate in chosen)]
        return sorted(found, key=SORTED[asked["order"]]) if asked.get("order") else found

    def _is_asked_for(self, one: Standing, asked: dict[str, str], is_in: bool) -> bool:
        flag = asked.get("flag")
        return (
            asked.get("strand") in ("", None, one.strand)
            and asked.get("group") in ("", None, one.region_group)
            and asked.get("cohort") in ("", None, "in" if is_in else "out")
            and asked.get("reviews") in ("", None, "missing" if one.missing else "complete")
            and (not flag or flag in one.flags or (flag == "any" and bool(one.flags)))
        )


SORTED: dict[str, Any] = {
    "raw": lambda one: (-(one.raw or 0), one.rank or HIGHEST),
    "adjusted": lambda one: (-(one.adjusted or 0), one.rank or HIGHEST),
    "gap": lambda one: (-one.gap, one.rank or HIGHEST),
    "number": lambda one: one.number,
}


class MoveForm(PortalForm):
    """Why somebody is moved. `seen`: what the page said that the move does."""

    reason = forms.ChoiceField(
        label="What is the reason?",
        choices=Move.Reason.choices,
        widget=Radios,
        error_messages={"required": "Select the reason"},
    )
    why = LongTextField(
        label="Say why",
        help_text="Kept with the decision. The person can ask to see it. Do not write about the person they care for.",
        max_length=500,
        rows=4,
        error_messages={"required": "Say why"},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, to: str, seen: str):
        self.shown = data.get("seen", "") if data else ""
        super().__init__({**data.dict(), "seen": seen} if data else None, initial={"seen": seen})
        self.submit_label = "Take into the cohort" if to == Move.To.IN else "Leave out of the cohort"


class SettingsForm(PortalForm):
    """Which scores decide, the lowest one, and the least numbers of strands and region groups."""

    submit_label = "Save the settings"
    use_normalised = forms.TypedChoiceField(
        label="Which scores decide?",
        choices=[("no", "Raw scores"), ("yes", "Adjusted scores")],
        coerce=lambda answer: answer == "yes",
        widget=Radios(
            hints={
                "no": "The mean of the reviews, as they were given.",
                "yes": "What a reviewer gives above or below the others is taken out. The ranking explains how.",
            }
        ),
        error_messages={"required": "Select which scores decide"},
    )
    least_score = forms.DecimalField(
        label="Lowest score for a place",
        help_text="Of 100 points. Nobody below it gets a place or a turn on the waiting list, unless you move them in."
        " 0 means that there is none.",
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal"}),
        error_messages={"invalid": "Lowest score must be a number, like 55 or 55.5"},
    )

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, round_: Round, strands: Iterable[Strand], groups: Iterable[str], seen: str):
        self.shown = data.get("seen", "") if data else ""
        set_to = {one.strand_id or one.region_group: one.least for one in round_.minimums.all()}
        self.of: dict[str, Strand | str] = {f"strand_{strand.pk}": strand for strand in strands}
        self.of |= {f"group_{RegionGroup(group).name.lower()}": group for group in groups}
        initial: dict[str, Any] = {
            "seen": seen,
            "use_normalised": "yes" if round_.use_normalised else "no",
            "least_score": f"{round_.least_score.normalize():f}",
        }
        initial |= {name: set_to.get(of.pk if isinstance(of, Strand) else of) or "" for name, of in self.of.items()}
        super().__init__({**data.dict(), "seen": seen} if data else None, initial=initial)
        self.fields |= {name: _least(str(of)) for name, of in self.of.items()}

    def settings(self) -> dict[str, Any]:
        return {
            "use_normalised": self.cleaned_data["use_normalised"],
            "least_score": Decimal(self.cleaned_data["least_score"]),
            "seen": self.shown,
            "least": {of: self.cleaned_data[name] or 0 for name, of in self.of.items()},
        }


def _least(name: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=f"At least from {name}",
        required=False,
        min_value=0,
        max_value=10_000,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )
