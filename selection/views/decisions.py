"""From the cohort that was built to the one release: prepare, read every letter, release, see how far it is."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from core import audit
from core.errors import Refused
from core.jobs import Job
from core.paging import alphabetical
from notifications.models import Message
from notifications.rendering import linked
from returners import assessment_letters, feedback
from returners.models import Assessment
from selection import decisions
from selection.actions.preparing import go_back, prepare
from selection.actions.releasing import RELEASE, start_release
from selection.models import Pending, Round
from selection.ranking import read_ranking
from selection.views import decision_tables as tables
from selection.views.managed import managed_round

LETTERS_A_PAGE = 20
Status = Round.Status


@programme_manager
def round_prepare(request: SignedInRequest, uuid: str) -> HttpResponse:
    """What would be decided, or what stands in the way; the press fixes it."""
    round_ = managed_round(request, uuid)
    if round_.status != Status.REVIEWING:
        return redirect(_page_of(round_), uuid)
    if request.method == "POST":
        said = "The decisions are prepared. Nobody has been told yet."
        return _press(request, round_, prepare, said, at=request.arrived_at)
    ranking = read_ranking(round_)
    reasons = decisions.objections(round_, ranking, at=request.arrived_at)
    context: dict[str, Any] = {"round": round_, "reasons": reasons}
    if not reasons:
        try:
            counts = Counter(one.outcome for one in decisions.final(round_, ranking))
        except Refused as refusal:
            context["reasons"] = [str(refusal)]
        else:
            numbers = {outcome: counts[outcome] for outcome in Assessment.Outcome}
            context["numbers"] = tables.counted(numbers)
    return render(request, "selection/round_prepare.html", context)


@programme_manager
@require_safe
def round_decisions(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Every decision that waits for the release, the best first."""
    round_ = managed_round(request, uuid)
    if round_.status != Status.PREPARED:
        return redirect(_page_of(round_), uuid)
    rows = decisions.standing(round_).select_related("candidate")
    if (chosen := request.GET.get("outcome")) in Assessment.Outcome.values:
        rows = rows.filter(outcome=chosen)
    page = alphabetical(request, rows, by="rank")
    sheet = decisions.read_sheet(round_)
    context = {
        "round": round_,
        "page": page,
        "head": tables.DECISIONS,
        "rows": tables.decisions(round_, page.rows, sheet.turns),
        "filters": _filters(sheet.numbers(), chosen),
        "stale": decisions.why_stale(round_, sheet, at=request.arrived_at),
        "job": _unfinished(round_),
    }
    return render(request, "selection/round_decisions.html", context)


def _filters(numbers: Mapping[Assessment.Outcome, int], chosen: str | None) -> list[dict[str, Any]]:
    everybody = {"label": f"Everybody ({sum(numbers.values())})", "url": "?", "is_chosen": not chosen}
    each = [
        {"label": f"{one.label} ({count})", "url": f"?{urlencode({'outcome': one.value})}", "is_chosen": chosen == one}
        for one, count in numbers.items()
    ]
    return [everybody, *each]


