"""What a release does to the applications of a ranked cohort: for everybody at once, or for nobody.

Who gets what was decided above (`selection`). Here it is written: the assessment, the place, the history, the letter.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from cohorts.models import Cohort, Pool
from core import audit, places
from core.errors import Refused
from notifications.timed import replan_all
from returners import assessment_letters
from returners.models import Application, Assessment, Place, Step

Outcome = Assessment.Outcome
Status = Application.Status
STEPS = {
    Outcome.OFFERED: Step.What.OFFERED,
    Outcome.WAITING: Step.What.WAITING,
    Outcome.NOT_OFFERED: Step.What.NOT_OFFERED,
}
NO_LONGER = "Some of these applications are not being assessed any more. Prepare the decisions again."
# Rows in one statement.
AT_ONCE = 500


@transaction.atomic
def release(cohort: Cohort, assessments: Sequence[Assessment], *, by: User | None, at: dt.datetime) -> None:
    """Write these assessments, the best first: who is offered a place gets it, and who is to wait waits in this order.

    The cohort's pools are held before its applications, as everywhere. Refused where an application has gone on since,
    and where the places do not suffice: then nothing is written and nobody is told.
    """
    pools = {pool.strand_id: pool for pool in Pool.objects.lock().filter(cohort=cohort).order_by("pk")}
    _hold(assessments)
    with audit.acting(by=by, why="Decisions released"):
        for assessment in assessments:
            assessment.decided_at, assessment.decided_by = at, by
        Assessment.objects.bulk_create(assessments, AT_ONCE)
        turns = _give_places(pools, assessments, at=at)
        _move_on(assessments, at=at)
        Step.objects.bulk_create(
            (Step(application=a.application, what=STEPS[Outcome(a.outcome)], at=at, by=by) for a in assessments),
            AT_ONCE,
        )
    replan_all(Place.objects.offered().filter(pool__cohort=cohort))
    for assessment in assessments:
        assessment_letters.tell(assessment, turn=turns.get(assessment.application_id))


def _hold(assessments: Sequence[Assessment]) -> None:
    """Lock the applications and put each, read anew, on its assessment."""
    rows = Application.objects.lock().select_related("person", "strand", "cohort__programme").order_by("pk")
    held = {row.pk: row for row in rows.filter(pk__in=[a.application_id for a in assessments])}
    for assessment in assessments:
        application = held.get(assessment.application_id)
        if application is None or application.status != Status.ASSESSMENT or application.closed_at:
            raise Refused(NO_LONGER)
        assessment.application = application


def _give_places(
    pools: dict[int | None, Pool], assessments: Sequence[Assessment], *, at: dt.datetime
) -> dict[int, int]:
    """Offers and turns, pool by pool. Returns who is which number on the waiting list, by application."""
    chosen, following = defaultdict(list), defaultdict(list)
    for assessment in assessments:
        if assessment.outcome == Outcome.OFFERED:
            chosen[_pool_of(assessment.application, pools)].append(Place(application=assessment.application))
        elif assessment.outcome == Outcome.WAITING:
            following[_pool_of(assessment.application, pools)].append(Place(application=assessment.application))
    for strand, pool in pools.items():
        places.admit(pool, chosen[strand], following[strand], at=at)
    return {place.application_id: turn for queue in following.values() for turn, place in enumerate(queue, start=1)}


def _pool_of(application: Application, pools: dict[int | None, Pool]) -> int | None:
    """The key of its pool: its strand's, or the one of the whole cohort."""
    strand = None if None in pools else application.strand_id
    if strand not in pools:
        raise Refused(f"There are no places for {application.strand} in this cohort.")
    return strand


def _move_on(assessments: Sequence[Assessment], *, at: dt.datetime) -> None:
    """Whoever has a place or waits for one is decided; for the others this application is over."""
    over = [a.application for a in assessments if a.outcome == Outcome.NOT_OFFERED]
    others = [a.application for a in assessments if a.outcome != Outcome.NOT_OFFERED]
    for applications, status, closed_at in ((over, Status.NOT_OFFERED, at), (others, Status.DECIDED, None)):
        for application in applications:
            application.move_to(status)
            application.closed_at = closed_at
        rows = Application.objects.filter(pk__in=[application.pk for application in applications])
        rows.update(status=status, closed_at=closed_at)
