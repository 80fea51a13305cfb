"""Who reads applications to a programme: invited and removed by those who keep it."""

import uuid as uuids

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.actions import withdraw_invitation
from accounts.models import Invitation, Role
from accounts.requests import SignedInRequest
from accounts.second_factor import second_factor_again
from cohorts import reviewers
from cohorts.forms import ReviewerForm
from cohorts.gates import programme_keeper
from cohorts.models import Programme
from cohorts.views.programmes import kept_programme
from core.errors import Refused
from core.querysets import QuerySet


@programme_keeper
def reviewer_list(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = kept_programme(request, slug)
    invited = [(invitation, invitation.is_expired(request.arrived_at)) for invitation in _invited(programme)]
    context = {
        "programme": programme,
        "roles": programme.roles.reviewers().select_related("person").order_by("person__name", "pk"),
        "invited": invited,
    }
    return render(request, "cohorts/reviewer_list.html", context)


@programme_keeper
@second_factor_again
def reviewer_invite(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = kept_programme(request, slug)
    form = ReviewerForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            reviewers.invite_reviewer(programme, email=email, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, f"{email} has been invited to read applications to {programme}.")
            return redirect("cohorts:reviewer_list", slug)
    return render(request, "cohorts/reviewer_invite.html", {"programme": programme, "form": form})


@programme_keeper
def reviewer_withdraw(request: SignedInRequest, slug: str, uuid: uuids.UUID) -> HttpResponse:
    """Only a press withdraws it."""
    invitation = get_object_or_404(_invited(kept_programme(request, slug)), uuid=uuid)
    if request.method == "POST":
        try:
            withdraw_invitation(invitation, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"The invitation of {invitation.email} is withdrawn. Its link is dead.")
    return redirect("cohorts:reviewer_list", slug)


@programme_keeper
@second_factor_again
def reviewer_remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    programme = kept_programme(request, slug)
    role = get_object_or_404(programme.roles.reviewers().select_related("programme", "person"), pk=pk)
    if request.method == "POST":
        reviewers.remove_reviewer(role, by=request.user, at=request.arrived_at)
        messages.success(request, f"{role.person} does not read applications to {programme} any more.")
        return redirect("cohorts:reviewer_list", slug)
    return render(request, "cohorts/reviewer_remove.html", {"role": role})


def _invited(programme: Programme) -> QuerySet:
    """Who has not accepted yet, the latest first."""
    invitations = Invitation.objects.pending().filter(scope=programme.uuid, role=Role.REVIEWER)
    return invitations.order_by("-invited_at", "-pk")
