"""Asking for a person to look at what the rules turned down, or at a release that gave no place.

Staff answer it by deciding: see `deciding.overrule` and `deciding_again.decide_again`.

No place moves here, so only the application is held, as everybody who decides on it holds it too.
"""

import datetime as dt
from typing import Any

from django.db import transaction

from core.errors import Refused
from core.uktime import uk_end
from returners import letters
from returners.actions.steps import hold, note
from returners.models import Application, Assessment, Decision, ReviewRequest, Step


@transaction.atomic
def ask_for_review(application: Application, *, said: str = "", at: dt.datetime) -> ReviewRequest:
    """Ask for a person to look at it, with whatever they should know. Pressing twice asks once."""
    application = hold(application)
    request = application.review_requests.order_by("pk").last()
    if request and request.is_open:
        return request
    refuse_unless_askable(application, at)
    request = ReviewRequest.objects.create(
        application=application,
        **_named(asked_about(application)),
        said=said,
        asked_at=at,
        answer_by=application.cohort.review_deadline(at),
    )
    note(application, Step.What.ASKED, at=at, by=application.person)
    letters.review_asked(request)
    return request


@transaction.atomic
def take_review_back(application: Application, *, at: dt.datetime) -> None:
    """Ask no longer: what was decided stands. Nothing happens where nobody is asked any more."""
    application = hold(application)
    request = application.review_requests.open().first()
    if request is None:
        return
    request.taken_back_at = at
    request.save(update_fields=["taken_back_at"])
    note(application, Step.What.TAKEN_BACK, at=at, by=application.person)


def asked_about(application: Application) -> Decision | Assessment:
    """What somebody can ask about: that a release gave them no place, else what the rules decided."""
    if application.status == Application.Status.NOT_OFFERED:
        return application.assessments.latest()
    return application.decisions.latest()


def _named(decided: Decision | Assessment) -> dict[str, Any]:
    """By the name of the field that a request has for it."""
    return {"assessment" if isinstance(decided, Assessment) else "decision": decided}


def _is_askable(application: Application, decided: Decision | Assessment) -> bool:
    if isinstance(decided, Assessment):
        return decided.reason != Assessment.Reason.LOOKED_AT
    return application.status == Application.Status.NOT_ELIGIBLE and not decided.decided_by_id


def refuse_unless_askable(application: Application, at: dt.datetime) -> None:
    """What no person looked at by itself: once for each decision, for a stated time, while it can lead to a place."""
    decided = asked_about(application)
    if not _is_askable(application, decided):
        raise Refused("A person has decided on this application already. Look at it again.")
    if application.review_requests.filter(**_named(decided)).exists():
        raise Refused("You have asked about this decision before. You can ask once.")
    if at >= application.ask_until(decided):
        raise Refused(f"The time to ask for a person to look at it ended {uk_end(application.ask_until(decided))}.")
    lives = Application.objects.live().filter(person=application.person, programme=application.programme)
    if lives.exists():
        raise Refused(
            "You have applied to this programme again. To ask about this application, withdraw the other one first."
        )
