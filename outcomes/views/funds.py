"""What each strand of a programme asks for, and its money."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from cohorts.models import Programme, Strand
from core.errors import Refused
from outcomes.actions import needs as actions
from outcomes.models import Claim
from outcomes.staff_forms import BudgetForm, NeedsForm
from outcomes.views import tables


@programme_manager
def fund_detail(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = get_object_or_404(Programme.objects.managed_by(request.user), slug=slug)
    strands = programme.strands.select_related("programme", "needs", "fund")
    context = {
        "programme": programme,
        "strands": [tables.strand(strand) for strand in strands],
        "cohorts": programme.cohorts.all(),
        "to_decide": Claim.objects.waiting().filter(award__enrolment__cohort__programme=programme).count(),
    }
    return render(request, "outcomes/fund_detail.html", context)


@programme_manager
def needs_change(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    strand = managed_strand(request, slug, pk)
    needs = getattr(strand, "needs", None)
    form = NeedsForm(request.POST or None, initial=_as_typed(needs) if needs else USUAL)
    if form.is_valid():
        actions.set_needs(strand, by=request.user, **form.cleaned_data)
        messages.success(
            request, f"What {strand} asks for is saved. It is for those whose days you work out from now on."
        )
        return redirect("outcomes:fund_detail", slug)
    return render(request, "outcomes/needs_change.html", {"strand": strand, "form": form})


@programme_manager
def budget_change(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    strand = managed_strand(request, slug, pk)
    fund = getattr(strand, "fund", None)
    form = BudgetForm(request.POST or None, initial={"pence": fund.budget_pence} if fund else None)
    if form.is_valid():
        try:
            actions.set_budget(strand, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("pence", str(refusal))
        else:
            messages.success(request, f"The budget of {strand} is saved.")
            return redirect("outcomes:fund_detail", slug)
    return render(request, "outcomes/budget_change.html", {"strand": strand, "fund": fund, "form": form})


# As health professions and social work have it.
USUAL = {
    "needs_placement": "yes",
    "middle_from_years": 2,
    "long_from_years": 5,
    "days_short": 0,
    "days_middle": 30,
    "days_long": 60,
    "counts_months": 24,
    "ready_from_months": 6,
    "ready_by_months": 12,
}


def _as_typed(needs) -> dict[str, object]:
    return {name: getattr(needs, name) for name in USUAL} | {
        "needs_placement": "yes" if needs.needs_placement else "no"
    }


def managed_strand(request: SignedInRequest, slug: str, pk: int) -> Strand:
    strands = Strand.objects.filter(programme__in=Programme.objects.managed_by(request.user))
    return get_object_or_404(strands.select_related("programme", "needs", "fund"), programme__slug=slug, pk=pk)
