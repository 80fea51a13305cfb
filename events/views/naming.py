"""Staff name the speakers and the supporters of an event."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from core.errors import Refused
from core.forms import PortalForm
from events import actions
from events.editing_forms import SpeakerForm, SupporterForm
from events.gates import events_team, run_event
from events.models import Event, Speaker, Supporter


@events_team
def speaker_add(request: SignedInRequest, uuid: str) -> HttpResponse:
    event, form = run_event(request, uuid), SpeakerForm(request.POST or None)
    if form.is_valid() and _added(request, event, Speaker, form):
        return redirect("events:event_manage", uuid)
    return render(request, "events/speaker_add.html", {"event": event, "form": form})


@events_team
def speaker_change(request: SignedInRequest, uuid: str, pk: int) -> HttpResponse:
    event = run_event(request, uuid)
    speaker = get_object_or_404(event.speakers, pk=pk)
    form = SpeakerForm(request.POST or None, initial=_words(speaker, SpeakerForm))
    if form.is_valid() and _changed(request, speaker, form):
        return redirect("events:event_manage", uuid)
    return render(request, "events/speaker_change.html", {"event": event, "speaker": speaker, "form": form})


@events_team
@require_POST
def speaker_remove(request: SignedInRequest, uuid: str, pk: int) -> HttpResponse:
    return _remove(request, get_object_or_404(run_event(request, uuid).speakers, pk=pk))


@events_team
def supporter_add(request: SignedInRequest, uuid: str) -> HttpResponse:
    event, form = run_event(request, uuid), SupporterForm(request.POST or None)
    if form.is_valid() and _added(request, event, Supporter, form):
        return redirect("events:event_manage", uuid)
    return render(request, "events/supporter_add.html", {"event": event, "form": form})


@events_team
def supporter_change(request: SignedInRequest, uuid: str, pk: int) -> HttpResponse:
    event = run_event(request, uuid)
    supporter = get_object_or_404(event.supporters, pk=pk)
    form = SupporterForm(request.POST or None, initial=_words(supporter, SupporterForm))
    if form.is_valid() and _changed(request, supporter, form):
        return redirect("events:event_manage", uuid)
    return render(request, "events/supporter_change.html", {"event": event, "supporter": supporter, "form": form})


@events_team
@require_POST
def supporter_remove(request: SignedInRequest, uuid: str, pk: int) -> HttpResponse:
    return _remove(request, get_object_or_404(run_event(request, uuid).supporters, pk=pk))


def _words(named: Any, form: type[PortalForm]) -> dict[str, str]:
    return {name: getattr(named, name) for name in form.base_fields}


def _added(request: SignedInRequest, event: Event, kind: Any, form: PortalForm) -> bool:
    try:
        named = actions.add_named(event, kind, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, f"{named} is added.")
    return True


def _changed(request: SignedInRequest, named: Any, form: PortalForm) -> bool:
    try:
        actions.change_named(named, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "Your changes are saved.")
    return True


def _remove(request: SignedInRequest, named: Any) -> HttpResponse:
    try:
        actions.remove_named(named, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{named} is removed.")
    return redirect("events:event_manage", named.event.uuid)
