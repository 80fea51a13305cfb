"""What the equality answers of a programme add up to: as frozen on some night, never as they stand now."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.gates import administrator
from accounts.requests import SignedInRequest
from core.small_numbers import SMALLEST_BASE, SMALLEST_SHOWN, share
from core.uktime import uk_date
from returners.models import EqualityTotals

LIST = ["Programme", {"text": "People who answered", "number": True}, "Added up on", "Questions"]
TABLE = ["Answer", {"text": "People", "number": True}, {"text": "Per cent", "number": True}]


@administrator
def equality_list(request: SignedInRequest) -> HttpResponse:
    found = EqualityTotals.objects.select_related("programme").order_by("programme__name", "-version")
    rows = [
        [
            {"text": totals.programme.name, "url": reverse("reporting:equality_detail", args=_address(totals))},
            {"text": str(totals.people), "number": True},
            uk_date(totals.frozen_on),
            f"Version {totals.version}",
        ]
        for totals in found
    ]
    context = {"head": LIST, "rows": rows, "smallest": SMALLEST_SHOWN}
    return render(request, "reporting/equality_list.html", context)


@administrator
def equality_detail(request: SignedInRequest, slug: str, version: int) -> HttpResponse:
    found = EqualityTotals.objects.select_related("programme")
    totals = get_object_or_404(found, programme__slug=slug, version=version)
    context = {
        "totals": totals,
        "head": TABLE,
        "tables": [{"title": table["title"], "rows": _rows(table, totals.people)} for table in totals.tables],
        "smallest": SMALLEST_SHOWN,
        "base": SMALLEST_BASE,
        "has_shares": totals.people >= SMALLEST_BASE,
    }
    return render(request, "reporting/equality_detail.html", context)


def _rows(table: dict[str, Any], people: int) -> list[list[Any]]:
    return [
        [
            label,
            {"text": "Hidden" if count is None else str(count), "number": True},
            {"text": "" if (percent := share(count, people)) is None else f"{percent}%", "number": True},
        ]
        for label, count in table["rows"]
    ]


def _address(totals: EqualityTotals) -> list[Any]:
    return [totals.programme.slug, totals.version]
