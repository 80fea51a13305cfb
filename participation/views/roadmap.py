"""Somebody's own roadmap: their goals, strengths and values, and what they do next."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.gates import returner
from accounts.requests import SignedInRequest
from cohorts.models import Enrolment
from core.calendar import uk_day
from core.errors import Refused, SeenOtherwise
from core.seen import mark_of
from participation.actions import roadmap as actions
from participation.models import NextStep, Roadmap
from participation.own import own_enrolment
from participation.roadmap_forms import PARTS, NewStepForm, NextStepForm

DONE_SHOWN = 20


@returner
def roadmap_detail(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    enrolment = own_enrolment(request, programme_slug, slug)
    roadmap = _roadmap(enrolment)
    today = uk_day(request.arrived_at)
    to_do = list(enrolment.next_steps.to_do())
    parts = [
        {
            "key": PARTS[part].base_fields["text"].label,
            "value": getattr(roadmap, part).splitlines() or "Nothing written yet",
            "url": reverse("participation:roadmap_change", args=[programme_slug, slug, part]),
            "action": "Change" if getattr(roadmap, part) else "Write",
            "change": part,
        }
        for part in Roadmap.PARTS
    ]
    context = {
        "enrolment": enrolment,
        "parts": parts,
        "to_do": to_do,
        "late": [step.pk for step in to_do if step.is_late(today)],
        "done": enrolment.next_steps.done()[:DONE_SHOWN],
    }
    return render(request, "participation/roadmap_detail.html", context)


@returner
def roadmap_change(request: SignedInRequest, programme_slug: str, slug: str, part: str) -> HttpResponse:
    """One part of it in a box of its own."""
    enrolment = own_enrolment(request, programme_slug, slug)
    if part not in PARTS:
        raise Http404
    now = getattr(_roadmap(enrolment), part)
    form = PARTS[part](request.POST or None, seen=mark_of(now), initial={"text": now})
    if form.is_valid():
        text, seen = form.cleaned_data["text"], form.shown or None
        try:
            actions.write_roadmap(enrolment, part, text=text, seen=seen, by=request.user)
        except SeenOtherwise as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, "Saved.")
            return redirect("participation:roadmap_detail", programme_slug, slug)
    context = {"enrolment": enrolment, "form": form, "now": now if form.is_stale else ""}
    return render(request, "participation/roadmap_change.html", context)


@returner
def next_step_add(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    enrolment = own_enrolment(request, programme_slug, slug)
    form = NewStepForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_next_step(enrolment, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("what", str(refusal))
        else:
            messages.success(request, "The step is on your list.")
            return redirect("participation:roadmap_detail", programme_slug, slug)
    return render(request, "participation/next_step_add.html", {"enrolment": enrolment, "form": form})


@returner
def next_step_change(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    enrolment = own_enrolment(request, programme_slug, slug)
    step = _step(enrolment, uuid)
    form = NextStepForm(request.POST or None, initial={"what": step.what, "due_on": step.due_on})
    if form.is_valid():
        actions.change_next_step(step, by=request.user, **form.cleaned_data)
        messages.success(request, "The step is changed.")
        return redirect("participation:roadmap_detail", programme_slug, slug)
    context = {"enrolment": enrolment, "form": form, "step": step}
    return render(request, "participation/next_step_change.html", context)


@returner
def next_step_mark(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    """A press: done, or not done after all."""
    step = _step(own_enrolment(request, programme_slug, slug), uuid)
    if request.method == "POST":
        done = request.POST.get("done") == "yes"
        actions.mark_next_step(step, done=done, by=request.user, at=request.arrived_at)
        messages.success(request, "Done. Well done." if done else "The step is back on your list.")
    return redirect("participation:roadmap_detail", programme_slug, slug)


@returner
def next_step_remove(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    enrolment = own_enrolment(request, programme_slug, slug)
    step = _step(enrolment, uuid)
    if request.method == "POST":
        actions.remove_next_step(step, by=request.user)
        messages.success(request, "The step is off your list.")
        return redirect("participation:roadmap_detail", programme_slug, slug)
    return render(request, "participation/next_step_remove.html", {"enrolment": enrolment, "step": step})


def _roadmap(enrolment: Enrolment) -> Roadmap:
    """An empty one where nothing is written yet."""
    return Roadmap.objects.filter(enrolment=enrolment).first() or Roadmap(enrolment=enrolment)


def _step(enrolment: Enrolment, uuid: str) -> NextStep:
    return get_object_or_404(enrolment.next_steps, uuid=uuid)
