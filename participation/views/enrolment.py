"""Somebody's own part in a cohort: what it is, and a break from it, another cohort, an early end."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.gates import returner
from accounts.requests import SignedInRequest
from cohorts.models import Enrolment
from core.errors import Refused
from participation.actions import enrolling
from participation.enrolment_forms import EndForm, MoveForm, PauseForm
from participation.own import own_enrolment
from returners.models import Application


@returner
def enrolment_detail(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    enrolment = own_enrolment(request, programme_slug, slug)
    context = {
        "enrolment": enrolment,
        "cohort": enrolment.cohort,
        "why_fixed": enrolling.why_fixed(enrolment, request.arrived_at),
        "moved_to": getattr(enrolment, "moved_to", None),
        "needs": getattr(enrolment, "support_needs", None),
        "application": Application.objects.filter(profile__enrolment=enrolment).first(),
    }
    return render(request, "participation/enrolment_detail.html", context)


def on_live(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For pages that change taking part: once nothing can be changed any more, they lead to where it says why."""

    @wraps(view)
    def wrapped(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
        enrolment = own_enrolment(request, programme_slug, slug)
        if not enrolling.why_fixed(enrolment, request.arrived_at):
            try:
                return view(request, enrolment)
            except Refused as refusal:
                messages.error(request, str(refusal))
        return to_own(enrolment)

    return wrapped


def to_own(enrolment: Enrolment) -> HttpResponse:
    return redirect("participation:enrolment_detail", enrolment.cohort.programme.slug, enrolment.cohort.slug)


@returner
@on_live
def enrolment_pause(request: SignedInRequest, enrolment: Enrolment) -> HttpResponse:
    form = PauseForm(request.POST or None, enrolment=enrolment, at=request.arrived_at)
    if enrolment.status == Enrolment.Status.PAUSED:
        return to_own(enrolment)
    if form.is_valid():
        enrolling.pause(enrolment, by=request.user, at=request.arrived_at, **form.cleaned_data)
        messages.success(request, "Your break has begun. Your place is kept.")
        return to_own(enrolment)
    return render(request, "participation/enrolment_pause.html", {"enrolment": enrolment, "form": form})


@returner
@on_live
def enrolment_come_back(request: SignedInRequest, enrolment: Enrolment) -> HttpResponse:
    """Only a press brings somebody back; an old link leads to the button."""
    if request.method == "POST":
        enrolling.come_back(enrolment, by=request.user, at=request.arrived_at)
        messages.success(request, "Welcome back. You take part again.")
    return to_own(enrolment)


@returner
@on_live
def enrolment_defer(request: SignedInRequest, enrolment: Enrolment) -> HttpResponse:
    rooms = enrolling.rooms(enrolment, at=request.arrived_at, later=True)
    form = MoveForm(request.POST or None, rooms=rooms)
    if form.is_valid():
        to, reason = form.cleaned_data["cohort"], form.cleaned_data["reason"]
        try:
            joined = enrolling.defer(enrolment, to, reason=reason, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            form.add_error("cohort", str(refusal))
        else:
            messages.success(request, f"You have moved to the {joined.cohort.name}. Your place there is confirmed.")
            return to_own(joined)
    context = {"enrolment": enrolment, "cohort": enrolment.cohort, "rooms": rooms, "form": form}
    return render(request, "participation/enrolment_defer.html", context)


@returner
@on_live
def enrolment_end(request: SignedInRequest, enrolment: Enrolment) -> HttpResponse:
    form = EndForm(request.POST or None)
    if form.is_valid():
        enrolling.end_early(enrolment, by=request.user, at=request.arrived_at, **form.cleaned_data)
        messages.success(request, "You no longer take part. Thank you for letting us know.")
        return to_own(enrolment)
    context = {"enrolment": enrolment, "cohort": enrolment.cohort, "form": form}
    return render(request, "participation/enrolment_end.html", context)
