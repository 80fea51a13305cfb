"""The timetable of somebody who takes part: their own sessions, and the way into a meeting."""

import datetime as dt
from typing import Any

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
from participation.actions.feedback import why_not
from participation.materials import rows, with_materials
from participation.models import Attendance, RefreshChoice, Session
from participation.models.timetable import OPENS_BEFORE
from participation.own import own_enrolment_with_sessions, own_sessions
from participation.registers import own_excuse, with_own_status
from participation.views.timetable_tables import by_week

# What a register says, to the one of whom it says so.
THEIRS = {
    Attendance.Status.PRESENT: "You were there",
    Attendance.Status.PART: "You were there for part of it",
    Attendance.Status.EXCUSED: "You were excused",
    Attendance.Status.ABSENT: "You were not there",
    Attendance.Status.CAUGHT_UP: "You have caught up",
}


@returner
def my_timetable(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """What is to come, soonest first, and what this person may choose; with `past` in the address what has been."""
    enrolment, at = own_enrolment_with_sessions(request, programme_slug, slug), request.arrived_at
    is_past = "past" in request.GET
    sessions = with_own_status(with_materials(own_sessions(enrolment)), enrolment)
    if is_past:
        page = newest_first(request, sessions.filter(ends_at__lte=at), by="starts_at")
    else:
        page = soonest_first(request, sessions.filter(ends_at__gt=at), by="starts_at")
    context = {
        "enrolment": enrolment,
        "cohort": enrolment.cohort,
        "is_past": is_past,
        "page": page,
        "weeks": by_week(page.rows, lambda session: _card(enrolment, session, at)),
        "next": Session.objects.to_come_for(Enrolment.objects.filter(pk=enrolment.pk), at).first(),
        "refresh": list(refresh.refresh_sessions(enrolment)),
        "comes": RefreshChoice.objects.filter(enrolment=enrolment).exists(),
    }
    context["can_choose"] = bool(context["refresh"]) and context["refresh"][0].starts_at > at
    return render(request, "participation/my_timetable.html", context)


def _card(enrolment: Enrolment, session: Any, at: dt.datetime) -> dict[str, object]:
    return {
        "session": session,
        "url": pages.session_path(enrolment.cohort, session),
        "tag": _tag(session, at),
        "colour": "green" if session.own_status in Attendance.COUNT else "blue" if session.starts_at > at else "grey",
    }


def _tag(session: Any, at: dt.datetime) -> str:
    """What is most worth knowing of it: that it is off, what the register says, or that nobody has to come."""
    if session.is_off:
        return "Called off"
    if session.own_status == Attendance.Status.EXCUSED and session.starts_at > at:
        return "You cannot come"
    if session.own_status:
        return THEIRS[session.own_status]
    return "" if session.is_core or session.is_over(at) else "You can choose to come"


@returner
def my_session(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    """What a session is about, when and where. Shortly before it starts, a press shows the link to join.

    The link is shown, and nobody sent there: ours is the only address a form here may lead to.
    """
    enrolment = own_enrolment_with_sessions(request, programme_slug, slug)
    session: Any = get_object_or_404(with_own_status(own_sessions(enrolment), enrolment), uuid=uuid)
    can_join = session.can_be_joined(request.arrived_at)
    context = {
        "cohort": enrolment.cohort,
        "session": session,
        "materials": rows(session.materials.in_order()),
        "is_over": session.is_over(request.arrived_at),
        "can_tell": not why_not(session, request.arrived_at),
        "was_there": THEIRS.get(session.own_status, "") if request.arrived_at >= session.ends_at else "",
        "can_catch_up": session.is_core and session.own_status not in (None, *Attendance.COUNT),
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
