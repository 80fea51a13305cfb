"""The timetable of a cohort, for those who manage it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from cohorts.models import Cohort
from core.errors import Refused, SeenOtherwise
from core.paging import newest_first, soonest_first
from participation import pages
from participation.actions import announcing
from participation.actions import timetable as actions
from participation.materials import rows
from participation.models import Timetable
from participation.models.timetable import SessionQuerySet
from participation.timetable_forms import CallOffForm, SessionForm
from participation.views import timetable_tables as tables
from participation.views.managed import managed_cohort, managed_session

FIRST_SHOWN = 10


@programme_manager
def timetable_detail(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """What is to come, soonest first; with `past` in the address what has been, newest first."""
    cohort, at = managed_cohort(request, programme_slug, slug), request.arrived_at
    is_past = "past" in request.GET
    rows = cohort.sessions.with_clashes().select_related("track", "group", "leader", "told")
    if is_past:
        page = newest_first(request, rows.filter(ends_at__lte=at), by="starts_at")
    else:
        page = soonest_first(request, rows.filter(ends_at__gt=at), by="starts_at")
    timetable = Timetable.objects.filter(cohort=cohort).first()
    announced = timetable is not None and timetable.announced_at is not None
    tells = announced and not is_past
    to_come = cohort.sessions.filter(ends_at__gt=at).in_order()
    days = {name: getattr(cohort, name) for name in ("starts_on", "ends_on", "follow_on_ends_on")}
    context = {
        "cohort": cohort,
        "is_past": is_past,
        "page": page,
        "head": tables.SESSIONS,
        "weeks": tables.by_week(page.rows, lambda session: tables.staff_row(cohort, session, announced=tells)),
        "to_tell": announcing.to_tell(at).filter(cohort=cohort).count() if announced else 0,
        "timetable": timetable,
        "announced": announced,
        "clashing": _linked(cohort, to_come.clashing()),
        "outside": _linked(cohort, to_come.outside(**days)),
        "empty": _linked(cohort, to_come.without_group()),
    }
    return render(request, "participation/timetable_detail.html", context)


def _linked(cohort: Cohort, sessions: SessionQuerySet) -> list[dict[str, Any]]:
    """The first of those that want looking at."""
    return [
        {"session": session, "url": pages.staff_session_path(cohort, session)} for session in sessions[:FIRST_SHOWN]
    ]


@programme_manager
@require_POST
def timetable_announce(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    cohort = managed_cohort(request, programme_slug, slug)
    try:
        announcing.announce(cohort, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Everyone in the cohort can now see the timetable, and has a letter that says so.")
    return redirect(pages.staff_timetable_path(cohort))


@programme_manager
@require_POST
def timetable_tell(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    cohort = managed_cohort(request, programme_slug, slug)
    told = announcing.tell(cohort, at=request.arrived_at, by=request.user)
    if told:
        messages.success(request, f"{told} {'person has' if told == 1 else 'people have'} a letter with the changes.")
    else:
        messages.info(request, "Nobody had to be told of anything.")
    return redirect(pages.staff_timetable_path(cohort))


@programme_manager
def session_add(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    cohort = managed_cohort(request, programme_slug, slug)
    form = SessionForm(request.POST or None, cohort=cohort)
    if form.is_valid():
        key = form.cleaned_data["key"]
        try:
            session = actions.add_session(cohort, key=key, by=request.user, at=request.arrived_at, **form.given())
        except Refused as refusal:
            form.add_error("starts_at", str(refusal))
        else:
            messages.success(request, f"{session.title} is added.")
            return redirect(pages.staff_session_path(cohort, session))
    return render(request, "participation/session_add.html", {"cohort": cohort, "form": form})


@programme_manager
def session_detail(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    session = managed_session(request, programme_slug, slug, uuid)
    people = session.people().count()
    context = {
        "cohort": session.cohort,
        "session": session,
        "rows": tables.of_session(session, people=people),
        "clashes": tables.clashes(session, session.clashes().select_related("cohort__programme", "leader")),
        "is_over": session.is_over(request.arrived_at),
        "too_many": session.capacity is not None and people > session.capacity,
        "people": people,
        "materials": rows(session.materials.in_order(), removes=partial(pages.removes_material, session.cohort)),
        "experts": tables.expert_cards(session, request.arrived_at),
        "leads": session.leader_id == request.user.pk,
    }
    return render(request, "participation/session_detail.html", context)


@programme_manager
def session_change(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    session = managed_session(request, programme_slug, slug, uuid)
    seen = actions.session_seen(session)
    form = SessionForm(request.POST or None, cohort=session.cohort, session=session, seen=seen)
    if form.is_valid():
        given = {**form.given(), "seen": form.shown or None}
        try:
            actions.change_session(session, by=request.user, at=request.arrived_at, **given)
        except SeenOtherwise as refusal:
            messages.warning(request, str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The session is saved.")
            return redirect(pages.staff_session_path(session.cohort, session))
    now = tables.of_session(session, people=session.people().count()) if form.is_stale else []
    context = {"cohort": session.cohort, "session": session, "form": form, "now": now}
    return render(request, "participation/session_change.html", context)


@programme_manager
def session_call_off(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    session = managed_session(request, programme_slug, slug, uuid)
    form = CallOffForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        try:
            gone = actions.call_off(session, why=why, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{session.title} {'is removed' if gone else 'is called off'}.")
            return redirect(pages.staff_timetable_path(session.cohort))
    context = {
        "cohort": session.cohort,
        "session": session,
        "form": form,
        "is_told": hasattr(session, "told"),
        "stands": not session.is_off and not session.is_over(request.arrived_at),
    }
    return render(request, "participation/session_call_off.html", context)
