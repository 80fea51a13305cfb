"""The mentors of a programme, for its managers: the list, one of them, and what staff decide."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from core import audit
from core.errors import Refused
from core.paging import newest_first
from core.uktime import uk_date, uk_datetime, uk_short_date
from mentoring.actions import standing
from mentoring.mentor_forms import MentorFilterForm, TurnDownForm
from mentoring.models import Mentor, Pair
from mentoring.offer_summary import cards_for_staff
from mentoring.views.managed import managed_mentor, managed_programme

HEAD = ["Name", "Standing", "Strand", "Kind of work", "Region", "Places taken", "Offered"]
COLOURS: dict[str, str] = {
    Mentor.Status.WAITING: "teal",
    Mentor.Status.APPROVED: "green",
    Mentor.Status.PAUSED: "yellow",
    Mentor.Status.TURNED_DOWN: "grey",
    Mentor.Status.LEFT: "grey",
}


@programme_manager
def mentor_list(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = managed_programme(request, slug)
    form = MentorFilterForm(request.GET, programme=programme)
    mentors = programme.mentors.select_related("person", "strand")
    mentors = mentors.annotate(taken=Count("pairs", filter=Q(pairs__status__in=Pair.LIVE)))
    if form.is_valid():
        mentors = form.narrow(mentors)
    page = newest_first(request, mentors, by="registered_at")
    audit.looked_at_many(request.user, page.rows, why="List of mentors")
    context = {
        "programme": programme,
        "form": form,
        "page": page,
        "head": HEAD,
        "rows": [_row(programme.slug, mentor) for mentor in page.rows],
        "is_filtered": any(form.cleaned_data.values()) if form.is_valid() else False,
    }
    return render(request, "mentoring/mentor_list.html", context)


def _row(slug: str, mentor: Any) -> list:
    return [
        {"text": str(mentor.person), "url": reverse("mentoring:mentor_detail", args=[slug, mentor.uuid])},
        {"tag": mentor.get_status_display(), "colour": COLOURS[mentor.status]},
        str(mentor.strand),
        mentor.field_name,
        mentor.region,
        f"{mentor.taken} of {mentor.capacity}",
        uk_short_date(mentor.registered_at),
    ]


@programme_manager
def mentor_detail(request: SignedInRequest, slug: str, uuid: str) -> HttpResponse:
    mentor = managed_mentor(request, slug, uuid)
    audit.looked(request.user, mentor)
    context = {
        "mentor": mentor,
        "programme": mentor.programme,
        "colour": COLOURS[mentor.status],
        "rows": _facts(mentor),
        "cards": cards_for_staff(mentor, mentor.skills.all()),
        "pairs": mentor.pairs.select_related("person").order_by("-asked_at", "-pk")[:20],
    }
    return render(request, "mentoring/mentor_detail.html", context)


def _facts(mentor: Mentor) -> list[dict[str, Any]]:
    facts = {
        "Email address": mentor.person.email,
        "Organisation we know": mentor.organisation and mentor.organisation.name,
        "Offered": uk_datetime(mentor.registered_at),
        "Decided": mentor.decided_at and f"{uk_datetime(mentor.decided_at)}, by {mentor.decided_by or 'a colleague'}",
        "Last confirmed": mentor.takes_part and uk_date(mentor.renewed_at),
        "Asked whether all is still so": mentor.asked_to_renew_at and uk_date(mentor.asked_to_renew_at),
        "Left": mentor.left_at and uk_datetime(mentor.left_at),
    }
    return [{"key": key, "value": value} for key, value in facts.items() if value]


def on_managed(view: Callable[[SignedInRequest, Mentor], HttpResponse | None]) -> Callable[..., HttpResponse]:
    """For what staff do with a mentor: afterwards, or where it is refused, they are on the mentor's page."""

    @wraps(view)
    def wrapped(request: SignedInRequest, slug: str, uuid: str) -> HttpResponse:
        mentor = managed_mentor(request, slug, uuid)
        try:
            shown = view(request, mentor)
        except Refused as refusal:
            messages.error(request, str(refusal))
            shown = None
        return shown or redirect("mentoring:mentor_detail", slug, uuid)

    return wrapped


@programme_manager
@require_POST
@on_managed
def mentor_approve(request: SignedInRequest, mentor: Mentor) -> None:
    standing.approve(mentor, by=request.user, at=request.arrived_at)
    messages.success(request, f"{mentor.person} is a mentor now, and has been told.")


@programme_manager
@on_managed
def mentor_turn_down(request: SignedInRequest, mentor: Mentor) -> HttpResponse | None:
    if mentor.status != Mentor.Status.WAITING:
        return None
    form = TurnDownForm(request.POST or None)
    if form.is_valid():
        standing.turn_down(mentor, by=request.user, at=request.arrived_at, **form.cleaned_data)
        messages.success(request, f"{mentor.person} has been told, with our thanks.")
        return None
    return render(request, "mentoring/mentor_turn_down.html", {"mentor": mentor, "form": form})


@programme_manager
@require_POST
@on_managed
def mentor_pause(request: SignedInRequest, mentor: Mentor) -> None:
    standing.pause(mentor, by=request.user, at=request.arrived_at)
    messages.success(request, f"{mentor.person} is having a break, and has been told.")


@programme_manager
@require_POST
@on_managed
def mentor_come_back(request: SignedInRequest, mentor: Mentor) -> None:
    standing.come_back(mentor, by=request.user, at=request.arrived_at)
    messages.success(request, f"{mentor.person} is a mentor again, and has been told.")
