"""Staff make events, change them, publish and cancel them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from core.errors import Refused
from events import actions
from events.editing_forms import AccessForm, CancelEventForm, CopyForm, EventForm, SeatsForm
from events.gates import events_team, run_event
from events.models import Event, Pool, Venue


@events_team
def event_create(request: SignedInRequest) -> HttpResponse:
    """Also a session of a module, where its series leads here."""
    form = EventForm(request.POST or None, user=request.user, module=request.GET.get("module", "")[:18])
    if form.is_valid():
        try:
            event = actions.create(form.chosen_programme, by=request.user, at=request.arrived_at, **form.given())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The event is saved as a draft. Look at its page, then publish it.")
            return redirect("events:event_manage", event.uuid)
    return render(request, "events/event_create.html", {"form": form})


@events_team
def event_change(request: SignedInRequest, uuid: str) -> HttpResponse:
    event = run_event(request, uuid)
    form = EventForm(request.POST or None, user=request.user, event=event)
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            moved = actions.change(event, by=request.user, at=request.arrived_at, seen=seen, **form.given())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            told = moved and event.status == Event.Status.PUBLISHED
            messages.success(request, "Your changes are saved." + (TOLD if told else ""))
            return redirect("events:event_manage", uuid)
    return render(request, "events/event_change.html", {"event": event, "form": form})


TOLD = " Everybody who booked is told what is different."


@events_team
def event_copy(request: SignedInRequest, uuid: str) -> HttpResponse:
    event = run_event(request, uuid)
    form = CopyForm(request.POST or None)
    if form.is_valid():
        try:
            new = actions.copy(event, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("starts_at", str(refusal))
        else:
            messages.success(request, "The new event is a draft. Check what is different this time.")
            return redirect("events:event_change", new.uuid)
    return render(request, "events/event_copy.html", {"event": event, "form": form})


@events_team
def event_publish(request: SignedInRequest, uuid: str) -> HttpResponse:
    event = run_event(request, uuid)
    if request.method == "POST":
        return _press(request, event, actions.publish, "The event is published, and people can book.")
    if event.status != Event.Status.DRAFT:
        return redirect("events:event_manage", uuid)
    context = {"event": event, "missing": actions.missing(event, request.arrived_at)}
    return render(request, "events/event_publish.html", context)


@events_team
@require_POST
def booking_close(request: SignedInRequest, uuid: str) -> HttpResponse:
    said = "Booking is closed. Bookings there are stay as they are."
    return _press(request, run_event(request, uuid), actions.close_booking, said)


@events_team
@require_POST
def booking_open(request: SignedInRequest, uuid: str) -> HttpResponse:
    said = "Booking is open again, until the event starts."
    return _press(request, run_event(request, uuid), actions.open_booking, said)


def _press(request: SignedInRequest, event: Event, action: Callable[..., Any], said: str) -> HttpResponse:
    try:
        action(event, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("events:event_manage", event.uuid)


@events_team
def event_cancel(request: SignedInRequest, uuid: str) -> HttpResponse:
    event = run_event(request, uuid)
    if event.status != Event.Status.PUBLISHED or event.is_over(request.arrived_at):
        messages.info(request, "There is nothing to cancel: this event is a draft, cancelled or over.")
        return redirect("events:event_manage", uuid)
    form = CancelEventForm(request.POST or None)
    if form.is_valid():
        try:
            actions.cancel(event, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The event is cancelled, and its page says so.")
            return redirect("events:event_manage", uuid)
    told = event.bookings.live().aggregate(bookings=Count("pk"), people=Sum("seats", default=0))
    return render(request, "events/event_cancel.html", {"event": event, "form": form, "told": told})


@events_team
def seats_change(request: SignedInRequest, uuid: str, mode: str) -> HttpResponse:
    """Seats that become free go to the waiting list at once, in turn."""
    event = run_event(request, uuid)
    pool: Pool = get_object_or_404(event.pools, mode=mode.replace("-", " "))
    initial = {"capacity": pool.capacity, "allowance": pool.allowance}
    form = SeatsForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.resize_pool(pool, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("capacity", str(refusal))
        else:
            messages.success(request, "The seats are changed.")
            return redirect("events:event_manage", uuid)
    return render(request, "events/seats_change.html", {"event": event, "pool": pool, "form": form})


@events_team
def access_change(request: SignedInRequest, uuid: str) -> HttpResponse:
    """How people get into the venue of an event."""
    event = run_event(request, uuid)
    venue = get_object_or_404(Venue, pk=event.venue_id)
    form = AccessForm(request.POST or None, initial={"access": venue.access})
    if form.is_valid():
        actions.change_access(venue, by=request.user, **form.cleaned_data)
        messages.success(request, "Saved. Every event at this venue shows it.")
        return redirect("events:event_manage", uuid)
    return render(request, "events/access_change.html", {"event": event, "venue": venue, "form": form})
