"""The page of a pair, the same for both of them, and how it ends."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.gates import signed_in
from accounts.requests import SignedInRequest
from core.errors import Refused
from mentoring.actions import concerns, ending
from mentoring.actions.feedback import give_feedback, moment_of
from mentoring.actions.holding import may_log
from mentoring.actions.meeting import open_meeting
from mentoring.in_common import in_common
from mentoring.keeping_time import kept_for
from mentoring.models import Meeting, Pair, PairFeedback
from mentoring.own import Own, own_pair
from mentoring.pair_forms import ConcernForm, EndForm, FeedbackForm
from mentoring.views.shown import about

# So many of each on the page; all of them on pages of their own.
MEETINGS_SHOWN = 3


@signed_in
def pair_detail(request: SignedInRequest, uuid: str) -> HttpResponse:
    own, at = own_pair(request, uuid), request.arrived_at
    held = list(own.pair.meetings.held().order_by("-starts_at", "-pk"))
    context = {
        **about(own),
        **_next(own, at),
        "held": held[:MEETINGS_SHOWN],
        "met": len(held),
        "most": Pair.MEETINGS,
        "has_more": len(held) > MEETINGS_SHOWN,
        "may_log": may_log(own.pair, at),
        "goals": own.pair.goals.all(),
        "met_words": _met(len(held)),
        "note": (note := own.pair.notes.first()),
        "note_by": "You" if note and note.side == own.seat.side else own.seat.other_name,
        "notes": own.pair.notes.count(),
        "in_common": in_common(own.pair),
        "asks": _asks(own, at),
        "keeps_until": own.pair.ended_at + kept_for() if own.pair.ended_at else None,
    }
    return render(request, "mentoring/pair_detail.html", context)


def _met(times: int) -> str:
    if times >= Pair.MEETINGS:
        return f"You have met {times} times."
    return f"You have met {times} of {Pair.MEETINGS} times." if times else "You have not met yet."


def _next(own: Own, at: dt.datetime) -> dict[str, Any]:
    """The meeting that is being arranged, and how far it is: `stage`."""
    meeting = open_meeting(own.pair)
    if meeting is None:
        return {"meeting": None, "stage": "none" if own.is_running else ""}
    if meeting.status == Meeting.Status.AGREED:
        stage = "agreed" if meeting.starts_at and meeting.ends_at > at else "was it held"
        return {"meeting": meeting, "stage": stage}
    left = meeting.left(at)
    if not left:
        return {"meeting": meeting, "stage": "passed", "times": meeting.times}
    return {"meeting": meeting, "stage": "waits" if meeting.proposed_by == own.seat.side else "to pick", "times": left}


def _asks(own: Own, at: dt.datetime) -> bool:
    """Whether they have a question to answer about the mentoring."""
    moment = moment_of(own.pair, at)
    return moment is not None and not own.pair.feedback.filter(side=own.seat.side, moment=moment).exists()


@signed_in
def meeting_list(request: SignedInRequest, uuid: str) -> HttpResponse:
    """All that took place."""
    own = own_pair(request, uuid)
    held = own.pair.meetings.held().order_by("-starts_at", "-pk")
    context = {**about(own), "held": held, "may_log": may_log(own.pair, request.arrived_at)}
    return render(request, "mentoring/meeting_list.html", context)


@signed_in
def pair_enough(request: SignedInRequest, uuid: str) -> HttpResponse:
    """They have done what they set out to do; complete once both say so."""
    own = own_pair(request, uuid)
    if request.method == "POST":
        try:
            pair = ending.say_enough(own.pair, side=own.seat.side, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            is_complete = pair.status == Pair.Status.COMPLETED
            words = f"We have asked {own.seat.other_name}, too. Until they say so, everything stays as it is."
            messages.success(request, "Your mentoring is complete. Thank you." if is_complete else words)
        return redirect("mentoring:pair_detail", uuid)
    return render(request, "mentoring/pair_enough.html", about(own))


@signed_in
def pair_end(request: SignedInRequest, uuid: str) -> HttpResponse:
    own = own_pair(request, uuid)
    form = EndForm(request.POST or None, is_mentor=own.seat.is_mentor)
    if own.is_running and form.is_valid():
        try:
            ending.end(own.pair, side=own.seat.side, by=request.user, at=request.arrived_at, **form.said())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Your mentoring together has ended. We have written to both of you.")
        return redirect("mentoring:pair_detail", uuid)
    return render(request, "mentoring/pair_end.html", {**about(own), "form": form})


@signed_in
def concern_raise(request: SignedInRequest, uuid: str) -> HttpResponse:
    """For the team alone."""
    own = own_pair(request, uuid)
    form = ConcernForm(request.POST or None)
    if own.is_running and request.method == "POST" and form.is_valid():
        try:
            concerns.raise_concern(
                own.pair, side=own.seat.side, by=request.user, at=request.arrived_at, **form.cleaned_data
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "We have told the team. Somebody gets in touch with you, and with nobody else.")
        return redirect("mentoring:pair_detail", uuid)
    told = own.pair.concerns.open().filter(side=own.seat.side).first()
    return render(request, "mentoring/concern_raise.html", {**about(own), "form": form, "told": told})


@signed_in
def feedback_give(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Two questions, half way and at the end."""
    own, at = own_pair(request, uuid), request.arrived_at
    moment = moment_of(own.pair, at)
    given = own.pair.feedback.filter(side=own.seat.side, moment=moment).first() if moment else None
    is_over = moment == PairFeedback.Moment.END
    form = FeedbackForm(request.POST or None, is_over=is_over, is_mentor=own.seat.is_mentor)
    if moment and given is None and form.is_valid():
        give_feedback(own.pair, side=own.seat.side, by=request.user, at=at, **form.cleaned_data)
        messages.success(request, "Thank you. Your answer helps us to make mentoring better.")
        return redirect("mentoring:pair_detail", uuid)
    context = {**about(own), "form": form, "moment": moment, "given": given}
    return render(request, "mentoring/feedback_give.html", context)
