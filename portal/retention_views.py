"""How long data are kept, what goes soon and what went: for administrators. And holds on one person's data."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.gates import administrator
from accounts.models import User
from accounts.requests import SignedInRequest
from accounts.second_factor import second_factor_again
from core import audit, privacy, retention
from core.errors import Refused
from core.uktime import uk_short_date
from portal import actions
from portal.forms import HoldForm, RetentionForm
from portal.models import LegalHold, RetentionRun
from portal.notice import how_long

SOON = dt.timedelta(days=30)
RUNS_SHOWN = 50
KINDS_HEAD = ["Kind of data", "Kept", {"text": "Goes in the next 30 days", "number": True}, "Action"]
RUNS_HEAD = ["Night", "Kind of data", "Kept", {"text": "Went", "number": True}, "State"]


@administrator
def retention_list(request: SignedInRequest) -> HttpResponse:
    sentences, soon = retention.sentences(), actions.preview(at=request.arrived_at + SOON)
    kinds = [
        [
            kind.what,
            sentences[kind.key],
            {"text": str(soon.get(kind.key, 0)), "number": True},
            {
                "text": "Change",
                "about": f"how long we keep: {kind.what.lower()}",
                "url": reverse("portal:retention_change", args=[kind.key]),
            },
        ]
        for kind in actions.kinds()
    ]
    changeable = {kind.what for kind in actions.kinds()}
    fixed = [row for row in how_long() if row["key"] not in changeable]
    runs = RetentionRun.objects.order_by("-day", "kind")[:RUNS_SHOWN]
    context = {
        "kinds_head": KINDS_HEAD,
        "kinds": kinds,
        "fixed": fixed,
        "runs_head": RUNS_HEAD,
        "runs": [_run_row(run) for run in runs],
        "holds": LegalHold.objects.standing().count(),
    }
    return render(request, "portal/retention_list.html", context)


def _run_row(run: RetentionRun) -> list[object]:
    kind = privacy.retentions().get(run.kind)
    return [
        uk_short_date(run.day),
        kind.what if kind else run.kind,
        run.rule,
        {"text": str(run.count), "number": True},
        "Finished" if run.finished_at else "Not finished yet",
    ]


@administrator
@second_factor_again
def retention_change(request: SignedInRequest, key: str) -> HttpResponse:
    kind = next((kind for kind in actions.kinds() if kind.key == key), None)
    if kind is None:
        raise Http404
    form = RetentionForm(request.POST or None, kind=kind, initial={"period": retention.periods()[key]})
    if form.is_valid():
        try:
            retention.set_period(kind, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error("period", str(refusal))
        else:
            messages.success(request, "Saved. It counts from the coming night on.")
            return redirect("portal:retention_list")
    context = {"kind": kind, "now": retention.sentences()[key], "form": form}
    return render(request, "portal/retention_change.html", context)


@administrator
@second_factor_again
def person_hold(request: SignedInRequest, uuid: uuid.UUID) -> HttpResponse:
    """Keep everything of one person's, or no longer."""
    person = get_object_or_404(User.objects.filter(is_active=True), uuid=uuid)
    hold = LegalHold.objects.standing().filter(person=person).select_related("placed_by").first()
    form = HoldForm(request.POST or None)
    if hold and request.method == "POST":
        actions.lift_hold(person, by=request.user, at=request.arrived_at)
        messages.success(request, "The data are kept as long as everybody's from now on.")
        return redirect("accounts:person_detail", person.uuid)
    if form.is_valid():
        actions.place_hold(person, by=request.user, at=request.arrived_at, **form.cleaned_data)
        messages.success(request, "Nothing of this person's is deleted until you lift the hold.")
        return redirect("accounts:person_detail", person.uuid)
    audit.looked(request.user, person)
    return render(request, "portal/person_hold.html", {"person": person, "hold": hold, "form": form})
