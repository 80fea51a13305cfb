"""Joining an organisation: by the link of an invitation, or by asking. And the staff who answer."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.actions import has_verified
from accounts.gates import public, signed_in
from accounts.requests import SignedInRequest
from core import audit
from core.errors import Refused
from core.links import LinkOver
from core.paging import soonest_first
from core.requests import Request
from core.uktime import uk_short_date
from employers import actions
from employers.actions.contacts import why_closed
from employers.contact_forms import JoinDecideForm, JoinFindForm, JoinForm
from employers.gates import partners_team
from employers.models import Contact, JoinRequest

# -- By invitation ---------------------------------------------------------------------------------------------------


@public
def invitation_accept(request: Request, token: str) -> HttpResponse:
    """The page behind the link. Opening it changes nothing: programs that scan mail open links."""
    invited = _behind(token)
    if invited is None:
        return render(request, "employers/invitation_accept.html", {"invited": None}, status=404)
    if request.method == "POST":
        return _accept(request, invited, token)
    is_mine = request.user.is_authenticated and has_verified(request.user, invited.email)
    context = {
        "invited": invited,
        "closed": why_closed(invited, at=request.arrived_at),
        "is_mine": is_mine,
        "is_member": is_mine and invited.status == Contact.Status.MEMBER and invited.person_id == request.user.pk,
    }
    return render(request, "employers/invitation_accept.html", context)


def _behind(token: str) -> Contact | None:
    try:
        return Contact.objects.behind(token).select_related("organisation", "invited_by").first()
    except LinkOver:
        return None


def _accept(request: Request, invited: Contact, token: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    try:
        actions.accept_invitation(invited, person=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("employers:invitation_accept", token)
    messages.success(request, f"You belong to {invited.organisation} now.")
    return redirect("portal:organisation_home", invited.organisation.uuid)


# -- By asking -------------------------------------------------------------------------------------------------------


@signed_in
def organisation_join(request: SignedInRequest) -> HttpResponse:
    """Nobody searches here: who is on our books is nobody else's business."""
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.ask_to_join(request.user, **form.cleaned_data, at=request.arrived_at)
        except Refused as refusal:
            form.add_error("employer", str(refusal))
        else:
            if isinstance(asked, Contact) and asked.status == Contact.Status.MEMBER:
                return redirect("portal:organisation_home", asked.organisation.uuid)
            return redirect("employers:organisation_join")
    contacts = Contact.objects.filter(person=request.user, status=Contact.Status.ASKED)
    context = {
        "form": form,
        "asked": contacts.select_related("organisation").order_by("pk"),
        "waiting": JoinRequest.objects.waiting().filter(person=request.user).first(),
    }
    return render(request, "employers/organisation_join.html", context)


# -- Staff answer ----------------------------------------------------------------------------------------------------


@partners_team
def join_request_list(request: SignedInRequest) -> HttpResponse:
    """Those whose organisation nobody knows, and those whose organisation nobody manages."""
    waiting = JoinRequest.objects.waiting().select_related("person")
    page = soonest_first(request, waiting, by="asked_at")
    unmanaged = Contact.objects.unanswered().select_related("organisation").order_by("asked_at", "pk")[:100]
    audit.looked_at_many(request.user, page.rows, why="List of who asks to join")
    context = {
        "page": page,
        "head": ["Name", "Says they work at", "Asked"],
        "rows": [
            [
                {"text": str(asked.person), "url": reverse("employers:join_request_decide", args=[asked.uuid])},
                asked.employer,
                uk_short_date(asked.asked_at),
            ]
            for asked in page.rows
        ],
        "unmanaged": unmanaged,
    }
    return render(request, "employers/join_request_list.html", context)


def _asked(uuid: str) -> JoinRequest:
    return get_object_or_404(JoinRequest.objects.select_related("person"), uuid=uuid)


def _is_answered(request: SignedInRequest, asked: JoinRequest) -> HttpResponse:
    """By the same press made twice, or by a colleague."""
    messages.info(request, f"{asked.person} has been answered.")
    return redirect("employers:join_request_list")


@partners_team
def join_request_decide(request: SignedInRequest, uuid: str) -> HttpResponse:
    asked = _asked(uuid)
    if asked.decided_at:
        return _is_answered(request, asked)
    find = JoinFindForm(request.GET, asked=asked)
    found = list(find.found())
    form = JoinDecideForm(request.POST or None, found=found)
    if request.method == "POST" and form.is_valid():
        try:
            contact = actions.place(asked, organisation=form.chosen, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            form.add_error("organisation", str(refusal))
        else:
            messages.success(request, f"{contact.name} belongs to {contact.organisation} now. We have told them.")
            return redirect("employers:join_request_list")
    audit.looked(request.user, asked)
    context = {"asked": asked, "find": find, "form": form, "found": found}
    return render(request, "employers/join_request_decide.html", context)


@partners_team
@require_POST
def join_request_refuse(request: SignedInRequest, uuid: str) -> HttpResponse:
    asked = _asked(uuid)
    if asked.decided_at:
        return _is_answered(request, asked)
    try:
        actions.turn_down(asked, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{asked.person} is not added. We have told them what they can do.")
    return redirect("employers:join_request_list")
