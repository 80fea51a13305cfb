"""The one release of a round: asked for by a press, done by a worker in one transaction, for everybody or nobody."""

import datetime as dt
import logging

from django.db import InterfaceError, OperationalError, transaction

from accounts.models import User
from cohorts.models import Pool
from core import audit, jobs
from core.errors import Refused
from core.jobs import Job
from returners.actions import assessing
from selection.actions.assigning import hold
from selection.building import free_places
from selection.decisions import Sheet, assessment_of, read_sheet, standing, why_stale, with_applications
from selection.models import Round

RELEASE = "release-decisions"
NOT_PREPARED = "There are no decisions to release. Prepare them first."
FAULT = "A fault stopped the release. Nothing was released and nobody was told. You can press release again."
logger = logging.getLogger(__name__)


@transaction.atomic
def start_release(round_: Round, *, by: User, at: dt.datetime) -> Round:
    """Ask for the release: a worker does it. Pressed twice, or by two people, it is released once."""
    round_ = hold(round_)
    if round_.status == Round.Status.RELEASED:
        return round_
    sheet = _sheet_to_release(round_, at)
    jobs.start(RELEASE, round_, total=len(sheet.standing), by=by)
    audit.changed(by, round_, ["status"], why="Release asked for")
    return round_


def carry_out_release(job: Job, *, at: dt.datetime) -> None:
    """All of it or nothing. A worker that is killed on the way leaves nothing behind, and the next one begins anew."""
    try:
        _release(job, at=at)
    except Refused as refusal:
        jobs.fail(job, str(refusal))
    except (InterfaceError, OperationalError):
        # The database is away, or chose this one of two that wait for each other. The job is still there.
        raise
    except Exception:  # whatever it is, the manager is told, and nobody else
        logger.exception("The decisions of round %s could not be released.", job.subject)
        jobs.fail(job, FAULT)


@transaction.atomic
def _release(job: Job, *, at: dt.datetime) -> None:
    round_ = hold(Round(pk=job.subject))
    if round_.status == Round.Status.RELEASED:
        jobs.finish(job)
        return
    # Whoever withdraws, or is found eligible late, holds a pool: from here on nobody does.
    list(Pool.objects.lock().filter(cohort=round_.cohort).order_by("pk"))
    _sheet_to_release(round_, at)
    rows = with_applications(standing(round_)).order_by("rank")
    assessments = [assessment_of(pending, at=at) for pending in rows]
    round_.places = free_places(round_)
    assessing.release(round_.cohort, assessments, by=job.started_by, at=at)
    round_.pending.all().delete()
    round_.move_to(Round.Status.RELEASED)
    round_.released_at, round_.released_by = at, job.started_by
    round_.save(update_fields=["status", "places", "released_at", "released_by"])
    audit.changed(job.started_by, round_, ["status"], why="Decisions released")
    if not jobs.advance(job, len(assessments)):
        raise Refused("The release was stopped. Nothing was released and nobody was told.")
    jobs.finish(job)


def _sheet_to_release(round_: Round, at: dt.datetime) -> Sheet:
    if round_.status != Round.Status.PREPARED:
        raise Refused(NOT_PREPARED)
    sheet = read_sheet(round_)
    if reason := why_stale(round_, sheet, at=at):
        raise Refused(reason)
    return sheet
