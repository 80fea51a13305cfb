"""Who belongs to an organisation: staff and managing contacts look after it on the same pages."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.gates import signed_in
from accounts.requests import SignedInRequest
from core import audit
from core.errors import Refused
from core.uktime import uk_short_date
from employers import actions
from employers.contact_forms import ContactInviteForm
from employers.gates import contacts_keeper
from employers.models import Contact, Organisation
from employers.models.organisation import is_team

MEMBER_HEAD = ["Name", "Email address", "Job", "May invite and confirm", "Action"]
INVITED_HEAD = ["Name", "Email address", "Invited", "Action"]


@contacts_keeper
def contact_list(request: SignedInRequest, uuid: str) -> HttpResponse:
    organisation = _kept(request, uuid)
    contacts = list(organisation.contacts.live().select_related("person").order_by("name", "pk"))
    if is_team(request.user):
        audit.looked_at_many(request.user, contacts, why=f"People of {organisation}")
    of = {status: [c for c in contacts if c.status == status] for status in Contact.Status}
    context = {
        "organisation": organisation,
        "is_team": is_team(request.user),
        "asked": of[Contact.Status.ASKED],
        "member_head": MEMBER_HEAD,
        "members": [_member_row(member, me=request.user) for member in of[Contact.Status.MEMBER]],
        "invited_head": INVITED_HEAD,
        "invited": [_invited_row(invited, at=request.arrived_at) for invited in of[Contact.Status.INVITED]],
    }
    return render(request, "employers/contact_list.html", context)


def _member_row(member: Contact, *, me: Any) -> list[Any]:
    url = reverse("employers:contact_manage", args=[member.uuid])
    return [
        f"{member.name} (you)" if member.person_id == me.pk else member.name,
        member.email,
        member.job_title,
        "Yes" if member.manages else "No",
        {"text": "Change", "about": member.name, "url": url},
    ]


def _invited_row(invited: Contact, *, at: dt.datetime) -> list[Any]:
    on = uk_short_date(invited.invited_at) if invited.invited_at else ""
    return [
        invited.name,
        invited.email,
        f"{on}, run out" if invited.has_run_out(at) else on,
        {"text": "Withdraw", "about": invited.name, "url": reverse("employers:contact_remove", args=[invited.uuid])},
    ]


def _kept(request: SignedInRequest, uuid: str) -> Organisation:
    return get_object_or_404(Organisation.objects.kept_by(request.user), uuid=uuid)


def _kept_contact(request: SignedInRequest, uuid: str) -> Contact:
    """Also one who has left: whoever presses twice, or in a second tab, is told so."""
    kept = Contact.objects.filter(organisation__in=Organisation.objects.kept_by(request.user))
    return get_object_or_404(kept.select_related("organisation", "person"), uuid=uuid)


@contacts_keeper
def contact_invite(request: SignedInRequest, uuid: str) -> HttpResponse:
    organisation = _kept(request, uuid)
    form = ContactInviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invited = actions.invite(organisation, **form.cleaned_data, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, f"We have invited {invited.name} by email.")
            return redirect("employers:contact_list", uuid)
    return render(request, "employers/contact_invite.html", {"organisation": organisation, "form": form})


@contacts_keeper
@require_POST
def contact_confirm(request: SignedInRequest, uuid: str) -> HttpResponse:
    """`no` refuses."""
    asked = _kept_contact(request, uuid)
    answer = actions.refuse if "no" in request.POST else actions.confirm
    try:
        answer(asked, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        told = "is not added" if "no" in request.POST else f"belongs to {asked.organisation} now"
        messages.success(request, f"{asked.name} {told}. We have told them by email.")
    return redirect("employers:contact_list", asked.organisation.uuid)


@contacts_keeper
def contact_manage(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Whether a colleague may invite and confirm people: the button says which way it changes."""
    member = _kept_contact(request, uuid)
    if member.status == Contact.Status.LEFT:
        return _has_left(request, member)
    if request.method != "POST":
        context = {"member": member, "is_me": member.person_id == request.user.pk}
        return render(request, "employers/contact_manage.html", context)
    manages = request.POST.get("manages") == "yes"
    try:
        actions.set_managing(member, manages=manages, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("employers:contact_manage", uuid)
    can = "can" if manages else "can no longer"
    messages.success(request, f"{member.name} {can} invite and confirm people.")
    return _back(request, member)


@contacts_keeper
def contact_remove(request: SignedInRequest, uuid: str) -> HttpResponse:
    member = _kept_contact(request, uuid)
    if member.status == Contact.Status.LEFT:
        return _has_left(request, member)
    if request.method != "POST":
        context = {"member": member, "is_invited": member.status == Contact.Status.INVITED}
        return render(request, "employers/contact_remove.html", context)
    try:
        actions.remove(member, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("employers:contact_list", member.organisation.uuid)
    messages.success(request, f"{member.name} no longer belongs to {member.organisation}.")
    return _back(request, member)


def _has_left(request: SignedInRequest, member: Contact) -> HttpResponse:
    messages.info(request, f"{member.name} no longer belongs to {member.organisation}.")
    return redirect("employers:contact_list", member.organisation.uuid)


def _back(request: SignedInRequest, member: Contact) -> HttpResponse:
    """To the list, unless that is what somebody has just given up."""
    if Organisation.objects.kept_by(request.user).filter(pk=member.organisation_id).exists():
        return redirect("employers:contact_list", member.organisation.uuid)
    return redirect("portal:after_sign_in")


@signed_in
def organisation_leave(request: SignedInRequest, uuid: str) -> HttpResponse:
    """For whoever belongs to it. Whoever presses twice has left it by the second time, and hears the same again."""
    joined = Contact.objects.filter(person=request.user, organisation__uuid=uuid, joined_at__isnull=False)
    if request.method != "POST":
        joined = joined.members()
    own = joined.select_related("organisation").order_by("-joined_at", "-pk").first()
    if own is None:
        raise Http404
    if request.method != "POST":
        return render(request, "employers/organisation_leave.html", {"organisation": own.organisation})
    try:
        actions.leave(own, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:organisation_home", uuid)
    messages.success(request, f"You no longer belong to {own.organisation} here.")
    return redirect("portal:after_sign_in")
