"""A person looks again at one application that a release gave no place."""

import datetime as dt

from django.db import IntegrityError, transaction

from accounts.models import User
from cohorts.models import Pool
from core import audit
from core.errors import Refused, SeenOtherwise
from core.places import Status
from returners import letters
from returners.actions.deciding import ANOTHER_LIVES
from returners.actions.steps import hold, note, pool_of
from returners.actions.turns import place_in_turn
from returners.models import Application, Assessment, Place, Step

TOO_LATE = (
    "The last day to join this cohort has passed, so it has no place to give. Keep the decision, and say in your reason"
    " that the applicant can apply to the next cohort."
)
DECIDED = "This application has been decided again already. Look at it as it stands now."


@transaction.atomic
def decide_again(
    application: Application, *, gives_place: bool, why: str, by: User, at: dt.datetime, read: int | None = None
) -> Assessment:
    """Give a place after all, or keep what a release decided, with a reason that the applicant reads where it is kept.

    Whoever gets one takes the next free place, before all who wait in turn, displacing nobody. Without being asked one
    can only decide in favour. `read` is the newest assessment that stood on the page.
    """
    if application.person_id == by.pk:
        raise Refused("Nobody decides on their own application. Ask a colleague.")
    if not why.strip():
        raise Refused("Give the reason for your decision.")
    # As in `overrule`: the reason is about a person, and so stands where it can be erased.
    with audit.acting(by=by, why="Looked again at a decision"):
        pool = Pool.objects.lock().get(pk=pool_of(application).pk)
        if gives_place and pool.is_over(at):
            raise Refused(TOO_LATE)
        application = hold(application)
        last = _newest(application, gives_place, read)
        application.review_requests.open().update(answered_at=at)
        if gives_place:
            _reopen(application)
            note(application, Step.What.LOOKED_AT, at=at, by=by, why=why)
            place = place_in_turn(application, at=at, ahead=True)
            return _assessment_after(last, _outcome(place), at=at, by=by, why=why)
        note(application, Step.What.STAYS, at=at, by=by, why=why)
        assessment = _assessment_after(last, Assessment.Outcome.NOT_OFFERED, at=at, by=by, why=why)
        letters.stays(application, assessment)
        return assessment


def _newest(application: Application, gives_place: bool, read: int | None) -> Assessment:
    """What was decided last, if it can be decided again."""
    if application.status != Application.Status.NOT_OFFERED:
        raise SeenOtherwise(DECIDED)
    last = application.assessments.latest()
    if read not in (None, last.pk) or not (gives_place or application.review_requests.open().exists()):
        raise SeenOtherwise(DECIDED)
    return last


def _reopen(application: Application) -> None:
    application.move_to(Application.Status.DECIDED)
    application.closed_at = None
    lives = Application.objects.live().filter(person=application.person, programme=application.programme)
    if lives.exists():
        raise Refused(ANOTHER_LIVES)
    try:
        application.save(update_fields=["status", "closed_at"])
    except IntegrityError:
        # They applied again in this second. The constraint speaks; all is undone.
        raise Refused(ANOTHER_LIVES) from None


def _outcome(place: Place) -> Assessment.Outcome:
    is_offered = place.status == Status.OFFERED
    return Assessment.Outcome.OFFERED if is_offered else Assessment.Outcome.WAITING


def _assessment_after(
    last: Assessment, outcome: Assessment.Outcome, *, at: dt.datetime, by: User, why: str
) -> Assessment:
    """A person's, on the same scores."""
    return Assessment.objects.create(
        application=last.application,
        outcome=outcome,
        reason=Assessment.Reason.LOOKED_AT,
        score=last.score,
        rank=last.rank,
        feedback=last.feedback,
        why=why,
        decided_at=at,
        decided_by=by,
    )
