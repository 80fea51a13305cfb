"""For staff: which mentors of a cohort were asked, until when, what they said, and for whom nobody is left to ask."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from cohorts.models import Cohort
from core import audit
from core.errors import Refused
from core.paging import newest_first
from mentoring.actions import answering, asking
from mentoring.models import NextAsk, Pair
from mentoring.views import ask_tables as tables
from mentoring.views.managed_people import managed_enrolment, managed_pair
from mentoring.views.managed_runs import managed_cohort


@programme_manager
@require_safe
def ask_list(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """The newest question first; whoever waits for another one at the top."""
    cohort = managed_cohort(request, programme_slug, slug)
    pairs = Pair.objects.filter(enrolment__cohort=cohort).select_related("person", "mentor__person")
    filters = _filters(cohort, request.GET.get("status", ""))
    if (chosen := request.GET.get("status")) in Pair.Status.values:
        pairs = pairs.filter(status=chosen)
    page = newest_first(request, pairs, by="asked_at")
    waiting = list(NextAsk.objects.filter(enrolment__cohort=cohort).select_related("enrolment__person"))
    enrolments = [one.enrolment for one in waiting]
    audit.looked_at_many(request.user, [*enrolments, *(pair for pair in page.rows)], why="Mentors who are asked")
    context = {
        "cohort": cohort,
        "filters": filters,
        "page": page,
        "head": tables.PAIRS,
        "rows": tables.pairs(page.rows),
        "waiting_head": tables.WAITING,
        "waiting": tables.waiting(waiting),
        "chosen": chosen,
    }
    return render(request, "mentoring/ask_list.html", context)


def _filters(cohort: Cohort, chosen: str) -> list[dict[str, Any]]:
    found = dict(Pair.objects.filter(enrolment__cohort=cohort).order_by().values_list("status").annotate(Count("pk")))
    everything = {"label": f"All ({sum(found.values())})", "url": "?", "is_chosen": chosen not in Pair.Status.values}
    return [
        everything,
        *(
            {
                "label": f"{status.label} ({found[status]})",
                "url": f"?{urlencode({'status': status.value})}",
                "is_chosen": chosen == status,
            }
            for status in Pair.Status
            if status in found
        ),
    ]


@programme_manager
@require_safe
def ask_record(request: SignedInRequest, uuid: str) -> HttpResponse:
    """One question, with what was said to the team alone."""
    pair = managed_pair(request, uuid)
    audit.looked(request.user, pair, why="A mentor who was asked")
    waiting = NextAsk.objects.filter(enrolment=pair.enrolment).first()
    context = {
        "pair": pair,
        "cohort": pair.enrolment.cohort,
        "rows": tables.about(pair),
        "colour": tables.COLOURS[Pair.Status(pair.status)],
        "waiting": waiting,
    }
    return render(request, "mentoring/ask_record.html", context)


@programme_manager
@require_POST
def ask_another(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Not this mentor: the next best."""
    pair = managed_pair(request, uuid)
    try:
        answering.ask_another(pair, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{pair.mentor} need not answer any more, and the next best is asked.")
    return redirect("mentoring:ask_record", uuid)


@programme_manager
@require_POST
def ask_look_again(request: SignedInRequest, uuid: str) -> HttpResponse:
    """After nobody was left to ask."""
    enrolment = managed_enrolment(request, uuid)
    try:
        asking.look_again(enrolment, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"We look again who suits {enrolment.person}, and ask the best.")
    return redirect("mentoring:ask_list", enrolment.cohort.programme.slug, enrolment.cohort.slug)
