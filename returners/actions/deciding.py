"""A person decides: on what the rules referred, and over what they turned down."""

import datetime as dt

from django.db import IntegrityError, transaction

from accounts.models import User
from cohorts.models import Pool
from core import audit, places
from core.errors import Refused, SeenOtherwise
from core.places import Status
from returners import letters
from returners.actions.steps import hold, note, pool_of
from returners.actions.turns import place_in_turn, put_forward, settle, tell
from returners.eligibility import Outcome
from returners.models import Application, Decision, Step, awaits_release

TOO_LATE = (
    "The last day to join this cohort has passed, so it has no place to give. Choose not eligible, and say in your"
    " reason that the applicant can apply to the next cohort."
)
NEW_ANSWERS = "The applicant has changed their answers since you opened this page. Look at them before you decide."
ANOTHER_LIVES = "This person has another live application to the programme. Decide on that one."


@transaction.atomic
def overrule(
    application: Application, *, eligible: bool, why: str, by: User, at: dt.datetime, read: int | None = None
) -> Application:
    """Decide in place of the rules, with a reason that is kept and, when it is no, sent.

    `read` is the newest decision that stood on the page: nobody decides on answers they have not seen.

    Found eligible, the application has the place that was kept for it, or keeps its turn. Where it has neither (the
    rules turned it down, or we were late) it takes the next free place, before all who wait in turn, displacing nobody.
    In a ranked cohort it is assessed with all the others, as long as they have not been decided.
    """
    if application.person_id == by.pk:
        raise Refused("Nobody decides on their own application. Ask a colleague.")
    if not why.strip():
        raise Refused("Give the reason for your decision.")
    # The reason is about a person: it stands in the decision and the history, which can be erased, not in the trail.
    with audit.acting(by=by, why="Decided in place of the rules"):
        pool = Pool.objects.lock().get(pk=pool_of(application).pk)
        if eligible and pool.is_over(at):
            raise Refused(TOO_LATE)
        application = hold(application)
        _refuse_if_decided(application, eligible)
        last = _newest(application, read)
        decision = _decision_after(last, Outcome.MET if eligible else Outcome.NOT_MET, at=at, by=by, why=why)
        application.review_requests.open().update(answered_at=at)
        compared = awaits_release(application.cohort)
        upheld = application.status == Application.Status.NOT_ELIGIBLE and not eligible
        if not upheld:
            _save_status(application, _status(eligible, compared), at=at)
        note(application, _step(eligible, upheld), at=at, by=by, why=why)
        if eligible and compared:
            put_forward(application, at=at, by=by)
        elif eligible:
            _give_place(application, at=at)
        else:
            letters.upheld(application, decision) if upheld else letters.not_eligible(application, decision)
            _free_place(application, at=at)
    return application


def _status(eligible: bool, compared: bool) -> Application.Status:
    if not eligible:
        return Application.Status.NOT_ELIGIBLE
    return Application.Status.ASSESSMENT if compared else Application.Status.DECIDED


def _step(eligible: bool, upheld: bool) -> Step.What:
    if eligible:
        return Step.What.FOUND_ELIGIBLE
    return Step.What.UPHELD if upheld else Step.What.NOT_ELIGIBLE


def _give_place(application: Application, *, at: dt.datetime) -> None:
    if pending := application.places.live().first():
        settle(pending, at=at)
    else:
        place_in_turn(application, at=at, ahead=True)


def _free_place(application: Application, *, at: dt.datetime) -> None:
    """What was kept for it goes to the next in turn at once."""
    if pending := application.places.live().first():
        _, promoted = places.give_up(pending, Status.CANCELLED, at=at)
        tell(promoted, at=at)


def _newest(application: Application, read: int | None) -> Decision:
    last = application.decisions.latest()
    if read not in (None, last.pk):
        raise SeenOtherwise(NEW_ANSWERS)
    return last


def _decision_after(last: Decision, outcome: Outcome, *, at: dt.datetime, by: User, why: str) -> Decision:
    """A person's, on the answers that the rules last looked at."""
    return Decision.objects.create(
        application=last.application,
        rules=last.rules,
        outcome=outcome,
        answers=last.answers,
        verdict=last.verdict,
        decided_at=at,
        decided_by=by,
        why=why,
    )


def _save_status(application: Application, status: Application.Status, *, at: dt.datetime) -> None:
    application.move_to(status)
    application.closed_at = at if status == Application.Status.NOT_ELIGIBLE else None
    try:
        application.save(update_fields=["status", "closed_at"])
    except IntegrityError:
        # They applied again since that was looked at. The constraint speaks; the caller's transaction is undone.
        raise Refused(ANOTHER_LIVES) from None


def _refuse_if_decided(application: Application, eligible: bool) -> None:
    """Referred applications can go either way, and so can one whose person asks to have it looked at.

    Any other that was turned down can only be overturned; one that is assessed is eligible, until a person sees that it
    is not.
    """
    referred = application.status == Application.Status.IN_REVIEW and not application.closed_at
    assessed = application.status == Application.Status.ASSESSMENT and not application.closed_at
    turned_down = application.status == Application.Status.NOT_ELIGIBLE
    asked = application.review_requests.open().exists()
    if not (referred or (turned_down and (eligible or asked)) or (assessed and not eligible)):
        raise SeenOtherwise("This application has been decided already. Look at it again.")
    live = Application.objects.live().filter(person=application.person, programme=application.programme)
    if eligible and live.exclude(pk=application.pk).exists():
        raise Refused(ANOTHER_LIVES)
