"""What somebody sees of their own placement, days and money."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import returner
from accounts.requests import SignedInRequest
from cohorts.models import Enrolment
from core.calendar import uk_day
from core.errors import Refused
from outcomes.actions import logging as actions
from outcomes.actions import paying
from outcomes.forms import ClaimForm, HoursForm
from outcomes.models import Award, Claim, LogEntry, Placement
from outcomes.money import pounds
from outcomes.standing import progress
from outcomes.updating import DAY_MINUTES
from outcomes.views import tables


@returner
def my_placement(request: SignedInRequest) -> HttpResponse:
    """Everything of it on one page, for each cohort somebody takes part in; most take part in one."""
    # Whoever moved to another cohort took all of it along.
    enrolments = Enrolment.objects.filter(person=request.user, moved_to=None).select_related(
        "cohort__programme", "strand__needs", "updating_plan"
    )
    claims = Prefetch("claims", Claim.objects.order_by("-made_at", "-pk"))
    enrolments = enrolments.prefetch_related(
        Prefetch("placements", Placement.objects.select_related("host", "enrolment").order_by("-starts_on", "-pk")),
        "placements__entries",
        Prefetch("awards", Award.objects.with_waiting().order_by("made_at", "pk").prefetch_related(claims)),
    )
    parts = [_part(enrolment, request) for enrolment in enrolments.order_by("-cohort__starts_on", "-pk")]
    context = {
        "parts": [part for part in parts if part["needs"] or part["placements"] or part["awards"]],
        "head": tables.DAYS,
        "claims_head": tables.OWN_CLAIMS,
    }
    return render(request, "outcomes/my_placement.html", context)


def _part(enrolment: Enrolment, request: SignedInRequest) -> dict[str, object]:
    placements = list(enrolment.placements.all())
    entries, plan = tables.entries_of(placements), getattr(enrolment, "updating_plan", None)
    needs, starts_on = getattr(enrolment.strand, "needs", None), enrolment.cohort.starts_on
    ready_by = needs.ready_by(starts_on) if needs else None
    return {
        "enrolment": enrolment,
        "needs": needs,
        "plan": plan,
        "progress": progress(plan, entries, needs, request.arrived_at) if plan and needs else None,
        "ready_from": needs.ready_from(starts_on) if needs else None,
        "ready_by": ready_by,
        "takes_longer": ready_by is not None and uk_day(request.arrived_at) > ready_by,
        "placements": [_shown(placement, request) for placement in placements],
        "awards": [tables.award(award) for award in enrolment.awards.all()],
    }


def _shown(placement: Placement, request: SignedInRequest) -> dict[str, object]:
    entries = list(placement.entries.all())
    back = [entry for entry in entries if entry.status == LogEntry.Status.SENT_BACK]
    return {
        "placement": placement,
        "days": tables.days(entries),
        "waiting": sum(entry.status == LogEntry.Status.LOGGED for entry in entries),
        "sent_back": sorted(back, key=lambda entry: (entry.on, entry.pk)),
        "is_open": placement.is_open(request.arrived_at),
        "has_begun": placement.starts_on <= uk_day(request.arrived_at),
    }


@returner
def day_add(request: SignedInRequest, uuid: str) -> HttpResponse:
    placement = own_placement(request, uuid)
    form = HoursForm(request.POST or None, initial=_as_usual(placement, uk_day(request.arrived_at)))
    if form.is_valid():
        try:
            entry = actions.log_hours(placement, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Saved: {entry}.")
            return redirect("outcomes:my_placement")
    return render(request, "outcomes/day_add.html", {"placement": placement, "form": form})


def _as_usual(placement: Placement, today: dt.date) -> dict[str, Any]:
    """A full day today, of the kind they logged last: most days are, and logging them takes one press."""
    is_free = placement.starts_on <= today <= placement.last_day and not placement.entries.filter(on=today).exists()
    last = placement.entries.order_by("-logged_at", "-pk").first()
    return {"on": today if is_free else None, "kind": last.kind if last else None, "minutes": DAY_MINUTES}


@returner
def day_change(request: SignedInRequest, uuid: str) -> HttpResponse:
    entry = own_entry(request, uuid)
    names = ("on", "kind", "minutes", "about")
    form = HoursForm(request.POST or None, initial={name: getattr(entry, name) for name in names})
    if form.is_valid():
        try:
            entry = actions.change_hours(entry, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Saved: {entry}.")
            return redirect("outcomes:my_placement")
    return render(request, "outcomes/day_change.html", {"entry": entry, "form": form})


@returner
def day_remove(request: SignedInRequest, uuid: str) -> HttpResponse:
    entry = own_entry(request, uuid)
    if request.method == "POST":
        try:
            actions.remove_hours(entry, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Removed: {entry}.")
        return redirect("outcomes:my_placement")
    return render(request, "outcomes/day_remove.html", {"entry": entry})


@returner
def sign_off_ask(request: SignedInRequest, uuid: str) -> HttpResponse:
    """A press: the supervisor is written to about what waits."""
    placement = own_placement(request, uuid)
    if request.method == "POST":
        try:
            actions.ask_to_sign(placement, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"We have asked {placement.supervisor_name}. We write to you when they answer.")
    return redirect("outcomes:my_placement")


@returner
def claim_add(request: SignedInRequest, uuid: str) -> HttpResponse:
    awards = Award.objects.of(request.user).with_waiting().select_related("enrolment__cohort__programme")
    award = get_object_or_404(awards, uuid=uuid)
    form = ClaimForm(request.POST or None)
    if form.is_valid():
        try:
            claim = paying.claim(award, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            is_early = form.cleaned_data["spent_on"] > uk_day(request.arrived_at)
            form.add_error("spent_on" if is_early else "pence", str(refusal))
        else:
            messages.success(request, f"We have your claim: {claim}. We write to you once it is decided.")
            return redirect("outcomes:my_placement")
    left = award.amount_pence - award.approved_pence - award.waiting_pence
    context = {"award": award, "left": pounds(left) if left else "", "form": form}
    return render(request, "outcomes/claim_add.html", context)


def own_placement(request: SignedInRequest, uuid: str) -> Placement:
    return get_object_or_404(Placement.objects.of(request.user).select_related("enrolment", "host"), uuid=uuid)


def own_entry(request: SignedInRequest, uuid: str) -> LogEntry:
    rows = LogEntry.objects.of(request.user)
    rows = rows.select_related("placement__enrolment__cohort__programme", "placement__host")
    return get_object_or_404(rows, uuid=uuid)
