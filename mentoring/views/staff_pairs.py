"""What the team sees of pairs: dates and hours, who may need a word, and what one side has told them."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from accounts.second_factor import second_factor_again
from cohorts.models import Programme
from core import audit, charts, exports
from core.errors import Refused
from core.paging import newest_first, soonest_first
from core.uktime import uk_short_date
from mentoring import figures, watching
from mentoring.actions import concerns, ending
from mentoring.models import Concern, Pair, Side
from mentoring.pair_forms import CloseForm, SettleForm
from mentoring.sides import seat_at

QUIET_HEAD = ["Returner", "Mentor", "Last contact", "Runs until"]
CONCERNS_HEAD = ["Told by", "About the pair", "When"]
MEETINGS_HEAD = ["Date", {"text": "Minutes", "number": True}]
NUMBERS = [figures.HEAD[0], *({"text": text, "number": True} for text in figures.HEAD[1:])]
THOUGHTS_HEAD = ["Who", {"text": "Answers", "number": True}, {"text": "Average", "number": True}]


@programme_manager
def quiet_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Pairs without contact for 30 days, those longest without first."""
    programme = _programme(request, slug)
    pairs = watching.silent(Pair.objects.filter(programme=programme), request.arrived_at)
    page = soonest_first(request, pairs.select_related("person", "mentor__person"), by="last_contact")
    rows = [
        [
            {"text": str(pair.person), "url": reverse("mentoring:pair_record", args=[pair.uuid])},
            str(pair.mentor),
            uk_short_date(pair.last_contact),
            uk_short_date(pair.ends_on),
        ]
        for pair in page.rows
    ]
    audit.looked_at_many(request.user, page.rows, why="Pairs without contact")
    context = {"programme": programme, "page": page, "head": QUIET_HEAD, "rows": rows}
    return render(request, "mentoring/quiet_list.html", context)


@programme_manager
def pair_record(request: SignedInRequest, uuid: str) -> HttpResponse:
    """When they met, and for how long. What they wrote to each other is not here, nor anywhere."""
    pair = _pair(request, uuid)
    held = pair.meetings.held().order_by("-starts_at", "-pk")
    rows = [[uk_short_date(met.starts_at), {"text": met.held_minutes, "number": True}] for met in held if met.starts_at]
    audit.looked(request.user, pair, why="Meetings of a pair")
    context = {
        "pair": pair,
        "rows": rows,
        "head": MEETINGS_HEAD,
        "minutes": sum(met.held_minutes or 0 for met in held),
        "concerns": pair.concerns.open(),
        "is_running": pair.status == Pair.Status.ACTIVE,
        "people": [seat_at(pair, side).person for side in Side],
    }
    return render(request, "mentoring/pair_record.html", context)


@programme_manager
def pair_close(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Staff end it: both are written to, and neither learns why."""
    pair = _pair(request, uuid)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        try:
            ending.end(
                pair,
                side=None,
                reason=Pair.Reason(form.cleaned_data["reason"]),
                another=form.cleaned_data["another"],
                by=request.user,
                at=request.arrived_at,
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The pair has ended. We have written to both of them.")
        return redirect("mentoring:pair_record", uuid)
    context = {"pair": pair, "form": form, "is_running": pair.status == Pair.Status.ACTIVE}
    return render(request, "mentoring/pair_close.html", context)


@programme_manager
def concern_list(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = _programme(request, slug)
    found = Concern.objects.open().managed_by(request.user).filter(pair__programme=programme)
    page = soonest_first(request, found.select_related("pair__person", "pair__mentor__person"), by="raised_at")
    rows = [
        [
            {
                "text": str(seat_at(concern.pair, Side(concern.side)).person),
                "url": reverse("mentoring:concern_settle", args=[concern.uuid]),
            },
            str(concern.pair),
            uk_short_date(concern.raised_at),
        ]
        for concern in page.rows
    ]
    context = {"programme": programme, "page": page, "head": CONCERNS_HEAD, "rows": rows}
    return render(request, "mentoring/concern_list.html", context)


@programme_manager
def concern_settle(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Read it, speak with whoever told it, then say what happens."""
    rows = Concern.objects.managed_by(request.user)
    rows = rows.select_related("pair__person", "pair__mentor__person", "pair__programme", "pair__enrolment")
    concern = get_object_or_404(rows, uuid=uuid)
    is_running = concern.pair.status == Pair.Status.ACTIVE
    form = SettleForm(request.POST or None, is_running=is_running)
    if concern.settled_at is None and form.is_valid():
        try:
            concerns.settle(concern, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Settled.")
        return redirect("mentoring:concern_list", concern.pair.programme.slug)
    audit.looked(request.user, concern, why="A concern about a pair")
    context = {"concern": concern, "seat": seat_at(concern.pair, Side(concern.side)), "form": form}
    return render(request, "mentoring/concern_settle.html", context)


@programme_manager
def mentoring_figures(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = _programme(request, slug)
    found = figures.of_programme(programme)
    thoughts = [
        [one.who, {"text": one.answers, "number": True}, {"text": one.average, "number": True}]
        for one in figures.thoughts(programme)
    ]
    context = {
        "programme": programme,
        "head": NUMBERS,
        "rows": [[one.row[0], *({"text": cell, "number": True} for cell in one.row[1:])] for one in found],
        "chart": _chart(found),
        "thoughts": thoughts,
        "thoughts_head": THOUGHTS_HEAD,
        "smallest": figures.SMALLEST,
        "page": newest_first(request, figures.words(programme), by="given_at"),
    }
    return render(request, "mentoring/mentoring_figures.html", context)


def _chart(found: list[figures.Figures]) -> Any:
    """Hours of each cohort; none while there is one of them, or no hour."""
    cohorts = [one for one in found if one.name != figures.ALL]
    most = max((one.hours for one in cohorts), default=0)
    if len(cohorts) < 2 or not most:
        return None
    return charts.bar_chart(
        [(one.name, one.hours, f"{one.hours:g}") for one in cohorts],
        most=most,
        name="hours",
        title="Hours of mentoring",
        description="The hours that pairs of each cohort met.",
    )


@programme_manager
@second_factor_again
def mentoring_figures_file(request: SignedInRequest, slug: str, kind: str) -> FileResponse:
    """The same figures as a file: numbers alone."""
    programme = _programme(request, slug)
    if kind not in exports.KINDS:
        raise Http404
    audit.looked(request.user, programme, why="Exported: figures of mentoring")
    rows = [one.row for one in figures.of_programme(programme)]
    return exports.table_file(kind, figures.HEAD, rows, name=f"mentoring-{programme.slug}")


def _programme(request: SignedInRequest, slug: str) -> Programme:
    return get_object_or_404(Programme.objects.managed_by(request.user), slug=slug)


def _pair(request: SignedInRequest, uuid: str) -> Pair:
    # Not one of their own: what the other told the team was not for them.
    own = Q(person=request.user) | Q(mentor__person=request.user)
    rows = Pair.objects.managed_by(request.user).begun().exclude(own)
    return get_object_or_404(rows.select_related("person", "mentor__person", "programme", "enrolment"), uuid=uuid)
