"""Who takes part in a cohort, for its managers: the list, one person, and what they change for them."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from cohorts.models import Cohort, Enrolment
from core import audit, slots
from core.errors import Refused
from core.paging import alphabetical
from core.uktime import uk_date, uk_datetime
from participation.actions import enrolling
from participation.enrolment_forms import EndForm, PauseForm, PeopleFilterForm, StaffMoveForm
from participation.pages import participant_path
from participation.views.managed import managed_cohort
from returners.models import Application

HEAD = ["Name", "Strand", "Region", "Standing", "Since"]
COLOURS: dict[str, str] = {
    Enrolment.Status.ACTIVE: "green",
    Enrolment.Status.PAUSED: "yellow",
    Enrolment.Status.ENDED: "grey",
    Enrolment.Status.COMPLETED: "blue",
}


@programme_manager
def people_list(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    cohort = managed_cohort(request, programme_slug, slug)
    form = PeopleFilterForm(request.GET)
    rows = cohort.enrolments.select_related("person", "strand", "moved_to")
    if form.is_valid() and (status := form.cleaned_data["status"]):
        rows = rows.filter(status=status)
    page = alphabetical(request, rows, by="person__name")
    audit.looked_at_many(request.user, page.rows, why="List of who takes part")
    context = {
        "cohort": cohort,
        "form": form,
        "page": page,
        "head": HEAD,
        "rows": [_row(cohort, enrolment) for enrolment in page.rows],
    }
    return render(request, "participation/people_list.html", context)


def _row(cohort: Cohort, enrolment: Enrolment) -> list:
    enrolment.cohort = cohort
    since = enrolment.ended_at or enrolment.paused_at or enrolment.signed_at
    return [
        {"text": str(enrolment.person), "url": participant_path(enrolment)},
        str(enrolment.strand),
        enrolment.get_region_display(),
        {"tag": _standing(enrolment), "colour": COLOURS[enrolment.status]},
        uk_date(since),
    ]


def _standing(enrolment: Enrolment) -> str:
    return "Moved" if hasattr(enrolment, "moved_to") else enrolment.get_status_display()


def managed_enrolment(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> Enrolment:
    rows = managed_cohort(request, programme_slug, slug).enrolments.select_related("person", "cohort__programme")
    rows = rows.select_related("strand", "moved_from__cohort", "moved_to__cohort__programme")
    return get_object_or_404(rows, uuid=uuid)


@programme_manager
def participant_detail(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    enrolment = managed_enrolment(request, programme_slug, slug, uuid)
    audit.looked(request.user, enrolment)
    moved_to = getattr(enrolment, "moved_to", None)
    context = {
        "enrolment": enrolment,
        "cohort": enrolment.cohort,
        "standing": _standing(enrolment),
        "colour": COLOURS[enrolment.status],
        "rows": _facts(enrolment),
        "moved_to": moved_to,
        "moved_url": participant_path(moved_to) if moved_to else "",
        "needs": getattr(enrolment, "support_needs", None),
        "application": Application.objects.filter(profile__enrolment=moved_to or enrolment).first(),
        "why_fixed": enrolling.why_fixed(enrolment, request.arrived_at),
    }
    return render(request, "participation/participant_detail.html", context)


def _facts(enrolment: Enrolment) -> list[dict]:
    told = enrolment.has_told_when
    facts = {
        "Email address": enrolment.person.email,
        "Strand": str(enrolment.strand),
        "Region": enrolment.get_region_display(),
        "Takes part since": uk_datetime(enrolment.signed_at),
        "When they can take part": slots.in_words(enrolment.availability) if told else "Not told yet",
        "In the year": enrolment.get_terms_display() if told else "Not told yet",
        "Came from": enrolment.moved_from.cohort.name if enrolment.moved_from else None,
        "Break since": enrolment.paused_at and uk_datetime(enrolment.paused_at),
        "Hopes to be back": enrolment.back_on and uk_date(enrolment.back_on),
        "Left": enrolment.ended_at and uk_datetime(enrolment.ended_at),
        "Reason": enrolment.get_reason_display() or None,
    }
    return [{"key": key, "value": value} for key, value in facts.items() if value is not None]


def on_managed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For pages that change somebody's part: where nothing can be changed, they lead to where it says why."""

    @wraps(view)
    def wrapped(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
        enrolment = managed_enrolment(request, programme_slug, slug, uuid)
        if not enrolling.why_fixed(enrolment, request.arrived_at):
            try:
                return view(request, enrolment)
            except Refused as refusal:
                messages.error(request, str(refusal))
        return redirect(participant_path(enrolment))

    return wrapped


@programme_manager
@on_managed
def participant_pause(request: SignedInRequest, enrolment: Enrolment) -> HttpResponse:
    form = PauseForm(request.POST or None, enrolment=enrolment, at=request.arrived_at)
    if form.is_valid():
        enrolling.pause(enrolment, by=request.user, at=request.arrived_at, **form.cleaned_data)
        messages.success(request, f"{enrolment.person} is having a break, and has been told. The place is kept.")
        return redirect(participant_path(enrolment))
    return render(request, "participation/participant_pause.html", {"enrolment": enrolment, "form": form})


@programme_manager
@on_managed
def participant_come_back(request: SignedInRequest, enrolment: Enrolment) -> HttpResponse:
    if request.method == "POST":
        enrolling.come_back(enrolment, by=request.user, at=request.arrived_at)
        messages.success(request, f"{enrolment.person} takes part again, and has been told.")
    return redirect(participant_path(enrolment))


@programme_manager
@on_managed
def participant_move(request: SignedInRequest, enrolment: Enrolment) -> HttpResponse:
    rooms = enrolling.rooms(enrolment, at=request.arrived_at, later=False)
    form = StaffMoveForm(request.POST or None, rooms=rooms)
    if form.is_valid():
        action = enrolling.defer if form.cleaned_data["counts"] else enrolling.transfer
        to, reason = form.cleaned_data["cohort"], form.cleaned_data["reason"]
        try:
            joined = action(enrolment, to, reason=reason, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            form.add_error("cohort", str(refusal))
        else:
            messages.success(request, f"{joined.person} has moved to the {joined.cohort.name}, and has been told.")
            return redirect(participant_path(joined))
    context = {"enrolment": enrolment, "cohort": enrolment.cohort, "rooms": rooms, "form": form}
    return render(request, "participation/participant_move.html", context)


@programme_manager
@on_managed
def participant_end(request: SignedInRequest, enrolment: Enrolment) -> HttpResponse:
    form = EndForm(request.POST or None)
    if form.is_valid():
        enrolling.end_early(enrolment, by=request.user, at=request.arrived_at, **form.cleaned_data)
        messages.success(request, f"{enrolment.person} no longer takes part, and has been told.")
        return redirect(participant_path(enrolment))
    context = {"enrolment": enrolment, "cohort": enrolment.cohort, "form": form}
    return render(request, "participation/participant_end.html", context)
