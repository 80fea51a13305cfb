"""One person on a managers' page: their updating days, their placements, and the money they were awarded."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from cohorts.models import Enrolment
from core import audit
from core.errors import Refused
from outcomes.actions import needs as days
from outcomes.actions import paying as money
from outcomes.actions import signing
from outcomes.models import Award, Claim, LogEntry, Placement
from outcomes.staff_forms import AwardForm, PlanForm, TakeBackForm
from outcomes.standing import progress
from outcomes.views import tables


@programme_manager
def placement_person(request: SignedInRequest, uuid: str) -> HttpResponse:
    enrolment = managed_enrolment(request, uuid)
    audit.looked(request.user, enrolment)
    placements = enrolment.placements.select_related("host").prefetch_related("entries").order_by("-starts_on", "-pk")
    entries = tables.entries_of(placements)
    awards = Award.objects.filter(enrolment=enrolment).with_waiting().order_by("made_at", "pk")
    awards = awards.prefetch_related(Prefetch("claims", Claim.objects.order_by("-made_at", "-pk")))
    plan, needs = getattr(enrolment, "updating_plan", None), getattr(enrolment.strand, "needs", None)
    context = {
        "enrolment": enrolment,
        "cohort": enrolment.cohort,
        "needs": needs,
        "plan": plan,
        "progress": progress(plan, entries, needs, request.arrived_at) if plan and needs else None,
        "placements": [_with_rows(placement, request) for placement in placements],
        "head": tables.DAYS,
        "days": tables.days(entries, by_team=True),
        "fund": getattr(enrolment.strand, "fund", None),
        "awards": [tables.award(award, decides=True) for award in awards],
        "claims_head": tables.OWN_CLAIMS,
    }
    return render(request, "outcomes/placement_person.html", context)


def _with_rows(placement: Placement, request: SignedInRequest) -> dict[str, object]:
    email = placement.supervisor_email or "Deleted, as their link has ended"
    rows = [*tables.placement(placement), {"key": "Their email", "value": email}]
    return {"placement": placement, "rows": rows, "is_open": placement.is_open(request.arrived_at)}


@programme_manager
def plan_set(request: SignedInRequest, uuid: str) -> HttpResponse:
    enrolment = managed_enrolment(request, uuid)
    plan = getattr(enrolment, "updating_plan", None)
    form = PlanForm(request.POST or None, initial={"last_practised_on": plan.last_practised_on} if plan else None)
    if form.is_valid():
        try:
            days.set_plan(enrolment, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("last_practised_on", str(refusal))
        else:
            messages.success(request, "The updating days are worked out, and they have been told.")
            return redirect("outcomes:placement_person", uuid)
    needs = getattr(enrolment.strand, "needs", None)
    context = {"enrolment": enrolment, "needs": tables.needs_words(needs) if needs else [], "form": form}
    return render(request, "outcomes/plan_set.html", context)


@programme_manager
def day_take_back(request: SignedInRequest, uuid: str) -> HttpResponse:
    """A day that a supervisor signed by mistake: whoever logged it can change it again."""
    entries = LogEntry.objects.managed_by(request.user).select_related(
        "placement__enrolment__person", "placement__host"
    )
    entry = get_object_or_404(entries, uuid=uuid)
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        try:
            signing.take_back(entry, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The sign-off is taken back, and they have been told.")
            return redirect("outcomes:placement_person", entry.placement.enrolment.uuid)
    audit.looked(request.user, entry)
    return render(request, "outcomes/day_take_back.html", {"entry": entry, "form": form})


@programme_manager
def award_add(request: SignedInRequest, uuid: str) -> HttpResponse:
    enrolment = managed_enrolment(request, uuid)
    form = AwardForm(request.POST or None)
    if form.is_valid():
        try:
            money.award(enrolment, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("pence", str(refusal))
        else:
            messages.success(request, "The award is made, and they have been told.")
            return redirect("outcomes:placement_person", uuid)
    fund = getattr(enrolment.strand, "fund", None)
    left = tables.pounds(fund.left_pence) if fund else ""
    return render(request, "outcomes/award_add.html", {"enrolment": enrolment, "left": left, "form": form})


@programme_manager
def award_close(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Asks first: what was not claimed goes back to the budget, and a closed award stays closed."""
    awards = Award.objects.managed_by(request.user).select_related("enrolment__person", "fund__strand")
    award = get_object_or_404(awards, uuid=uuid)
    if request.method == "POST":
        try:
            money.close_award(award, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The award is closed. What was not claimed is in the budget again.")
        return redirect("outcomes:placement_person", award.enrolment.uuid)
    left = tables.pounds(award.amount_pence - award.approved_pence)
    return render(request, "outcomes/award_close.html", {"award": award, "left": left})


def managed_enrolment(request: SignedInRequest, uuid: str) -> Enrolment:
    """Somebody of a cohort that this manager runs; for anybody else they do not exist."""
    enrolments = Enrolment.objects.managed_by(request.user)
    rows = enrolments.select_related("person", "cohort__programme", "strand__needs", "strand__fund", "updating_plan")
    return get_object_or_404(rows, uuid=uuid)
