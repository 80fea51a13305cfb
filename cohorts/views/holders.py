"""Who has a part in a programme: what the pages about reviewers and those about session leaders have in common."""

import uuid as uuids
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.actions import withdraw_invitation
from accounts.models import Invitation, Role
from accounts.requests import SignedInRequest
from cohorts import holders
from cohorts.forms import HolderForm
from cohorts.models import Programme, ProgrammeRole
from cohorts.views.programmes import kept_programme
from core.errors import Refused
from core.querysets import QuerySet


@dataclass(frozen=True)
class Part:
    """`name` begins the names of its pages; its holders `do` that to a programme: "read applications to"."""

    role: Role
    name: str
    do: str

    def path(self, page: str, slug: str, *more: object) -> str:
        return reverse(f"cohorts:{self.name}_{page}", args=[slug, *more])


REVIEWERS = Part(Role.REVIEWER, "reviewer", "read applications to")
LEADERS = Part(Role.SESSION_LEADER, "leader", "lead sessions of")


def list_of(request: SignedInRequest, slug: str, part: Part) -> dict[str, Any]:
    """What the page of a list shows: who has the part, and who is invited."""
    programme = kept_programme(request, slug)
    roles = programme.roles.filter(role=part.role).select_related("person").order_by("person__name", "pk")
    return {
        "programme": programme,
        "part": part,
        "people": [{"role": role, "remove_url": part.path("remove", slug, role.pk)} for role in roles],
        "invited": [
            {
                "invitation": invitation,
                "is_expired": invitation.is_expired(request.arrived_at),
                "withdraw_url": part.path("withdraw", slug, invitation.uuid),
            }
            for invitation in _invited(programme, part)
        ],
    }


def has_invited(request: SignedInRequest, programme: Programme, form: HolderForm, part: Part) -> bool:
    if not form.is_valid():
        return False
    email = form.cleaned_data["email"]
    try:
        holders.invite_holder(programme, role=part.role, email=email, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        form.add_error("email", str(refusal))
        return False
    messages.success(request, f"{email} has been invited to {part.do} {programme}.")
    return True


def withdraw(request: SignedInRequest, slug: str, uuid: uuids.UUID, part: Part) -> None:
    """Only a press withdraws it."""
    invitation = get_object_or_404(_invited(kept_programme(request, slug), part), uuid=uuid)
    if request.method != "POST":
        return
    try:
        withdraw_invitation(invitation, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The invitation of {invitation.email} is withdrawn. Its link is dead.")


def held(request: SignedInRequest, slug: str, pk: int, part: Part) -> ProgrammeRole:
    roles = kept_programme(request, slug).roles.filter(role=part.role).select_related("programme", "person")
    return get_object_or_404(roles, pk=pk)


def has_removed(request: SignedInRequest, role: ProgrammeRole, part: Part) -> bool:
    if request.method != "POST":
        return False
    holders.remove_holder(role, by=request.user, at=request.arrived_at)
    messages.success(request, f"{role.person} does not {part.do} {role.programme} any more.")
    return True


def _invited(programme: Programme, part: Part) -> QuerySet:
    """Who has not accepted yet, the latest first."""
    invitations = Invitation.objects.pending().filter(scope=programme.uuid, role=part.role)
    return invitations.order_by("-invited_at", "-pk")
