"""The claims that managers decide on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from core import audit
from core.errors import Refused
from core.paging import soonest_first
from core.uktime import uk_date
from outcomes.actions import paying as actions
from outcomes.models import Claim
from outcomes.money import pounds
from outcomes.staff_forms import ClaimDecideForm
from outcomes.views import tables


@programme_manager
def claim_list(request: SignedInRequest) -> HttpResponse:
    """What waits for a decision, the oldest first."""
    waiting = Claim.objects.managed_by(request.user).waiting().select_related("award__enrolment__person")
    page = soonest_first(request, waiting, by="made_at")
    audit.looked_at_many(request.user, page.rows)
    context = {"page": page, "head": tables.CLAIMS, "rows": tables.claims(page.rows)}
    return render(request, "outcomes/claim_list.html", context)


@programme_manager
def claim_decide(request: SignedInRequest, uuid: str) -> HttpResponse:
    claims = Claim.objects.managed_by(request.user)
    claims = claims.select_related("award__enrolment__person", "award__enrolment__cohort", "award__fund__strand")
    claim = get_object_or_404(claims, uuid=uuid)
    form = ClaimDecideForm(request.POST or None)
    if form.is_valid():
        approves, why = form.cleaned_data["decision"] == "yes", form.cleaned_data["why"]
        try:
            actions.decide_claim(claim, approves=approves, why=why, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The decision is saved, and they have been told.")
            return redirect("outcomes:claim_list")
    audit.looked(request.user, claim)
    return render(request, "outcomes/claim_decide.html", {"claim": claim, "rows": _rows(claim), "form": form})


def _rows(claim: Claim) -> list[dict[str, str]]:
    award = claim.award
    return [
        {"key": "Who", "value": award.enrolment.person.name},
        {"key": "Sum", "value": pounds(claim.amount_pence)},
        {"key": "For", "value": f"{claim.get_what_display()}, on {uk_date(claim.spent_on)}"},
        {"key": "They say", "value": claim.about or "Nothing more"},
        {"key": "Award", "value": f"{award}. {pounds(award.approved_pence)} of it is approved so far"},
        {"key": "State", "value": claim.get_status_display()},
    ]
