"""Who manages a programme: invited and removed by administrators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts import actions as accounts
from accounts.gates import administrator
from accounts.models import Invitation, Role
from accounts.requests import SignedInRequest
from accounts.second_factor import second_factor_again
from cohorts import actions
from cohorts.forms import ManagerForm
from cohorts.models import Programme, ProgrammeRole
from core.errors import Refused


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
            return redirect("cohorts:programme_settings", programme.slug)
    pending = Invitation.objects.pending().filter(scope=programme.uuid, role=Role.PROGRAMME_MANAGER)
    return render(request, "cohorts/manager_invite.html", {"programme": programme, "form": form, "pending": pending})


@administrator
@second_factor_again
def manager_remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    managers = ProgrammeRole.objects.managers().select_related("programme", "person")
    role = get_object_or_404(managers, programme__slug=slug, pk=pk)
    if request.method == "POST":
        actions.remove_manager(role, by=request.user)
        messages.success(request, f"{role.person} no longer manages {role.programme}.")
        return redirect("cohorts:programme_settings", slug)
    return render(request, "cohorts/manager_remove.html", {"role": role})
