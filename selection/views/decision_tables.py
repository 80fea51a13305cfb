"""Rows of the tables of decisions, as the component takes them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from core.words import number_of
from returners.models import Assessment
from selection.models import Pending, Round

Outcome = Assessment.Outcome
DECISIONS = [{"text": "Rank", "number": True}, "Candidate", "Score", "Decision", "Why", "Letter"]
COLOURS = {Outcome.OFFERED: "green", Outcome.WAITING: "blue", Outcome.NOT_OFFERED: "grey"}
# What each means, for counts.
SAID = {
    Outcome.OFFERED: "offered a place",
    Outcome.WAITING: "on the waiting list",
    Outcome.NOT_OFFERED: "not offered a place",
}


def decisions(round_: Round, found: Iterable[Pending], turns: Mapping[int, int]) -> list[list[Any]]:
    return [
        [
            {"text": str(pending.rank), "number": True},
            {
                "text": str(pending.candidate),
                "url": reverse("selection:candidate_detail", args=[round_.uuid, pending.candidate.number]),
            },
            str(pending.score),
            outcome(pending, turns),
            pending.get_reason_display(),
            {
                "text": "Read the letter",
                "url": reverse("selection:decision_letter", args=[round_.uuid, pending.candidate.number]),
                "about": f"to {pending.candidate}",
            },
        ]
        for pending in found
    ]


def outcome(pending: Pending, turns: Mapping[int, int]) -> dict[str, str]:
    turn = turns.get(pending.candidate_id)
    label = f"Number {turn} on the waiting list" if turn else pending.get_outcome_display()
    return {"tag": label, "colour": COLOURS[Outcome(pending.outcome)]}


def counted(numbers: Mapping[Assessment.Outcome, int]) -> list[dict[str, str]]:
    """How many get what, as the summary list takes it."""
    rows = [{"key": SAID[one].capitalize(), "value": str(count)} for one, count in numbers.items()]
    return [*rows, {"key": "Letters", "value": number_of(sum(numbers.values()), "letter")}]
