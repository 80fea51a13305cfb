"""The placements of a cohort, as managers arrange them."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from cohorts.models import Cohort, Enrolment
from core import audit
from core.errors import Refused
from core.paging import alphabetical
from outcomes import watching
from outcomes.actions import placing as actions
from outcomes.models import Placement
from outcomes.staff_forms import PlacementChangeForm, PlacementFilterForm, PlacementForm
from outcomes.views import tables
from outcomes.views.people import managed_enrolment

NARROW = {
    "unplaced": lambda people, at: watching.without_placement(people),
    "unsigned": watching.not_signed,
    "claims": lambda people, at: watching.claiming(people),
}


@programme_manager
def placement_list(request: SignedInRequest, slug: str, cohort_slug: str) -> HttpResponse:
    """Everybody of a cohort whose strand asks for something or has money, and how far they have come."""
    cohorts = Cohort.objects.managed_by(request.user).select_related("programme")
    cohort = get_object_or_404(cohorts, programme__slug=slug, slug=cohort_slug)
    form = PlacementFilterForm(request.GET)
    enrolments = watching.in_a_fund(Enrolment.objects.filter(cohort=cohort))
    if narrow := NARROW.get(form.data.get("show", "")):
        enrolments = narrow(enrolments, request.arrived_at)
    enrolments = enrolments.select_related("person", "cohort", "strand__needs", "updating_plan").prefetch_related(
        Prefetch("placements", Placement.objects.select_related("host").order_by("starts_on", "pk")),
        "placements__entries",
    )
    page = alphabetical(request, enrolments, by="person__name")
    audit.looked_at_many(request.user, page.rows)
    context = {
        "cohort": cohort,
        "form": form,
        "page": page,
        "head": tables.PEOPLE,
        "rows": [tables.person(enrolment, request.arrived_at) for enrolment in page.rows],
    }
    return render(request, "outcomes/placement_list.html", context)


@programme_manager
def placement_add(request: SignedInRequest, uuid: str) -> HttpResponse:
    enrolment = managed_enrolment(request, uuid)
    form = PlacementForm(request.POST or None)
    if form.is_valid():
        try:
            actions.place(enrolment, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The placement is saved. Both of them have been written to.")
            return redirect("outcomes:placement_person", uuid)
    return render(request, "outcomes/placement_add.html", {"enrolment": enrolment, "form": form})


@programme_manager
def placement_change(request: SignedInRequest, uuid: str) -> HttpResponse:
    placement = managed_placement(request, uuid)
    names = ("supervisor_name", "supervisor_email", "starts_on", "ends_on")
    form = PlacementChangeForm(request.POST or None, initial={name: getattr(placement, name) for name in names})
    if form.is_valid():
        try:
            actions.change_placement(placement, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The placement is saved.")
            return redirect("outcomes:placement_person", placement.enrolment.uuid)
    return render(request, "outcomes/placement_change.html", {"placement": placement, "form": form})


@programme_manager
def placement_call_off(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Asks first: it is gone for good, and both of them are told."""
    placement = managed_placement(request, uuid)
    if request.method == "POST":
        try:
            actions.call_off(placement, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The placement is called off. Both of them have been told.")
        return redirect("outcomes:placement_person", placement.enrolment.uuid)
    context = {"placement": placement, "has_days": placement.entries.exists()}
    return render(request, "outcomes/placement_call_off.html", context)


@programme_manager
def placement_link(request: SignedInRequest, uuid: str) -> HttpResponse:
    """A press: the supervisor's letter once more."""
    placement = managed_placement(request, uuid)
    if request.method == "POST":
        try:
            actions.send_link_again(placement, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"We have sent {placement.supervisor_name} the link again.")
    return redirect("outcomes:placement_person", placement.enrolment.uuid)


def managed_placement(request: SignedInRequest, uuid: str) -> Placement:
    placements = Placement.objects.managed_by(request.user)
    rows = placements.select_related("enrolment__person", "enrolment__cohort__programme", "host")
    return get_object_or_404(rows, uuid=uuid)
