"""What a manager tries out on a round that is released."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms

from cohorts.models import EligibilityRules
from core.forms import PortalForm, Radios, choices_of
from core.regions import RegionGroup
from core.uktime import uk_date
from selection.models import Round
from selection.what_if import Setting, setting_of

FEW = {"class": "govuk-input--width-3", "inputmode": "numeric"}
MOST = 10_000
HUNDREDTHS = 100


class WhatIfForm(PortalForm):
    """The settings of the release, to be changed. They stand in the address: nothing of it is about a person."""

    method = "get"
    submit_label = "Show what would be different"
    mark_optional = False

    least_score = forms.DecimalField(
        label="Lowest score for a place",
        help_text="Of 100 points.",
        min_value=0,
        max_value=100,
        decimal_places=2,
        error_messages={"invalid": "Lowest score for a place must be a number, like 40"},
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "decimal"}),
    )
    adjusted = forms.ChoiceField(
        label="Which scores decide?",
        choices=[("no", "The scores as reviewers gave them"), ("yes", "The scores adjusted for each reviewer")],
        widget=Radios,
    )
    moves = forms.ChoiceField(
        label="What about applications that a manager moved?",
        choices=[("keep", "Leave them as they were moved"), ("drop", "Decide on them like on all others")],
        widget=Radios,
    )
    rules = forms.ChoiceField(label="Which eligibility rules?", widget=Radios)

    def __init__(self, data: Any = None, *, round_: Round):
        self.round = round_
        self.criteria = {f"weight_{one.position}": one for one in round_.rubric.criteria.all()}
        self.strands = {f"strand_{one.pk}": one.name for one in round_.cohort.programme.strands.order_by("pk")}
        self.groups = {f"group_{number}": group.value for number, group in enumerate(RegionGroup)}
        self.versions = {str(one.version): one for one in round_.cohort.programme.rules.all()}
        super().__init__(data, initial=None if data else self._initial(setting_of(round_)))
        for name, criterion in self.criteria.items():
            self._add(name, label=criterion.name, max_value=100)
        for name, words in (self.strands | self.groups).items():
            self._add(name, label=words, max_value=MOST, required=False)
        choices_of(self, "rules").choices = [
            (number, f"Version {number}, of {uk_date(rules.made_at)}") for number, rules in self.versions.items()
        ]

    def _add(self, name: str, **kwargs: Any) -> None:
        self.fields[name] = forms.IntegerField(min_value=0, widget=forms.NumberInput(attrs=dict(FEW)), **kwargs)

    def _initial(self, setting: Setting) -> dict[str, Any]:
        weights = {name: setting.weights[criterion.pk] for name, criterion in self.criteria.items()}
        strands = {name: setting.strands.get(strand) for name, strand in self.strands.items()}
        groups = {name: setting.groups.get(group) for name, group in self.groups.items()}
        return {
            "least_score": self.round.least_score,
            "adjusted": "yes" if setting.adjusted else "no",
            "moves": "keep",
            "rules": next(name for name, rules in self.versions.items() if rules.pk == self.round.cohort.rules_id),
            **weights,
            **strands,
            **groups,
        }

    @property
    def layout(self) -> Layout:  # type: ignore[override]
        return Layout(
            Fieldset("How much each criterion counts", *self.criteria),
            Fieldset("Scores", "least_score", "adjusted", "moves"),
            Fieldset("At least so many places in", *self.strands, *self.groups),
            Fieldset("Who may take part", "rules"),
        )

    def clean(self) -> None:
        weights = [self.cleaned_data.get(name) for name in self.criteria]
        if None not in weights and not any(weights):
            self.add_error(next(iter(self.criteria)), "At least one criterion has to count. Enter a number above 0")

    @property
    def rules_tried(self) -> EligibilityRules | None:
        """None: those by which it was decided."""
        rules = self.versions[self.cleaned_data["rules"]]
        return None if rules.pk == self.round.cohort.rules_id else rules

    def setting(self) -> Setting:
        given = self.cleaned_data
        return Setting(
            weights={criterion.pk: given[name] for name, criterion in self.criteria.items()},
            adjusted=given["adjusted"] == "yes",
            least_score=int(HUNDREDTHS * given["least_score"]),
            strands={strand: given[name] for name, strand in self.strands.items() if given[name]},
            groups={group: given[name] for name, group in self.groups.items() if given[name]},
            keeps_moves=given["moves"] == "keep",
            rules=self.rules_tried,
        )
