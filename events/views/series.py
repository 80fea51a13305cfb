"""Training in several modules: its page for everybody, and the pages on which staff set it up."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.gates import public
from accounts.requests import SignedInRequest
from core.errors import Refused
from core.requests import Request
from events.actions import arranging
from events.gates import events_team, is_reader
from events.materials import rows
from events.models import Event, Material, Module, Series, counters
from events.seats import cards
from events.series_forms import ModuleForm, SeriesForm, SeriesWordsForm


@public
def series_detail(request: Request, slug: str) -> HttpResponse:
    """Its modules in order, each with the sessions that are still to come."""
    at = request.arrived_at
    may_see = Q(is_public=True)
    if is_reader(request):
        may_see |= Q(pk__in=Series.objects.read_by(request.user).values("pk"))
    sessions = Event.objects.public().not_over(at).order_by("starts_at", "pk").select_related("venue")
    modules = Module.objects.order_by("position").prefetch_related(
        Prefetch("sessions", sessions.prefetch_related(counters()))
    )
    known = Series.objects.select_related("programme").prefetch_related(Prefetch("modules", modules))
    series = get_object_or_404(known.filter(may_see), slug=slug)
    shown = [(module, module.sessions.all()) for module in series.modules.all()]
    found = [{"module": module, "sessions": cards(sessions, at, with_kind=False)} for module, sessions in shown]
    bookable = any(event.is_bookable(at) for _, sessions in shown for event in sessions)
    context = {"series": series, "rows": found, "can_book": bookable and series.is_public}
    return render(request, "events/series_detail.html", context)


@events_team
def series_create(request: SignedInRequest) -> HttpResponse:
    form = SeriesForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            series = arranging.add_series(by=request.user, **form.given())
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, "The series is saved. Nobody else sees it yet. Add its modules.")
            return redirect("events:series_manage", series.uuid)
    return render(request, "events/series_create.html", {"form": form})


@events_team
def series_manage(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Everything of a series on one page: its words, and its modules with all their sessions."""
    series = _own(request, uuid)
    sessions = Event.objects.order_by("starts_at", "pk").select_related("venue")
    materials = Material.objects.order_by("added_at", "pk")
    parts = Prefetch("sessions", sessions), Prefetch("materials", materials)
    modules = series.modules.order_by("position").prefetch_related(*parts)
    found = [{"module": module, "materials": rows(module.materials.all())} for module in modules]
    return render(request, "events/series_manage.html", {"series": series, "rows": found})


@events_team
def series_change(request: SignedInRequest, uuid: str) -> HttpResponse:
    series = _own(request, uuid)
    form = SeriesWordsForm(request.POST or None, initial=_words(series, SeriesWordsForm))
    if form.is_valid():
        try:
            arranging.change_series(series, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("is_public", str(refusal))
        else:
            messages.success(request, "Your changes are saved.")
            return redirect("events:series_manage", uuid)
    return render(request, "events/series_change.html", {"series": series, "form": form})


@events_team
def module_add(request: SignedInRequest, uuid: str) -> HttpResponse:
    series, form = _own(request, uuid), ModuleForm(request.POST or None)
    if form.is_valid():
        module = arranging.add_module(series, by=request.user, **form.cleaned_data)
        messages.success(request, f"{module} is added.")
        return redirect("events:series_manage", uuid)
    return render(request, "events/module_add.html", {"series": series, "form": form})


@events_team
def module_change(request: SignedInRequest, uuid: str, pk: int) -> HttpResponse:
    series = _own(request, uuid)
    module = get_object_or_404(series.modules, pk=pk)
    form = ModuleForm(request.POST or None, initial=_words(module, ModuleForm))
    if form.is_valid():
        try:
            arranging.change_module(module, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Your changes are saved.")
        return redirect("events:series_manage", uuid)
    context = {"series": series, "module": module, "form": form, "can_go": not module.sessions.exists()}
    return render(request, "events/module_change.html", context)


@events_team
@require_POST
def module_up(request: SignedInRequest, uuid: str, pk: int) -> HttpResponse:
    module = get_object_or_404(_own(request, uuid).modules, pk=pk)
    try:
        arranging.move_module_up(module, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("events:series_manage", uuid)


@events_team
@require_POST
def module_remove(request: SignedInRequest, uuid: str, pk: int) -> HttpResponse:
    module = get_object_or_404(_own(request, uuid).modules, pk=pk)
    try:
        arranging.remove_module(module, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{module} is removed.")
    return redirect("events:series_manage", uuid)


def _own(request: SignedInRequest, uuid: str) -> Series:
    return get_object_or_404(Series.objects.run_by(request.user).select_related("programme"), uuid=uuid)


def _words(row: Any, form: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in form.base_fields}
