"""Materials: shared by staff, opened by those with a confirmed booking."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from accounts.gates import public, signed_in
from accounts.requests import SignedInRequest
from core.errors import Refused
from core.links import LinkOver
from core.materials import MOST_BYTES, hand_out
from core.requests import Request
from core.uploads import given_files, takes_files
from events.actions import sharing
from events.gates import events_team, run_event
from events.links import read_materials
from events.material_forms import MaterialForm
from events.materials import of_booking, open_to, rows_behind
from events.models import Booking, Event, Material, Module, Series
from events.views.managing import on_booking

private = cache_control(private=True, no_store=True)


@signed_in
def material_download(request: SignedInRequest, uuid: str) -> HttpResponse:
    """A file, for whoever booked while signed in, and for staff."""
    return hand_out(get_object_or_404(open_to(request.user), uuid=uuid))


@public
@on_booking
def booking_material(request: Request, booking: Booking, token: str, *, purpose: str, uuid: str) -> HttpResponse:
    """A file, behind the link of a booking."""
    return hand_out(get_object_or_404(of_booking(booking), uuid=uuid))


@public
@private
def event_materials(request: Request, token: str) -> HttpResponse:
    """All that was shared, for somebody who came and has no booking of their own."""
    try:
        event = read_materials(token, at=request.arrived_at)
    except LinkOver as over:
        return render(request, "events/event_materials.html", {"refusal": str(over)}, status=404)
    shared = rows_behind(Material.objects.of(event), token, page="events:event_material")
    return render(request, "events/event_materials.html", {"event": event, "materials": shared})


@public
@private
def event_material(request: Request, token: str, uuid: str) -> HttpResponse:
    """A file of theirs."""
    try:
        event = read_materials(token, at=request.arrived_at)
    except LinkOver:
        raise Http404 from None
    return hand_out(get_object_or_404(Material.objects.of(event), uuid=uuid))


@events_team
@takes_files(MOST_BYTES)
def material_add(request: SignedInRequest, uuid: str) -> HttpResponse:
    event, form = run_event(request, uuid), _form(request)
    if form.is_valid() and _is_shared(request, event, form):
        return redirect("events:event_manage", uuid)
    return render(request, "events/material_add.html", {"event": event, "form": form})


@events_team
@takes_files(MOST_BYTES)
def module_material_add(request: SignedInRequest, uuid: str, pk: int) -> HttpResponse:
    series = get_object_or_404(Series.objects.run_by(request.user), uuid=uuid)
    module, form = get_object_or_404(series.modules, pk=pk), _form(request)
    if form.is_valid() and _is_shared(request, module, form):
        return redirect("events:series_manage", uuid)
    return render(request, "events/module_material_add.html", {"series": series, "module": module, "form": form})


@events_team
@require_POST
def material_remove(request: SignedInRequest, uuid: str) -> HttpResponse:
    run = Event.objects.run_by(request.user).values("pk")
    taught = Module.objects.filter(series__in=Series.objects.run_by(request.user).values("pk")).values("pk")
    mine = Material.objects.filter(event__in=run) | Material.objects.filter(module__in=taught)
    material = get_object_or_404(mine.select_related("event", "module__series"), uuid=uuid)
    sharing.remove_material(material, by=request.user)
    messages.success(request, f"{material} is removed.")
    if material.module:
        return redirect("events:series_manage", material.module.series.uuid)
    return redirect("events:event_manage", material.event.uuid)  # type: ignore[union-attr]


def _form(request: SignedInRequest) -> MaterialForm:
    return MaterialForm(request.POST, given_files(request)) if request.method == "POST" else MaterialForm()


def _is_shared(request: SignedInRequest, of: Event | Module, form: MaterialForm) -> bool:
    try:
        material = sharing.add_material(of, by=request.user, at=request.arrived_at, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, f"{material} is added. Whoever has a confirmed booking can open it.")
    return True
