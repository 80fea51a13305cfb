"""Before a run is published, and what became of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from core import audit
from core.errors import Refused
from core.jobs import Job
from core.words import number_of
from mentoring.actions.publishing import PUBLISH, start_publishing
from mentoring.ask_forms import PublishForm
from mentoring.foreseeing import foresee, seen_of
from mentoring.models import Pair, Run
from mentoring.views import ask_tables as tables
from mentoring.views.managed_runs import managed_run


@programme_manager
def run_publish(request: SignedInRequest, uuid: str) -> HttpResponse:
    """The last look: how many mentors are asked, and for whom nobody is, since something has changed."""
    run = managed_run(request, uuid)
    if run.status == Run.Status.PUBLISHED or _under_way(run):
        return redirect("mentoring:run_published", uuid)
    if run.status != Run.Status.FOUND:
        return redirect("mentoring:run_detail", uuid)
    lines = foresee(run)
    asked = [line for line in lines if line.chosen]
    skipped = [line for line in lines if not line.chosen]
    mentors = len({line.proposal.mentor_id for line in asked})
    label = f"Ask {number_of(mentors, 'mentor')} now"
    data = request.POST if request.method == "POST" else None
    form = PublishForm(data, seen=seen_of(lines), submit_label=label)
    if form.is_valid():
        try:
            start_publishing(run, seen=form.shown, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            return redirect("mentoring:run_published", uuid)
    audit.looked_at_many(request.user, [line.proposal.enrolment for line in skipped], why="Before a run is published")
    context = {
        "run": run,
        "asked": len(asked),
        "mentors": mentors,
        "newer": _newer(run),
        "unmatched": run.unmatched.count(),
        "head": tables.SKIPPED,
        "rows": tables.skipped(line.proposal for line in _with_words(skipped)),
        "form": form,
    }
    return render(request, "mentoring/run_publish.html", context)


def _with_words(lines: list[Any]) -> list[Any]:
    """The same words as are kept once it is published."""
    for line in lines:
        line.proposal.skipped = line.skipped
    return lines


def _newer(run: Run) -> Run | None:
    return Run.objects.found().filter(cohort=run.cohort, number__gt=run.number).first()


def _under_way(run: Run) -> bool:
    return Job.objects.unfinished().filter(kind=PUBLISH, subject=run.pk).exists()


@programme_manager
@require_safe
def run_published(request: SignedInRequest, uuid: str) -> HttpResponse:
    """How far it is; then who was asked, and for whom nobody was."""
    run = managed_run(request, uuid)
    job = Job.objects.filter(kind=PUBLISH, subject=run.pk).order_by("-pk").first()
    if run.status != Run.Status.PUBLISHED:
        if job is None or (job.state != Job.State.FAILED and not _under_way(run)):
            return redirect("mentoring:run_detail", uuid)
        context: dict[str, Any] = {"run": run, "job": job, "has_failed": job.state == Job.State.FAILED}
        return render(request, "mentoring/run_published.html", context)
    proposals = run.proposals.exclude(skipped="").select_related("enrolment__person", "mentor__person").order_by("pk")
    audit.looked_at_many(request.user, [one.enrolment for one in proposals], why="After a run was published")
    context = {
        "run": run,
        "counts": tables.counts(Pair.objects.filter(run=run)),
        "head": tables.SKIPPED,
        "rows": tables.skipped(proposals),
        "unmatched": run.unmatched.count(),
    }
    return render(request, "mentoring/run_published.html", context)
