"""Fixing what will be released, so that it can be read before anybody is told; and letting go of it again."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from core import audit, jobs
from core.errors import Refused
from core.jobs import Job
from selection.actions.assigning import hold
from selection.actions.releasing import RELEASE
from selection.building import Decided
from selection.decisions import final, objections
from selection.feedback import Feedback, feedback_of
from selection.models import Pending, Round
from selection.ranking import read_ranking

Status = Round.Status
# Rows in one statement.
AT_ONCE = 500


@transaction.atomic
def prepare(round_: Round, *, by: User, at: dt.datetime) -> Round:
    """Write down a decision for everybody, with its reason and what its readers thought. Pressed twice it is once.

    From here on no review, move or setting of the round may change, until somebody goes back: what is read now is what
    is released.
    """
    round_ = hold(round_)
    if round_.status == Status.PREPARED:
        return round_
    round_.move_to(Status.PREPARED)
    ranking = read_ranking(round_)
    if reasons := objections(round_, ranking, at=at):
        raise Refused(" ".join(reasons))
    feedback = feedback_of(round_)
    Pending.objects.bulk_create(
        (_pending(round_, decided, feedback) for decided in final(round_, ranking)), batch_size=AT_ONCE
    )
    round_.prepared_at, round_.prepared_by = at, by
    round_.save(update_fields=["status", "prepared_at", "prepared_by"])
    audit.changed(by, round_, ["status"], why="Decisions prepared")
    return round_


def _pending(round_: Round, decided: Decided, feedback: dict[int, Feedback]) -> Pending:
    standing = decided.standing
    return Pending(
        round=round_,
        candidate_id=standing.candidate,
        outcome=decided.outcome,
        reason=decided.reason,
        score=Decimal(standing.score or 0) / 100,
        rank=standing.rank,  # type: ignore[misc]  # all of these have one
        feedback=feedback[standing.candidate],
    )


@transaction.atomic
def go_back(round_: Round, *, by: User) -> Round:
    """Read and choose on: what was prepared is thrown away, and nobody was told. Pressed twice it is once."""
    round_ = hold(round_)
    if round_.status == Status.REVIEWING:
        return round_
    round_.move_to(Status.REVIEWING)
    # A release that was asked for and has not begun. One that has begun holds the round, and so comes first.
    for job in Job.objects.unfinished().filter(kind=RELEASE, subject=round_.pk):
        jobs.stop(job)
    round_.pending.all().delete()
    round_.prepared_at = round_.prepared_by = None
    round_.save(update_fields=["status", "prepared_at", "prepared_by"])
    audit.changed(by, round_, ["status"], why="Back to reading and choosing")
    return round_
