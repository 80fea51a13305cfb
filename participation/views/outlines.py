"""The outlines of a programme and its school holidays, and laying an outline on a cohort."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from core.errors import Refused, SeenOtherwise
from participation import pages
from participation.actions import laying
from participation.actions import outlines as actions
from participation.laying import IN_ORDER
from participation.models import Outline, OutlineSession, SchoolHoliday
from participation.outline_forms import MOVE, LayForm, OutlineForm, OutlineSessionForm, SchoolHolidayForm
from participation.views import outline_tables as tables
from participation.views.managed import managed_cohort, managed_programme


@programme_manager
def outline_list(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = managed_programme(request, slug)
    context = {
        "programme": programme,
        "outlines": programme.outlines.order_by("name", "pk"),
        "holidays": programme.school_holidays.order_by("first_on", "pk"),
        "cohorts": programme.cohorts.order_by("-starts_on", "pk"),
    }
    return render(request, "participation/outline_list.html", context)


@programme_manager
def outline_add(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = managed_programme(request, slug)
    form = OutlineForm(request.POST or None, programme=programme)
    if form.is_valid():
        outline = actions.add_outline(programme, name=form.cleaned_data["name"], by=request.user)
        messages.success(request, f"{outline} is added. Now add its sessions.")
        return redirect("participation:outline_detail", slug, outline.uuid)
    return render(request, "participation/outline_add.html", {"programme": programme, "form": form})


@programme_manager
def outline_detail(request: SignedInRequest, slug: str, uuid: str) -> HttpResponse:
    outline = managed_outline(request, slug, uuid)
    sessions = sorted(outline.sessions.select_related("track"), key=IN_ORDER)
    context = {"outline": outline, "head": tables.SESSIONS, "rows": tables.sessions(outline, sessions)}
    return render(request, "participation/outline_detail.html", context)


@programme_manager
def outline_change(request: SignedInRequest, slug: str, uuid: str) -> HttpResponse:
    outline = managed_outline(request, slug, uuid)
    form = OutlineForm(request.POST or None, programme=outline.programme, outline=outline)
    if form.is_valid():
        try:
            actions.rename_outline(outline, name=form.cleaned_data["name"], by=request.user)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, "The outline is saved.")
            return redirect("participation:outline_detail", slug, uuid)
    return render(request, "participation/outline_change.html", {"outline": outline, "form": form})


@programme_manager
@require_POST
def outline_remove(request: SignedInRequest, slug: str, uuid: str) -> HttpResponse:
    outline = managed_outline(request, slug, uuid)
    actions.remove_outline(outline, by=request.user)
    messages.success(request, f"{outline} is removed. What was laid from it stays in the timetables.")
    return redirect("participation:outline_list", slug)


@programme_manager
def outline_session_add(request: SignedInRequest, slug: str, uuid: str) -> HttpResponse:
    outline = managed_outline(request, slug, uuid)
    form = OutlineSessionForm(request.POST or None, outline=outline)
    if form.is_valid():
        try:
            session = actions.add_to_outline(outline, key=form.cleaned_data["key"], by=request.user, **form.given())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{session.title} is added.")
            return redirect("participation:outline_detail", slug, uuid)
    return render(request, "participation/outline_session_add.html", {"outline": outline, "form": form})


@programme_manager
def outline_session_change(request: SignedInRequest, slug: str, uuid: str, session_uuid: str) -> HttpResponse:
    session = managed_outline_session(request, slug, uuid, session_uuid)
    outline, seen = session.outline, actions.outline_session_seen(session)
    form = OutlineSessionForm(request.POST or None, outline=outline, session=session, seen=seen)
    if form.is_valid():
        try:
            actions.change_in_outline(session, by=request.user, seen=form.shown or None, **form.given())
        except SeenOtherwise as refusal:
            messages.warning(request, str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The session is saved. Cohorts follow when you lay the outline again.")
            return redirect("participation:outline_detail", slug, uuid)
    now = tables.sessions(outline, [session]) if form.is_stale else []
    context = {"outline": outline, "session": session, "form": form, "head": tables.SESSIONS, "now": now}
    return render(request, "participation/outline_session_change.html", context)


@programme_manager
@require_POST
def outline_session_remove(request: SignedInRequest, slug: str, uuid: str, session_uuid: str) -> HttpResponse:
    session = managed_outline_session(request, slug, uuid, session_uuid)
    actions.remove_from_outline(session, by=request.user)
    messages.success(request, f"{session.title} is removed from the outline.")
    return redirect("participation:outline_detail", slug, uuid)


@programme_manager
def school_holiday_add(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = managed_programme(request, slug)
    form = SchoolHolidayForm(request.POST or None)
    if form.is_valid():
        try:
            holiday = actions.add_holiday(form.holiday(programme), by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{holiday.name} is added.")
            return redirect("participation:outline_list", slug)
    return render(request, "participation/school_holiday_add.html", {"programme": programme, "form": form})


@programme_manager
@require_POST
def school_holiday_remove(request: SignedInRequest, slug: str, uuid: str) -> HttpResponse:
    holiday = get_object_or_404(SchoolHoliday, programme=managed_programme(request, slug), uuid=uuid)
    actions.remove_holiday(holiday, by=request.user)
    messages.success(request, f"{holiday.name} is removed.")
    return redirect("participation:outline_list", slug)


@programme_manager
def timetable_lay(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """What would happen, by the choices in the address. The press does what was shown, or it is shown again."""
    cohort, at = managed_cohort(request, programme_slug, slug), request.arrived_at
    form, plan = LayForm(request.GET if "outline" in request.GET else None, cohort=cohort), None
    if form.is_valid():
        outline, move = form.cleaned_data["outline"], form.cleaned_data["on_holidays"] == MOVE
        if request.method == "POST":
            seen = request.POST.get("seen", "")
            try:
                laying.lay_outline(cohort, outline, move=move, seen=seen, by=request.user, at=at)
            except SeenOtherwise as refusal:
                messages.warning(request, str(refusal))
            else:
                messages.success(request, f"{outline} is laid on the {cohort.name}.")
                return redirect(pages.staff_timetable_path(cohort))
        plan = laying.foresee(cohort, outline, move=move, at=at)
    context = {
        "cohort": cohort,
        "form": form,
        "plan": plan,
        "has_outlines": cohort.programme.outlines.exists(),
        "head": tables.STEPS,
        "parts": tables.steps(plan) if plan else [],
    }
    return render(request, "participation/timetable_lay.html", context)


def managed_outline(request: SignedInRequest, slug: str, uuid: str) -> Outline:
    programme = managed_programme(request, slug)
    return get_object_or_404(programme.outlines.select_related("programme"), uuid=uuid)


def managed_outline_session(request: SignedInRequest, slug: str, uuid: str, session_uuid: str) -> OutlineSession:
    outline = managed_outline(request, slug, uuid)
    return get_object_or_404(outline.sessions.select_related("outline__programme"), uuid=session_uuid)
