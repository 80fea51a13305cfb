"""Matching a cohort: who is ready, starting a run, how far it is, what it found, what is different from the last."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from cohorts.models import Enrolment
from core import audit
from core.errors import Refused
from core.jobs import Job
from core.paging import alphabetical, highest_first, newest_first
from mentoring import results
from mentoring.actions import running
from mentoring.actions.weighing import newest_weights
from mentoring.gathering import mentees_of, mentors_of
from mentoring.models import Hand, Mentor, Pair, Proposal, Run, Unmatched
from mentoring.views import run_tables as tables
from mentoring.views.managed_runs import managed_cohort, managed_run


@programme_manager
@require_safe
def cohort_mentoring(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """Who is ready, and every run so far."""
    cohort = managed_cohort(request, programme_slug, slug)
    mentees, mentors = list(mentees_of(cohort)), list(mentors_of(cohort))
    runs = cohort.matching_runs.select_related("started_by").annotate(
        matched=Count("proposals", distinct=True), left=Count("unmatched", distinct=True)
    )
    page = newest_first(request, runs, by="started_at")
    free = [mentor for mentor in mentors if mentor.live < mentor.capacity]
    context = {
        "cohort": cohort,
        "waiting": len(mentees),
        "mentors": len(free),
        "places": sum(mentor.capacity - mentor.live for mentor in free),
        "with_mentor": Pair.objects.active().filter(enrolment__cohort=cohort).count(),
        "strand_head": tables.STRANDS,
        "strands": tables.strands(mentees, mentors),
        "why_not": _why_not(mentees, free),
        "under_way": next((run for run in page.rows if run.status == Run.Status.SEARCHING), None),
        "weights": newest_weights(cohort.programme),
        "page": page,
        "head": tables.RUNS,
        "rows": tables.runs(page.rows),
    }
    return render(request, "mentoring/cohort_mentoring.html", context)


def _why_not(mentees: list[Enrolment], free: list[Any]) -> str:
    if not mentees:
        return running.NOBODY_WAITS
    return "" if free else running.NO_PLACE


@programme_manager
@require_POST
def run_start(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    cohort = managed_cohort(request, programme_slug, slug)
    try:
        run = running.start_run(cohort, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("mentoring:cohort_mentoring", programme_slug, slug)
    return redirect("mentoring:run_detail", run.uuid)


@programme_manager
@require_POST
def run_stop(request: SignedInRequest, uuid: str) -> HttpResponse:
    run = running.stop_run(managed_run(request, uuid), by=request.user)
    if run.status == Run.Status.STOPPED:
        messages.success(request, f"Run {run.number} is stopped. Nothing was kept of it.")
    else:
        messages.info(request, f"Run {run.number} was worked out already, so there was nothing to stop.")
    return redirect("mentoring:run_detail", uuid)


@programme_manager
@require_safe
def run_detail(request: SignedInRequest, uuid: str) -> HttpResponse:
    """How far it is; once it is worked out, the pairs, the best first, and who is left."""
    run = managed_run(request, uuid)
    context = {"run": run, "cohort": run.cohort, "colour": tables.COLOURS[Run.Status(run.status)]}
    context |= _outcome(request, run) if run.found_at else _progress(run)
    return render(request, "mentoring/run_detail.html", context)


def _progress(run: Run) -> dict[str, Any]:
    job = Job.objects.filter(kind=running.MATCH, subject=run.pk).order_by("-pk").first()
    if job is None:
        return {}
    names = running.steps((job.total - 2) // 2)
    return {
        "job": job,
        "done": min(job.done, job.total),
        "steps": [{"name": name, "is_done": at < job.done, "is_now": at == job.done} for at, name in enumerate(names)],
    }


def _outcome(request: SignedInRequest, run: Run) -> dict[str, Any]:
    found = list(Proposal.objects.filter(run=run).values_list("enrolment", "mentor", "score"))
    before = results.run_before(run)
    unmatched = list(run.unmatched.values_list("enrolment", flat=True))
    now: results.Pairs = dict.fromkeys(unmatched) | {enrolment: mentor for enrolment, mentor, _ in found}
    left = len(unmatched)
    ranges = results.histogram([score for _, _, score in found])
    shows_left = "left" in request.GET
    context = {
        "shows_left": shows_left,
        "matched": len(found),
        "left": left,
        "everybody": len(found) + left,
        "before": before,
        "changes": results.changes(results.pairs_of(before), now) if before else None,
        "chart": tables.chart(ranges) if ranges else None,
        "range_head": tables.RANGES,
        "ranges": tables.figures(ranges),
        "set_aside": _set_aside(run),
        "filters": _filters(len(found), left, shows_left),
    }
    return context | (_unmatched(request, run) if shows_left else _pairs(request, run))


def _pairs(request: SignedInRequest, run: Run) -> dict[str, Any]:
    rows = Proposal.objects.filter(run=run).select_related("run", "enrolment__person", "mentor__person")
    page = highest_first(request, rows, by="score")
    audit.looked_at_many(request.user, [one.enrolment for one in page.rows], why="Pairs of a matching run")
    return {"page": page, "head": tables.PAIRS, "rows": tables.pairs(page.rows)}


def _unmatched(request: SignedInRequest, run: Run) -> dict[str, Any]:
    rows = Unmatched.objects.filter(run=run).select_related("enrolment__person")
    page = alphabetical(request, rows, by="rule")
    audit.looked_at_many(request.user, [one.enrolment for one in page.rows], why="Whom a matching run left")
    return {"page": page, "head": tables.UNMATCHED, "rows": tables.unmatched(page.rows)}


def _filters(matched: int, left: int, shows_left: bool) -> list[dict[str, Any]]:
    return [
        {"label": f"Pairs ({matched})", "url": "?", "is_chosen": not shows_left},
        {"label": f"Without a mentor ({left})", "url": f"?{urlencode({'left': 'yes'})}", "is_chosen": shows_left},
    ]


def _set_aside(run: Run) -> list[str]:
    """Pairs that are kept together by hand, but whose mentor takes nobody new: no run to come can make them."""
    hands = Hand.objects.filter(kind=Hand.Kind.LOCKED, enrolment__in=mentees_of(run.cohort))
    hands = hands.exclude(mentor__status=Mentor.Status.APPROVED).order_by("pk")
    names = hands.values_list("enrolment__person__name", "mentor__person__name")
    return [f"{returner} and {mentor}" for returner, mentor in names]


@programme_manager
@require_safe
def run_changes(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Beside the last run before it: who has another mentor, who has none any more, who has one now."""
    run = managed_run(request, uuid)
    before = results.run_before(run)
    if not (before and run.found_at):
        return redirect("mentoring:run_detail", uuid)
    was, now = results.pairs_of(before), results.pairs_of(run)
    found = results.changes(was, now)
    people = Enrolment.objects.filter(pk__in=[*found.other, *found.lost, *found.won]).select_related("person")
    audit.looked_at_many(request.user, people, why="What changed from one matching run to the next")
    names = {one.pk: str(one.person) for one in people}
    parts = (("Another mentor", found.other), ("No mentor any more", found.lost), ("A mentor now", found.won))
    context = {
        "run": run,
        "cohort": run.cohort,
        "before": before,
        "head": tables.CHANGED,
        "parts": [{"title": title, "rows": tables.changed(keys, was, now, names)} for title, keys in parts if keys],
    }
    return render(request, "mentoring/run_changes.html", context)
