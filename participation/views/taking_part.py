"""The timetable of somebody who takes part: their own sessions, and the way into a meeting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.gates import returner
from accounts.requests import SignedInRequest
from cohorts.models import Enrolment
from core.errors import Refused
from core.paging import newest_first, soonest_first
from participation import pages
from participation.actions import refresh
from participation.materials import rows, with_materials
from participation.models import RefreshChoice, Session
from participation.models.timetable import OPENS_BEFORE
from participation.own import own_enrolment_with_sessions, own_sessions
from participation.registers import own_excuse
from participation.views.timetable_tables import by_week


@returner
def my_timetable(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """What is to come, soonest first, and what this person may choose; with `past` in the address what has been."""
    enrolment, at = own_enrolment_with_sessions(request, programme_slug, slug), request.arrived_at
    is_past = "past" in request.GET
    sessions = with_materials(own_sessions(enrolment))
    if is_past:
        page = newest_first(request, sessions.filter(ends_at__lte=at), by="starts_at")
    else:
        page = soonest_first(request, sessions.filter(ends_at__gt=at), by="starts_at")
    context = {
        "enrolment": enrolment,
        "cohort": enrolment.cohort,
        "is_past": is_past,
        "page": page,
        "weeks": by_week(page.rows, lambda session: _card(enrolment, session)),
        "next": Session.objects.to_come_for(Enrolment.objects.filter(pk=enrolment.pk), at).first(),
        "refresh": list(refresh.refresh_sessions(enrolment)),
        "comes": RefreshChoice.objects.filter(enrolment=enrolment).exists(),
    }
    context["can_choose"] = bool(context["refresh"]) and context["refresh"][0].starts_at > at
    return render(request, "participation/my_timetable.html", context)


def _card(enrolment: Enrolment, session: Session) -> dict[str, object]:
    return {"session": session, "url": pages.session_path(enrolment.cohort, session)}


@returner
def my_session(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    """What a session is about, when and where. Shortly before it starts, a press shows the link to join.

    The link is shown, and nobody sent there: ours is the only address a form here may lead to.
    """
    enrolment = own_enrolment_with_sessions(request, programme_slug, slug)
    session = get_object_or_404(own_sessions(enrolment), uuid=uuid)
    can_join = session.can_be_joined(request.arrived_at)
    context = {
        "cohort": enrolment.cohort,
        "session": session,
        "materials": rows(session.materials.in_order()),
        "is_over": session.is_over(request.arrived_at),
        "is_to_come": request.arrived_at < session.starts_at,
        "excuse": own_excuse(enrolment, session),
        "opens_at": session.starts_at - OPENS_BEFORE,
        "can_join": can_join,
        "link": session.join_url if can_join and request.method == "POST" else "",
    }
    return render(request, "participation/my_session.html", context)


@returner
@require_POST
def refresh_choose(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    enrolment, comes = own_enrolment_with_sessions(request, programme_slug, slug), request.POST.get("comes") == "yes"
    try:
        refresh.choose_refresh(enrolment, comes=comes, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        what = "You come to ReFresh Week. It is in your timetable." if comes else "You do not come to ReFresh Week."
        messages.success(request, what)
    return redirect(pages.timetable_path(enrolment.cohort))