@programme_manager
@require_safe
def round_letters(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Every letter in full, some on each page."""
    round_ = managed_round(request, uuid)
    if round_.status != Status.PREPARED:
        return redirect(_page_of(round_), uuid)
    rows = decisions.with_applications(decisions.standing(round_))
    page = alphabetical(request, rows, by="rank", size=LETTERS_A_PAGE)
    turns = decisions.read_sheet(round_).turns
    audit.looked_at_many(request.user, [one.candidate.application for one in page.rows], why="Letters before they go")
    context = {
        "round": round_,
        "page": page,
        "letters": [_letter(request, pending, turns) for pending in page.rows],
    }
    return render(request, "selection/round_letters.html", context)


@programme_manager
@require_safe
def decision_letter(request: SignedInRequest, uuid: str, number: str) -> HttpResponse:
    """The letter to one person, what their page will say, and the way to the next."""
    round_ = managed_round(request, uuid)
    rows = decisions.with_applications(decisions.standing(round_))
    pending = get_object_or_404(rows, candidate__number=number)
    audit.looked(request.user, pending.candidate.application, why="A letter before it goes")
    sheet = decisions.read_sheet(round_)
    before, after = (
        number and reverse("selection:decision_letter", args=[uuid, number])
        for number in sheet.beside(pending.candidate_id)
    )
    letter = _letter(request, pending, sheet.turns)
    if pending.outcome != Assessment.Outcome.OFFERED:
        assessment = decisions.assessment_of(pending, at=request.arrived_at)
        letter["parts"] = feedback.parts(assessment.application, assessment)
        letter["why"] = feedback.why(assessment) if pending.outcome == Assessment.Outcome.NOT_OFFERED else ""
    context = {"round": round_, "letter": letter, "before_url": before, "after_url": after}
    return render(request, "selection/decision_letter.html", context)


def _letter(request: SignedInRequest, pending: Pending, turns: dict[int, int]) -> dict[str, Any]:
    written = decisions.letter_of(pending, turns.get(pending.candidate_id), at=request.arrived_at)
    return {
        "pending": pending,
        "to": pending.candidate.application,
        "tag": tables.outcome(pending, turns),
        "subject": written["subject"],
        "text": linked(written["text"]),
        "parts": [],
    }


@programme_manager
def round_release(request: SignedInRequest, uuid: str) -> HttpResponse:
    """The last look before everybody is told."""
    round_ = managed_round(request, uuid)
    if round_.status != Status.PREPARED:
        return redirect(_page_of(round_), uuid)
    if request.method == "POST":
        return _press(request, round_, start_release, at=request.arrived_at)
    sheet = decisions.read_sheet(round_)
    stale = decisions.why_stale(round_, sheet, at=request.arrived_at)
    context = {"round": round_, "numbers": tables.counted(sheet.numbers()), "stale": stale}
    return render(request, "selection/round_release.html", context)


@programme_manager
@require_safe
def round_progress(request: SignedInRequest, uuid: str) -> HttpResponse:
    """How far the release is: on its way, stopped by something, or done, with what became of the letters."""
    round_ = managed_round(request, uuid)
    job = Job.objects.filter(kind=RELEASE, subject=round_.pk).order_by("-pk").first()
    has_failed = job is not None and job.state == Job.State.FAILED
    if round_.status == Status.RELEASED:
        context = {"round": round_, **_released(round_)}
    elif round_.status == Status.PREPARED and (has_failed or _unfinished(round_)):
        context = {"round": round_, "job": job, "has_failed": has_failed}
    else:
        return redirect(_page_of(round_), uuid)
    return render(request, "selection/round_progress.html", context)


def _released(round_: Round) -> dict[str, Any]:
    made = Assessment.objects.filter(application__candidate__round=round_, decided_at=round_.released_at)  # type: ignore[misc]
    counts = Counter(dict(made.order_by().values_list("outcome").annotate(Count("pk"))))
    letters = Message.objects.filter(
        template__in=assessment_letters.TEMPLATES.values(), subject_uuid__in=made.values("application__uuid")
    )
    became = Counter(dict(letters.order_by().values_list("status").annotate(Count("pk"))))
    return {
        "numbers": tables.counted({outcome: counts[outcome] for outcome in Assessment.Outcome}),
        "letters": sum(became.values()),
        "gone": sum(became.values()) - became[Message.Status.DUE],
        "failed": became[Message.Status.FAILED],
    }


def _unfinished(round_: Round) -> Job | None:
    return Job.objects.unfinished().filter(kind=RELEASE, subject=round_.pk).first()


@programme_manager
@require_POST
def round_go_back(request: SignedInRequest, uuid: str) -> HttpResponse:
    """From what was prepared to reading and choosing."""
    round_ = managed_round(request, uuid)
    return _press(request, round_, go_back, "What was prepared is thrown away. You can read and choose on.")


def _press(
    request: SignedInRequest, round_: Round, action: Callable[..., Round], said: str = "", **more: Any
) -> HttpResponse:
    try:
        round_ = action(round_, by=request.user, **more)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if said:
            messages.success(request, said)
    return redirect(_page_of(round_), round_.uuid)


def _page_of(round_: Round) -> str:
    """Where a round is that has come so far."""
    if _unfinished(round_):
        return "selection:round_progress"
    return {
        Status.REVIEWING: "selection:round_prepare",
        Status.PREPARED: "selection:round_decisions",
        Status.RELEASED: "selection:round_progress",
    }[Status(round_.status)]
