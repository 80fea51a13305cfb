"""Experts at a session: asked by the staff, and the pages that their link opens without an account."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from accounts.gates import View, programme_manager, public
from accounts.requests import SignedInRequest
from core.errors import Refused
from core.links import LinkOver
from core.materials import hand_out
from core.requests import Request
from participation import pages
from participation.actions import experts as actions
from participation.actions.attendance import why_not_kept
from participation.attendance_forms import CHOICES
from participation.expert_forms import ExpertForm
from participation.expert_links import read_expert
from participation.materials import rows
from participation.models import Expert
from participation.registers import expected, lines_of
from participation.views.managed import managed_cohort, managed_session
from participation.views.registers import Register, keep

private = cache_control(private=True, no_store=True)


# -- For staff -------------------------------------------------------------------------------------------------------


@programme_manager
def expert_add(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    session = managed_session(request, programme_slug, slug, uuid)
    back_url = pages.staff_session_path(session.cohort, session)
    form = ExpertForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            expert = actions.ask_expert(session, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{expert} has a letter with the link.")
            return redirect(back_url)
    return render(request, "participation/expert_add.html", {"session": session, "form": form, "back_url": back_url})


@programme_manager
@require_POST
def expert_renew(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    expert = _managed(request, programme_slug, slug, uuid)
    try:
        actions.renew_link(expert, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{expert} has a letter with a new link. The one before opens nothing any more.")
    return redirect(pages.staff_session_path(expert.session.cohort, expert.session))


@programme_manager
@require_POST
def expert_end(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    expert = _managed(request, programme_slug, slug, uuid)
    try:
        actions.end_link(expert, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The link of {expert} opens nothing any more. No letter says so: please tell them.")
    return redirect(pages.staff_session_path(expert.session.cohort, expert.session))


def _managed(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> Expert:
    cohort = managed_cohort(request, programme_slug, slug)
    experts = Expert.objects.filter(session__cohort=cohort).select_related("session__cohort__programme")
    return get_object_or_404(experts, uuid=uuid)


# -- Behind a link ---------------------------------------------------------------------------------------------------


def behind_link(view: View) -> View:
    """Goes under the gate: the expert whose link this is, or a page that says that it has run out."""

    @private
    @wraps(view)
    def opened(request: Request, token: str, **kwargs: Any) -> HttpResponseBase:
        try:
            expert = read_expert(token, at=request.arrived_at)
        except LinkOver as over:
            return render(request, "participation/expert_session.html", {"refusal": str(over)}, status=404)
        return view(request, expert, token, **kwargs)

    return opened


@public
@behind_link
def expert_session(request: Request, expert: Expert, token: str) -> HttpResponse:
    """When, where, what is shared, and how many come. No name of anybody."""
    session = expert.session
    context = {
        "expert": expert,
        "session": session,
        "people": expected(lines_of(session)),
        "is_over": session.is_over(request.arrived_at),
        "not_yet": why_not_kept(session, request.arrived_at),
        "register_url": reverse("participation:expert_register", args=[token]),
        "materials": rows(
            session.materials.in_order(),
            opens=lambda material: reverse("participation:expert_material", args=[token, material.uuid]),
        ),
    }
    return render(request, "participation/expert_session.html", context)


@public
@behind_link
def expert_register(request: Request, expert: Expert, token: str) -> HttpResponse:
    """The names of those who come, for whoever was asked to keep the register."""
    if not expert.keeps_register:
        raise Http404
    back_url = reverse("participation:expert_session", args=[token])
    saved_url, context = keep(request, Register(expert.session, expert, CHOICES, back_url))
    return redirect(saved_url) if saved_url else render(request, "participation/expert_register.html", context)


@public
@behind_link
def expert_material(request: Request, expert: Expert, token: str, *, uuid: str) -> HttpResponse:
    return hand_out(get_object_or_404(expert.session.materials, uuid=uuid))
