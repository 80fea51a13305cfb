"""What a mentor is asked: whom, why, until when; yes or no."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from cohorts.models import Enrolment
from core.calendar import end_of_uk_day
from core.errors import Refused
from core.skills import Skill
from core.slots import in_words
from core.words import first_name
from mentoring.actions import answering
from mentoring.ask_forms import DeclineForm
from mentoring.gates import mentor
from mentoring.in_common import in_common
from mentoring.models import Pair, Wants
from mentoring.people import Mode
from returners.models import WantedTopic


def asked_pair(request: SignedInRequest, uuid: str) -> Pair:
    rows = Pair.objects.of_mentor(request.user).select_related(
        "person", "programme", "mentor", "enrolment__strand", "enrolment__cohort", "enrolment__mentor_wants"
    )
    return get_object_or_404(rows, uuid=uuid)


@mentor
@require_safe
def ask_detail(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Who it is and why we think of this mentor, and what became of the question."""
    pair = asked_pair(request, uuid)
    if pair.status in Pair.SEEN_BY_RETURNER:
        return redirect("mentoring:pair_detail", uuid)
    is_open = pair.status == Pair.Status.ASKED and not answering.is_late(pair, request.arrived_at)
    context = {
        "pair": pair,
        "who": first_name(pair.person.name),
        "is_open": is_open,
        "answer_by": end_of_uk_day(pair.answer_by),
        # What they told is for whoever may become their mentor, and for nobody else afterwards.
        "rows": _about(pair) if is_open else [],
        "in_common": in_common(pair) if is_open else [],
    }
    return render(request, "mentoring/ask_detail.html", context)


def _about(pair: Pair) -> list[dict[str, object]]:
    enrolment = pair.enrolment
    wants = getattr(enrolment, "mentor_wants", None)
    mode = Mode(wants.mode if wants else Mode.EITHER)
    return [
        {"key": "First name", "value": first_name(pair.person.name)},
        {"key": "Takes part in", "value": f"{pair.programme.name}, {enrolment.cohort.name}"},
        {"key": "Strand", "value": enrolment.strand.name},
        {"key": "Would like to talk about", "value": _topics(enrolment, wants) or "Not told us yet"},
        {"key": "Would like to meet", "value": mode.label},
        {"key": "Can meet", "value": in_words(enrolment.availability) or "Not told us yet"},
    ]


def _topics(enrolment: Enrolment, wants: Wants | None) -> list[str]:
    """As they told on the page about their mentor; and else in their profile."""
    told = wants.skills.topics() if wants else Skill.objects.topics().filter(pk__in=_of_profile(enrolment))
    return [str(topic) for topic in told.in_order()]


def _of_profile(enrolment: Enrolment) -> QuerySet:
    return WantedTopic.objects.filter(application__profile__enrolment=enrolment).values("skill")


@mentor
@require_POST
def ask_accept(request: SignedInRequest, uuid: str) -> HttpResponse:
    pair = asked_pair(request, uuid)
    try:
        answering.accept(pair, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("mentoring:ask_detail", uuid)
    who = first_name(pair.person.name)
    messages.success(request, f"Thank you. You mentor {who} now, and they have just heard.")
    return redirect("mentoring:pair_detail", uuid)


@mentor
def ask_decline(request: SignedInRequest, uuid: str) -> HttpResponse:
    """A no, with a reason if they like."""
    pair = asked_pair(request, uuid)
    if pair.status != Pair.Status.ASKED or answering.is_late(pair, request.arrived_at):
        return redirect("mentoring:ask_detail", uuid)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            answering.decline(pair, **form.given(), by=request.user, at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("mentoring:ask_detail", uuid)
    context = {"pair": pair, "who": first_name(pair.person.name), "form": form}
    return render(request, "mentoring/ask_decline.html", context)
