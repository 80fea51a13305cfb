"""A run: asked for by a press, done by a worker, written down whole or not at all."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Max

from accounts.models import User
from cohorts.models import Cohort
from core import audit, jobs
from core.errors import Refused
from core.jobs import Job
from mentoring.actions.weighing import weights_for_run
from mentoring.explaining import in_words
from mentoring.gathering import Gathered, gather, mentees_of, mentors_of
from mentoring.matching import Match, Matching, match
from mentoring.models import Proposal, Run, Unmatched
from mentoring.naming import by_name
from mentoring.proof import is_best
from mentoring.reasons import reasons
from mentoring.rules import parts_of
from mentoring.weights import Weights

MATCH = "match-mentors"
NOBODY_WAITS = "Nobody in this cohort waits for a mentor."
NO_PLACE = "No mentor of this programme has a free place. Approve mentors first."
FAULT = "A fault stopped this run. Nothing was kept of it. You can start another."
# How often a run begins again because somebody came or went meanwhile. After that it stands as it was found.
TIMES = 3
logger = logging.getLogger(__name__)


class _Over(Exception):
    """Somebody stopped the run."""


# -- Asked for ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def start_run(cohort: Cohort, *, by: User, at: dt.datetime) -> Run:
    """The run that is being worked out, or a new one: two presses start one."""
    cohort = Cohort.objects.lock().select_related("programme").get(pk=cohort.pk)
    if under_way := cohort.matching_runs.filter(status=Run.Status.SEARCHING).first():
        return under_way
    if reason := why_not(cohort):
        raise Refused(reason)
    last = cohort.matching_runs.aggregate(last=Max("number"))["last"] or 0
    weight_set = weights_for_run(cohort.programme, by=by, at=at)
    with audit.acting(by):
        run = Run.objects.create(cohort=cohort, number=last + 1, weight_set=weight_set, started_at=at, started_by=by)
    jobs.start(MATCH, run, total=len(steps(mentees_of(cohort).values("strand").distinct().count())), by=by)
    return run


def why_not(cohort: Cohort) -> str:
    """Why no run can be started, in words for the page; nothing if it can."""
    if not mentees_of(cohort).exists():
        return NOBODY_WAITS
    if not mentors_of(cohort).filter(live__lt=F("capacity")).exists():
        return NO_PLACE
    return ""


def steps(strands: int) -> list[str]:
    """What a run goes through, in words for whoever waits."""

    def each(words: str) -> list[str]:
        return [words if strands == 1 else f"{words}, strand {at} of {strands}" for at in range(1, strands + 1)]

    return [
        "Read who takes part and who mentors",
        *each("Find the best pairs"),
        *each("Prove that there are no better ones"),
        "Write down the pairs and the reasons",
    ]


@transaction.atomic
def stop_run(run: Run, *, by: User) -> Run:
    """Nothing of it is kept. Once it is worked out, there is nothing to stop."""
    run = Run.objects.lock().get(pk=run.pk)
    if run.status == Run.Status.SEARCHING:
        _stop(run, by=by)
        for job in Job.objects.unfinished().filter(kind=MATCH, subject=run.pk):
            jobs.stop(job)
    return run


def _stop(run: Run, *, by: User | None, why: str = "") -> None:
    with audit.acting(by, why=why):
        run.move_to(Run.Status.STOPPED)
        run.save(update_fields=["status"])


# -- Done --------------------------------------------------------------------------------------------------------------


def carry_out_run(job: Job, *, at: dt.datetime) -> None:
    """Written in one transaction, once: a worker that is killed leaves nothing behind, and the next begins anew."""
    try:
        _find(job, at)
    except _Over:
        return
    except Refused as refusal:
        _give_up(job, str(refusal))
    except (InterfaceError, OperationalError):
        # The database is away. The job is still there.
        raise
    except Exception:  # whatever it is, the manager is told
        logger.exception("Run %s could not be worked out.", job.subject)
        _give_up(job, FAULT)


@transaction.atomic
def _give_up(job: Job, words: str) -> None:
    run = Run.objects.lock().get(pk=job.subject)
    if run.status == Run.Status.SEARCHING:
        _stop(run, by=job.started_by, why="The run could not be worked out")
        jobs.fail(job, words)


def _find(job: Job, at: dt.datetime) -> None:
    def step() -> None:
        if not jobs.advance(job, 1):
            raise _Over

    run = Run.objects.select_related("cohort", "weight_set").get(pk=job.subject)
    for turn in range(1, TIMES + 1):
        gathered = gather(run.cohort)
        step()
        found = _matched(gathered, run.weight_set.weights, step)
        is_proven = all(_each(map(is_best, found.strands), step))
        if _write(job, gathered, found, is_proven=is_proven, at=at, is_last=turn == TIMES):
            return


def _matched(gathered: Gathered, weights: Weights, step: Callable[[], None]) -> Matching:
    try:
        return match(gathered.mentees, gathered.mentors, weights, gathered.wish, after_each=step)
    except Refused as refusal:
        names = {id: one.person.name for id, one in gathered.enrolments.items()}
        names |= {id: one.person.name for id, one in gathered.mentor_rows.items()}
        raise Refused(by_name(str(refusal), names)) from refusal


def _each(answers: Iterable[bool], step: Callable[[], None]) -> Iterable[bool]:
    for answer in answers:
        step()
        yield answer


@transaction.atomic
def _write(job: Job, gathered: Gathered, found: Matching, *, is_proven: bool, at: dt.datetime, is_last: bool) -> bool:
    """False if people have come or gone since they were read: what was found is not the best any more."""
    run = Run.objects.lock().select_related("cohort", "weight_set").get(pk=job.subject)
    if run.status != Run.Status.SEARCHING:
        # Stopped, or another worker took this one for dead and has been faster.
        raise _Over
    if not is_last and _people(gather(run.cohort)) != _people(gathered):
        return False
    _keep(run, gathered, found)
    with audit.acting(job.started_by):
        run.move_to(Run.Status.FOUND)
        run.total, run.is_proven, run.found_at = found.total, is_proven, at
        run.save(update_fields=["status", "total", "is_proven", "found_at"])
    jobs.advance(job, 1)
    jobs.finish(job)
    return True


def _people(gathered: Gathered) -> tuple[object, ...]:
    return gathered.mentees, gathered.mentors, gathered.wish


def _keep(run: Run, gathered: Gathered, found: Matching) -> None:
    weights = run.weight_set.weights
    mentees, mentors = ({one.id: one for one in side} for side in (gathered.mentees, gathered.mentors))

    def proposal(made: Match) -> Proposal:
        mentee, mentor = mentees[made.mentee], mentors[made.mentor]
        preference = gathered.wish.bonus.get((made.mentee, made.mentor), 0)
        parts = parts_of(mentee, mentor, weights, preference=preference)
        return Proposal(
            run=run,
            enrolment=gathered.enrolments[made.mentee],
            mentor=gathered.mentor_rows[made.mentor],
            score=made.score,
            parts=parts._asdict(),
            words=in_words(mentee, mentor, parts, gathered.name),
            was_locked=(made.mentee, made.mentor) in gathered.wish.locked,
        )

    Proposal.objects.bulk_create(map(proposal, found.matches))
    why = reasons(found, gathered.mentees, gathered.mentors, gathered.wish.forbidden)
    Unmatched.objects.bulk_create(
        Unmatched(run=run, enrolment=gathered.enrolments[id], rule=one.rule, words=one.words, change=one.change)
        for id, one in why.items()
    )
