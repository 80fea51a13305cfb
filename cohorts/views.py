"""The public pages of programmes, and who manages them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts import actions as accounts
from accounts.gates import administrator, public
from accounts.models import Invitation, Role
from accounts.requests import SignedInRequest
from accounts.second_factor import second_factor_again
from cohorts import actions
from cohorts.forms import ManagerForm
from cohorts.models import Programme, ProgrammeRole
from core.errors import Refused
from core.requests import Request


@public
def programme_detail(request: Request, slug: str) -> HttpResponse:
    programme = get_object_or_404(Programme.objects.public(), slug=slug)
    cohort = programme.cohort_to_apply_to(request.arrived_at)
    context = {
        "programme": programme,
        "strands": programme.strands.all(),
        "rules": cohort.rules if cohort else None,
        "cohort": cohort,
        "cohorts": programme.cohorts.with_state(request.arrived_at),
    }
    return render(request, "cohorts/programme_detail.html", context)


@administrator
def programme_list(request: SignedInRequest) -> HttpResponse:
    return render(request, "cohorts/programme_list.html", {"programmes": Programme.objects.with_managers()})


@administrator
@second_factor_again
def manager_invite(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = get_object_or_404(Programme, slug=slug)
    form = ManagerForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            accounts.invite(
                email,
                role=Role.PROGRAMME_MANAGER,
                scope=programme.uuid,
                scope_name=programme.name,
                by=request.user,
                at=request.arrived_at,
            )
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, f"{email} has been invited to manage {programme}.")
            return redirect("cohorts:programme_list")
    pending = Invitation.objects.pending().filter(scope=programme.uuid)
    return render(request, "cohorts/manager_invite.html", {"programme": programme, "form": form, "pending": pending})


@administrator
@second_factor_again
def manager_remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    role = get_object_or_404(ProgrammeRole.objects.select_related("programme", "person"), programme__slug=slug, pk=pk)
    if request.method == "POST":
        actions.remove_manager(role, by=request.user)
        messages.success(request, f"{role.person} no longer manages {role.programme}.")
        return redirect("cohorts:programme_list")
    return render(request, "cohorts/manager_remove.html", {"role": role})
