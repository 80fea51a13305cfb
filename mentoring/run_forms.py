"""What each part of a score is worth, in words."""

from dataclasses import fields
from typing import Any

from django import forms

from core.seen import SeenForm
from core.slots import SLOTS
from mentoring.models import WeightSet
from mentoring.people import LEAST_SENIORITY, MOST_SENIORITY
from mentoring.weights import HIGHEST, Weights

WORDS = {
    "base": ("Any pair that is possible at all", ""),
    "field": ("The same field of work", ""),
    "skill": ("Each skill that the mentor has and the returner named", ""),
    "topic": ("Each topic that both named", ""),
    "wish": (
        "Each place on the returner’s list of wishes",
        "They may name three topics that matter most. A mentor for the third gets these points once, for the second"
        " twice, for the first three times.",
    ),
    "region": ("The same region", ""),
    "seniority_lead": (
        "How many steps above the returner a mentor is at best",
        "Not points, but steps of eight: from starting out to leading.",
    ),
    "seniority": ("A mentor just so many steps above", ""),
    "seniority_step": ("Less for each step more or fewer than that", ""),
    "slot": ("Each time of the week that suits both", ""),
    "slots_at_most": ("How many of those times count", "Not points, but times."),
    "fairness": (
        "Each published run that found nobody for the returner",
        "So that whoever was left without a mentor comes first the next time.",
    ),
}
MOST = {"seniority_lead": MOST_SENIORITY - LEAST_SENIORITY, "slots_at_most": len(SLOTS)}


class WeightsForm(SeenForm):
    submit_label = "Save as a new version"

    def __init__(self, data: Any = None, *, newest: WeightSet | None):
        """`seen` is the version."""
        weights = newest.weights if newest else Weights()
        super().__init__(
            data,
            seen=str(newest.version if newest else 0),
            initial={name: getattr(weights, name) for name in WORDS},
        )
        for name, (label, hint) in WORDS.items():
            self.fields[name] = forms.IntegerField(
                label=label,
                help_text=hint,
                min_value=0,
                max_value=MOST.get(name, HIGHEST),
                widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
            )

    def weights(self) -> Weights:
        return Weights(**{field.name: self.cleaned_data[field.name] for field in fields(Weights)})

    @property
    def version_shown(self) -> int | None:
        return int(self.shown) if self.shown.isascii() and self.shown.isdigit() and len(self.shown) < 9 else None


def in_words(weights: Weights) -> list[dict[str, object]]:
    return [{"key": label, "value": str(getattr(weights, name))} for name, (label, _) in WORDS.items()]
