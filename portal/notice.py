"""What the privacy page says: drawn from what the apps declare, so that it is never behind what they do."""

from cohorts.models import Programme
from core import privacy, retention
from core.privacy import Basis, Purpose

Row = dict[str, object]


def what_for(public_task: Basis = Basis.PUBLIC_TASK) -> list[Row]:
    """For each purpose, what we use for it, and the basis in law. A programme may have another than a public task."""
    used: dict[Purpose, list[str]] = {}
    for holding in privacy.holdings():
        for fact in holding.facts:
            whats = used.setdefault(fact.purpose, [])
            if fact.what not in whats:
                whats.append(fact.what)
    return [
        {
            "title": f"To {purpose.words}",
            "uses": [_upper_first(what) for what in used[purpose]],
            "basis": basis(public_task if purpose.basis is Basis.PUBLIC_TASK else purpose.basis),
        }
        for purpose in Purpose
        if purpose in used
    ]


def basis(found: Basis) -> str:
    return f"Why the law lets us: {found.value[:1].lower()}{found.value[1:]}."


def who(programme: Programme) -> list[Row]:
    """Who answers for the data of a programme, as far as it has said so."""
    rows: list[Row] = [
        {"key": "Who decides how your data are used (the controller)", "value": programme.controller},
        {"key": "Who looks after them (the processor)", "value": programme.processor},
        {"key": "Questions about your data", "value": programme.privacy_email or programme.contact_email},
    ]
    return [row for row in rows if row["value"]]


def how_long() -> list[Row]:
    """For each kind of data, how long it is kept, as it is set today."""
    sentences = retention.sentences()
    return [{"key": kind.what, "value": _upper_first(sentences[key])} for key, kind in privacy.retentions().items()]


def _upper_first(words: str) -> str:
    return words[:1].upper() + words[1:]
