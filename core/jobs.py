"""Slow work with its progress: one row a job, written by the worker that does it, read by the page that waits."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone

from core.querysets import QuerySet

# How many rows a worker goes through in one transaction.
AT_ONCE = 25
# A worker that has done nothing for so long is taken for dead.
SILENT = dt.timedelta(minutes=2)


class JobQuerySet(QuerySet):
    def unfinished(self):
        return self.filter(state__in=[Job.State.WAITING, Job.State.RUNNING])


class Job(models.Model):
    """One run of something slow. `done` of `total` steps; the kind says which task runs it, the subject on what.

    A job is safe to run again from where it stopped: its worker may have been killed, and the sweep starts it anew.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to start"
        RUNNING = "running", "Running"
        FINISHED = "finished", "Finished"
        FAILED = "failed", "Stopped by a fault"
        STOPPED = "stopped", "Stopped"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            # Pressing twice starts one job.
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(state__in=["waiting", "running"]),
                name="one_unfinished_job_per_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}: {self.get_state_display()}"

    @property
    def percent(self) -> int:
        return 100 if self.state == self.State.FINISHED else min(100 * self.done // max(self.total, 1), 100)


def start(kind: str, subject: models.Model, *, total: int, by=None) -> Job:
    """The unfinished job of this kind on this row, or a new one."""
    found = {"kind": kind, "subject": subject.pk, "defaults": {"total": total, "started_by": by}}
    try:
        job, _ = Job.objects.unfinished().get_or_create(**found)
    except IntegrityError:
        # One stood in the way of the new row and finished before it could be read.
        job, _ = Job.objects.unfinished().get_or_create(**found)
    return job


@transaction.atomic
def take(kind: str, *, at: dt.datetime) -> Job | None:
    """The oldest job of this kind that nobody works on, now the caller's: not begun, or its worker fell silent."""
    idle = Q(state=Job.State.WAITING) | Q(touched_at__lte=at - SILENT)
    job = Job.objects.unfinished().filter(idle, kind=kind).order_by("pk").lock_free().first()
    if job:
        job.state, job.done, job.touched_at = Job.State.RUNNING, 0, at
        job.save(update_fields=["state", "done", "touched_at"])
    return job


def go_through(job: Job, rows: models.QuerySet, step: Callable[[list[Any]], None]) -> None:
    """Do a step with all of these rows, some in a transaction, until none is left or the job is stopped.

    Begun again after a crash it begins at the first row: the step must be one that may be done twice.
    """
    after: int | None = 0
    while after is not None:
        after = _go_on(job, rows.filter(pk__gt=after), step)


@transaction.atomic
def _go_on(job: Job, rows: models.QuerySet, step: Callable[[list[Any]], None]) -> int | None:
    """The last row done; None if there is none left, or the job is over. Whoever stops it waits for this to commit."""
    some = list(rows.order_by("pk")[:AT_ONCE])
    if not some or not advance(job, len(some)):
        return None
    step(some)
    return some[-1].pk


def advance(job: Job, steps: int) -> bool:
    """Count steps done; call it in the transaction that does them, so that a killed worker leaves a true count.

    False if the job is over, and nothing is to be done any more.
    """
    going_on = {"done": F("done") + steps, "state": Job.State.RUNNING, "touched_at": timezone.now()}
    return _unfinished(job).update(**going_on) == 1


def stop(job: Job) -> bool:
    """Somebody wants no more of it: what is done stays done. False if it was over."""
    return _unfinished(job).update(state=Job.State.STOPPED, touched_at=timezone.now()) == 1


def finish(job: Job) -> None:
    _unfinished(job).update(state=Job.State.FINISHED, touched_at=timezone.now())


def fail(job: Job, error: str) -> None:
    _unfinished(job).update(state=Job.State.FAILED, error=error[:200], touched_at=timezone.now())


def _unfinished(job: Job) -> JobQuerySet:
    """What is over stays over: a worker taken for dead must not bring its job back beside the next one."""
    return Job.objects.unfinished().filter(pk=job.pk)
