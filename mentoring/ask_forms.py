"""The forms of asking: a no of a mentor, and what staff set by hand."""

from typing import Any

from django import forms

from core.forms import LongTextField, PortalForm, Radios
from core.seen import SeenForm
from mentoring.models import Hand, Pair

Reason = Pair.Reason
LONGEST_WORDS = Pair._meta.get_field("private_words").max_length
NO_HAND = "score"


def _words(label: str, hint: str) -> LongTextField:
    return LongTextField(label=label, help_text=hint, required=False, max_length=LONGEST_WORDS, rows=3)


class DeclineForm(PortalForm):
    """Nobody has to explain a no. What is said goes to the team alone."""

    submit_label = "Say no this time"
    mark_optional = False
    reason = forms.ChoiceField(
        label="What is the main reason? (optional)",
        help_text="Only the team reads it. It helps us to ask you about the right people.",
        choices=[
            (Reason.TIME, "I do not have enough time at the moment"),
            (Reason.TIMES, "The times do not suit me"),
            (Reason.FIT, "I do not think I am the right person"),
            (Reason.KNOWN, "We know each other"),
            (Reason.CHANGED, "My work or life has changed"),
            (Reason.OTHER, "Something else"),
        ],
        required=False,
        widget=Radios,
    )
    words = _words("Anything you would like the team to know? (optional)", "Only the team reads it.")

    def given(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("reason", "words")}


class PublishForm(SeenForm):
    """One press, which does what its page says."""

    def __init__(self, data: Any = None, *, seen: str, submit_label: str):
        super().__init__(data, seen=seen)
        self.submit_label = submit_label


class HandForm(SeenForm):
    """Who decides on two people in the runs to come: the score, or staff."""

    submit_label = "Save"
    mark_optional = False
    kind = forms.ChoiceField(
        label="In the next runs",
        choices=[
            (NO_HAND, "Let the score decide"),
            (Hand.Kind.LOCKED, "Keep these two together"),
            (Hand.Kind.FORBIDDEN, "Never match these two"),
        ],
        widget=Radios(
            hints={
                Hand.Kind.LOCKED: "Whatever the score. Everybody else gets the best there is beside them.",
                Hand.Kind.FORBIDDEN: "Only the team sees this.",
            }
        ),
        error_messages={"required": "Select what happens in the next runs"},
    )

    def __init__(self, data: Any = None, *, hand: Hand | None, seen: str):
        super().__init__(data, seen=seen, initial={"kind": hand.kind if hand else NO_HAND})

    @property
    def chosen(self) -> str:
        """The kind; empty where the score decides."""
        kind = self.cleaned_data["kind"]
        return "" if kind == NO_HAND else kind
