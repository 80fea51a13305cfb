"""A run is published: asked for by a press, done by a worker in one transaction, so that all mentors are asked or none.

Locks: the run, then the enrolments and the mentors it names, each in the order of their keys. See actions/asking.py.
"""

import datetime as dt
import logging

from django.db import InterfaceError, OperationalError, transaction

from accounts.models import User
from cohorts.models import Enrolment
from core import audit, jobs
from core.errors import Refused, SeenOtherwise
from core.jobs import Job
from mentoring.actions.asking import ask, look_for_next
from mentoring.foreseeing import Line, foresee, seen_of
from mentoring.models import Mentor, Run

PUBLISH = "publish-matching-run"
FAULT = "A fault stopped this. No mentor was asked and nobody was told. You can press publish again."
logger = logging.getLogger(__name__)


@transaction.atomic
def start_publishing(run: Run, *, seen: str, by: User, at: dt.datetime) -> Run:
    """Ask for it: a worker does it. Pressed twice, or by two people, it is published once.

    `seen` is of the page that said who would be asked.
    """
    run = _hold(run)
    if run.status == Run.Status.PUBLISHED or Job.objects.unfinished().filter(kind=PUBLISH, subject=run.pk).exists():
        return run
    _refuse_unless_newest(run)
    lines = foresee(run)
    if seen != seen_of(lines):
        raise SeenOtherwise("Something has changed since you opened this page. Look at it again before you publish.")
    if not any(line.chosen for line in lines):
        raise Refused("Nobody of this run can be asked any more. Run the matching again.")
    jobs.start(PUBLISH, run, total=len(lines), by=by)
    audit.changed(by, run, ["status"], why="Publication asked for")
    return run


def carry_out_publishing(job: Job, *, at: dt.datetime) -> None:
    """All of it or nothing. A worker that is killed on the way leaves nothing behind, and the next one begins anew."""
    try:
        _publish(job, at)
    except Refused as refusal:
        jobs.fail(job, str(refusal))
    except (InterfaceError, OperationalError):
        # The database is away, or chose this one of two that wait for each other. The job is still there.
        raise
    except Exception:  # whatever it is, the manager is told, and nobody else
        logger.exception("The matching run %s could not be published.", job.subject)
        jobs.fail(job, FAULT)


@transaction.atomic
def _publish(job: Job, at: dt.datetime) -> None:
    """What has changed since the press is seen here, and stands with each proposal: nobody is asked against a rule."""
    run = _hold(Run(pk=job.subject))
    if run.status == Run.Status.PUBLISHED:
        jobs.finish(job)
        return
    _refuse_unless_newest(run)
    list(Enrolment.objects.lock().filter(pk__in=run.proposals.values("enrolment")).order_by("pk"))
    list(Mentor.objects.lock().filter(pk__in=run.proposals.values("mentor")).order_by("pk"))
    lines = foresee(run)
    with audit.acting(by=job.started_by, why=f"{run} published"):
        for line in lines:
            _carry_out(line, run, by=job.started_by, at=at)
        run.move_to(Run.Status.PUBLISHED)
        run.published_at, run.published_by = at, job.started_by
        run.save(update_fields=["status", "published_at", "published_by"])
    if not jobs.advance(job, len(lines)):
        raise Refused("This was stopped. No mentor was asked and nobody was told.")
    jobs.finish(job)


def _carry_out(line: Line, run: Run, *, by: User | None, at: dt.datetime) -> None:
    enrolment = line.proposal.enrolment
    if line.chosen:
        ask(enrolment, line.chosen, run=run, by=by, at=at)
        return
    line.proposal.skipped = line.skipped
    line.proposal.save(update_fields=["skipped"])
    if line.looks_on:
        look_for_next(enrolment, at=at)


def _refuse_unless_newest(run: Run) -> None:
    if run.status != Run.Status.FOUND:
        raise Refused(f"This run is {run.get_status_display().lower()}, so there is nothing to publish.")
    if Run.objects.found().filter(cohort=run.cohort, number__gt=run.number).exists():
        raise Refused("There is a newer run of this cohort. Publish that one.")


def _hold(run: Run) -> Run:
    return Run.objects.lock().select_related("cohort__programme", "weight_set").get(pk=run.pk)
