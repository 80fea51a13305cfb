"""The sessions somebody leads: what is to come, what was, and all that belongs to one of them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.requests import SignedInRequest
from core import audit
from core.paging import newest_first, soonest_first
from participation.actions.attendance import why_not_kept
from participation.feedback_figures import thought
from participation.gates import session_leader
from participation.materials import rows
from participation.models import Session, SessionMaterial
from participation.registers import expected, lines_of, shared_needs, summary, with_register


@session_leader
def leading_list(request: SignedInRequest) -> HttpResponse:
    """What is to come, soonest first; with `past` in the address what was, newest first."""
    at, is_past = request.arrived_at, "past" in request.GET
    sessions: Any = with_register(led_by(request))
    if is_past:
        page = newest_first(request, sessions.filter(ends_at__lte=at), by="starts_at")
    else:
        page = soonest_first(request, sessions.standing().filter(ends_at__gt=at), by="starts_at")
    to_keep = [one.pk for one in page.rows if not one.has_register and not why_not_kept(one, at)]
    context = {"is_past": is_past, "page": page, "to_keep": to_keep}
    return render(request, "participation/leading_list.html", context)


@session_leader
def leading_session(request: SignedInRequest, uuid: str) -> HttpResponse:
    session = get_object_or_404(led_by(request), uuid=uuid)
    lines, is_over = lines_of(session), session.is_over(request.arrived_at)
    # Once it is over, nobody needs to know any more.
    needs = [] if is_over or session.is_off else list(shared_needs(session))
    audit.looked_at_many(request.user, needs, why="Shared with whoever leads a session")
    context = {
        "session": session,
        "not_yet": why_not_kept(session, request.arrived_at),
        "is_over": is_over,
        "people": expected(lines),
        "summary": summary(lines),
        "has_register": any(line.status and not line.said_so for line in lines),
        "needs": needs,
        "experts": list(session.experts.standing().in_order()),
        "materials": rows(session.materials.in_order(), removes=_remove_path),
        "thought": thought(session) if is_over and not session.is_off else None,
        "cannot_come": [line.enrolment.person for line in lines if line.said_so],
    }
    return render(request, "participation/leading_session.html", context)


def _remove_path(material: SessionMaterial) -> str:
    return reverse("participation:leading_material_remove", args=[material.uuid])


def led_by(request: SignedInRequest):
    return Session.objects.led_by(request.user).select_related("cohort__programme", "track", "group")
