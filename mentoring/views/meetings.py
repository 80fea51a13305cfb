"""How the two of a pair arrange to meet, and say that they did."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.gates import signed_in
from accounts.requests import SignedInRequest
from core.calendar import uk_day
from core.errors import Refused, SeenOtherwise
from core.uktime import uk_date, uk_datetime
from mentoring.actions import meeting as actions
from mentoring.meeting_forms import (
    HeldForm,
    MeetingChangeForm,
    OwnTimesForm,
    PickForm,
    SuggestedTimesForm,
    UnplannedForm,
)
from mentoring.models import Meeting
from mentoring.own import own_meeting, own_pair
from mentoring.views.shown import about


@signed_in
def meeting_propose(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Times that suit both, to tick; or times to type in, with `?own=1` or where there are none."""
    own, at = own_pair(request, uuid), request.arrived_at
    before = actions.open_meeting(own.pair)
    times = actions.suggestions(own.pair, at=at) if own.is_running else []
    types_in = "own" in request.GET or len(times) < Meeting.FEWEST_TIMES
    data, seen = request.POST or None, actions.shown(before)
    form = OwnTimesForm(data, seen=seen) if types_in else SuggestedTimesForm(data, seen=seen, times=times)
    if form.is_valid():
        done = _tried(
            request,
            form,
            lambda: actions.propose(
                own.pair, side=own.seat.side, seen=form.shown or None, by=request.user, at=at, **form.offered()
            ),
        )
        if done:
            messages.success(request, f"We have written to {own.seat.other_name}. You hear when they pick a time.")
            return redirect("mentoring:pair_detail", uuid)
        # The other may have proposed times at the same moment: the page shows them, and the next press is about them.
        before = actions.open_meeting(own.pair)
        form.is_now(actions.shown(before))
    context = {
        **about(own),
        "form": form,
        "before": before,
        "may_propose": own.is_running and (before is None or before.status == Meeting.Status.PROPOSED),
        "has_suggestions": len(times) >= Meeting.FEWEST_TIMES,
        "types_in": types_in,
    }
    return render(request, "mentoring/meeting_propose.html", context)


@signed_in
def meeting_pick(request: SignedInRequest, uuid: str) -> HttpResponse:
    own, meeting = own_meeting(request, uuid)
    left, at = meeting.left(request.arrived_at), request.arrived_at
    may_pick = own.is_running and meeting.status == Meeting.Status.PROPOSED and meeting.proposed_by != own.seat.side
    form = PickForm(request.POST or None, times=meeting.times if request.method == "POST" else left)
    if form.is_valid():
        time = form.cleaned_data["time"]
        if _tried(request, form, lambda: actions.pick(meeting, side=own.seat.side, time=time, by=request.user, at=at)):
            messages.success(request, f"You meet on {uk_datetime(time)}. We have written to both of you.")
            return redirect("mentoring:pair_detail", own.pair.uuid)
    context = {**about(own), "meeting": meeting, "left": left, "form": form, "may_pick": may_pick}
    return render(request, "mentoring/meeting_pick.html", context)


@signed_in
def meeting_change(request: SignedInRequest, uuid: str) -> HttpResponse:
    own, meeting = own_meeting(request, uuid)
    at = request.arrived_at
    initial = {name: getattr(meeting, name) for name in ("starts_at", "minutes", "where")}
    form = MeetingChangeForm(request.POST or None, seen=actions.shown(meeting), initial=initial)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in initial}
        done = _tried(
            request,
            form,
            lambda: actions.change(meeting, seen=form.shown or None, by=request.user, at=at, **given),
        )
        if done:
            messages.success(request, "The meeting is changed. We have written to both of you.")
            return redirect("mentoring:pair_detail", own.pair.uuid)
        meeting = own_meeting(request, uuid)[1]
        form.is_now(actions.shown(meeting))
    may_change = own.is_running and meeting.status == Meeting.Status.AGREED
    context = {**about(own), "meeting": meeting, "form": form, "may_change": may_change}
    return render(request, "mentoring/meeting_change.html", context)


@signed_in
def meeting_call_off(request: SignedInRequest, uuid: str) -> HttpResponse:
    own, meeting = own_meeting(request, uuid)
    at = request.arrived_at
    if request.method == "POST":
        try:
            seen = request.POST.get("seen")
            actions.call_off(meeting, side=own.seat.side, by=request.user, at=at, seen=seen)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "That is done. You can propose new times whenever it suits you.")
        return redirect("mentoring:pair_detail", own.pair.uuid)
    has_passed = meeting.starts_at is not None and meeting.starts_at <= at
    mark = actions.shown(meeting)
    context = {**about(own), "meeting": meeting, "mark": mark, "has_passed": has_passed, "is_open": meeting.is_open}
    return render(request, "mentoring/meeting_call_off.html", context)


@signed_in
def meeting_held(request: SignedInRequest, uuid: str) -> HttpResponse:
    """That it took place, and for how long; or a correction."""
    own, meeting = own_meeting(request, uuid)
    initial = {
        "on": uk_day(meeting.starts_at) if meeting.starts_at else None,
        "minutes": meeting.held_minutes or meeting.minutes,
    }
    form = HeldForm(request.POST or None, initial=initial)
    if form.is_valid():
        said = {"side": own.seat.side, "by": request.user, "at": request.arrived_at, **form.cleaned_data}
        if _tried(request, form, lambda: actions.log(meeting, **said)):
            messages.success(request, f"Saved: you met on {uk_date(form.cleaned_data['on'])}.")
            return redirect("mentoring:pair_detail", own.pair.uuid)
    context = {**about(own), "meeting": meeting, "form": form}
    return render(request, "mentoring/meeting_held.html", context)


@signed_in
def meeting_log(request: SignedInRequest, uuid: str) -> HttpResponse:
    """One that was never arranged here."""
    own = own_pair(request, uuid)
    form = UnplannedForm(request.POST or None, initial={"on": uk_day(request.arrived_at)})
    if form.is_valid():
        said = {"side": own.seat.side, "by": request.user, "at": request.arrived_at, **form.cleaned_data}
        if _tried(request, form, lambda: actions.log_unplanned(own.pair, **said)):
            messages.success(request, f"Saved: you met on {uk_date(form.cleaned_data['on'])}.")
            return redirect("mentoring:pair_detail", uuid)
    return render(request, "mentoring/meeting_log.html", {**about(own), "form": form})


@signed_in
def meeting_unlog(request: SignedInRequest, uuid: str) -> HttpResponse:
    own, meeting = own_meeting(request, uuid)
    if request.method == "POST":
        try:
            actions.unlog(meeting, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The meeting is taken off.")
        return redirect("mentoring:pair_detail", own.pair.uuid)
    return render(request, "mentoring/meeting_unlog.html", {**about(own), "meeting": meeting})


def _tried(request: SignedInRequest, form: Any, action: Callable[[], object]) -> bool:
    """Whether it went through. What stood in the way is on the page, with what was typed."""
    try:
        action()
    except SeenOtherwise as refusal:
        messages.warning(request, str(refusal))
        return False
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
