"""Who has a part in a programme: what the pages about reviewers and those about session leaders have in common."""

import uuid as uuids
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.actions import withdraw_invitation
from accounts.models import Invitation, Role
from accounts.requests import SignedInRequest
from cohorts import holders
from cohorts.forms import HolderForm
from cohorts.models import Programme
from cohorts.views.programmes import kept_programme
from core.errors import Refused
from core.querysets import QuerySet


@dataclass(frozen=True)
class Part:
    """`name` begins the names of its pages; they `do` that to a programme: "read applications to"."""

    role: Role
    name: str
    do: str

    def path(self, page: str, slug: str, *more: object) -> str:
        return reverse(f"cohorts:{self.name}_{page}", args=[slug, *more])

    def template(self, page: str) -> str:
        return f"cohorts/{self.name}_{page}.html"


REVIEWERS = Part(Role.REVIEWER, "reviewer", "read applications to")
LEADERS = Part(Role.SESSION_LEADER, "leader", "lead sessions of")


def show_list(request: SignedInRequest, slug: str, part: Part) -> HttpResponse:
    programme = kept_programme(request, slug)
    roles = programme.roles.filter(role=part.role).select_related("person").order_by("person__name", "pk")
    context = {
        "programme": programme,
        "part": part,
        "people": [{"role": role, "remove_url": part.path("remove", slug, role.pk)} for role in roles],
        "invited": [_invited_row(part, slug, one, request) for one in _invited(programme, part)],
    }
    return render(request, part.template("list"), context)


def _invited_row(part: Part, slug: str, invitation: Invitation, request: SignedInRequest) -> dict[str, Any]:
    return {
        "invitation": invitation,
        "is_expired": invitation.is_expired(request.arrived_at),
        "withdraw_url": part.path("withdraw", slug, invitation.uuid),
    }


def show_invite(request: SignedInRequest, slug: str, part: Part) -> HttpResponse:
    programme = kept_programme(request, slug)
    form = HolderForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            holders.invite_holder(programme, role=part.role, email=email, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, f"{email} has been invited to {part.do} {programme}.")
            return redirect(part.path("list", slug))
    return render(request, part.template("invite"), {"programme": programme, "form": form})


def press_withdraw(request: SignedInRequest, slug: str, uuid: uuids.UUID, part: Part) -> HttpResponse:
    """Only a press withdraws it."""
    invitation = get_object_or_404(_invited(kept_programme(request, slug), part), uuid=uuid)
    if request.method == "POST":
        try:
            withdraw_invitation(invitation, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"The invitation of {invitation.email} is withdrawn. Its link is dead.")
    return redirect(part.path("list", slug))


def show_remove(request: SignedInRequest, slug: str, pk: int, part: Part) -> HttpResponse:
    programme = kept_programme(request, slug)
    roles = programme.roles.filter(role=part.role).select_related("programme", "person")
    role = get_object_or_404(roles, pk=pk)
    if request.method == "POST":
        holders.remove_holder(role, by=request.user, at=request.arrived_at)
        messages.success(request, f"{role.person} does not {part.do} {programme} any more.")
        return redirect(part.path("list", slug))
    return render(request, part.template("remove"), {"role": role})


def _invited(programme: Programme, part: Part) -> QuerySet:
    """Who has not accepted yet, the latest first."""
    invitations = Invitation.objects.pending().filter(scope=programme.uuid, role=part.role)
    return invitations.order_by("-invited_at", "-pk")
