"""What a round came to, and what other settings would have decided: changing nothing.

The report hides small numbers, and is for administrators too. What other settings would do shows them, so it is for
managers alone.
"""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from accounts.second_factor import second_factor_again
from cohorts.gates import programme_keeper
from core import audit, exports
from core.errors import Refused
from core.small_numbers import SMALLEST_BASE
from selection import reports
from selection.models import Round
from selection.scores import Agreement
from selection.views.managed import kept_round, managed_round, manages
from selection.what_if import Effect, what_if
from selection.what_if_forms import WhatIfForm

ALIKE = ["Pairs of reviews", "Same level", "At most one level apart", "Beyond chance"]
AGREEMENT: list[Any] = ["Criterion", *({"text": text, "number": True} for text in ALIKE)]
NUMBER = {"text": "Number", "number": True}
PER_CENT = {"text": "Per cent", "number": True}
BEFORE_AFTER = [{"text": "Released", "number": True}, {"text": "With these", "number": True}]


@programme_keeper
def round_report(request: SignedInRequest, uuid: str) -> HttpResponse:
    round_ = kept_round(request, uuid)
    found = reports.report(round_)
    context = {
        "round": round_,
        "is_managed": manages(request, round_),
        "is_released": round_.status == Round.Status.RELEASED,
        "work": found.work,
        "agreement_head": AGREEMENT,
        "agreement": [_alike(criterion, alike) for criterion, alike in found.agreement.items()],
        "tables": [_table(one) for one in found.decisions],
        "most_hidden": reports.SMALLEST - 1,
        "base": SMALLEST_BASE,
    }
    return render(request, "selection/round_report.html", context)


@programme_keeper
@second_factor_again
def round_report_file(request: SignedInRequest, uuid: str, kind: str) -> FileResponse:
    """The figures of the report as a file: numbers alone."""
    round_ = kept_round(request, uuid)
    if kind not in exports.KINDS:
        raise Http404
    audit.looked(request.user, round_, why="Exported: figures of a round")
    name = f"figures-{round_.cohort.programme.slug}-{round_.cohort.slug}"
    return exports.table_file(kind, reports.HEAD, reports.figures(reports.report(round_)), name=name)


@programme_manager
def round_what_if(request: SignedInRequest, uuid: str) -> HttpResponse:
    """The settings of a release, to be changed, and what they would have come to. Reading changes nothing."""
    round_ = managed_round(request, uuid)
    if round_.status != Round.Status.RELEASED:
        return redirect("selection:round_report", uuid)
    form = WhatIfForm(request.GET or None, round_=round_)
    effect = None
    if form.is_valid():
        try:
            effect = what_if(round_, form.setting())
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"round": round_, "form": form, "effect": effect, "tables": _balance(effect) if effect else []}
    return render(request, "selection/round_what_if.html", context)


def _balance(effect: Effect) -> list[dict[str, Any]]:
    return [
        {
            "title": f"Places by {of.lower()}",
            "head": [of, *BEFORE_AFTER],
            "rows": [_numbers(*share) for share in shares],
        }
        for of, shares in (("Strand", effect.strands), ("Region", effect.groups))
    ]


def _numbers(label: str, *numbers: int) -> list[Any]:
    return [label, *({"text": str(number), "number": True} for number in numbers)]


def _alike(criterion: str, alike: Agreement) -> list[Any]:
    shares = [alike.exact_share, alike.within_one_share]
    figures = [str(alike.pairs), *("Too few" if one is None else f"{one / 100:.0f}%" for one in shares)]
    kappa = "Too few" if alike.kappa is None else f"{alike.kappa / 100:.2f}"
    return [criterion, *({"text": text, "number": True} for text in [*figures, kappa])]


def _table(table: reports.Table) -> dict[str, Any]:
    head = [table.head, NUMBER, PER_CENT]
    return {"title": table.title, "head": head, "rows": _rows(table), "is_hidden": table.is_hidden}


def _rows(table: reports.Table) -> list[list[Any]]:
    return [
        [
            row.label,
            {"text": reports.HIDDEN if row.count is None else str(row.count), "number": True},
            {"text": "" if row.percent is None else f"{row.percent}%", "number": True},
        ]
        for row in table.rows
    ]
