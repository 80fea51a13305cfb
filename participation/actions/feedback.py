"""Saying what a session was like."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from cohorts.models import Enrolment
from core import audit
from core.errors import Refused
from core.uktime import uk_date, uk_on
from participation.models import Session, SessionFeedback
from participation.models.feedback import ASKED_FOR


@transaction.atomic
def give_session_feedback(
    session: Session, *, enrolment: Enrolment, useful: int, comment: str, by: User, at: dt.datetime
) -> SessionFeedback:
    """Keep what somebody thought, or change it. Refused before the session is over, and two weeks after it."""
    if refusal := why_not(session, at):
        raise Refused(refusal)
    with audit.acting(by=by):
        feedback, _ = SessionFeedback.objects.update_or_create(
            session=session,
            enrolment=enrolment,
            defaults={"useful": useful, "comment": comment, "given_at": at},
        )
    return feedback


def why_not(session: Session, at: dt.datetime) -> str:
    """For whoever comes when nothing can be said. Empty while it can be."""
    if session.status != Session.Status.PLANNED:
        return "This session was called off."
    if not session.is_over(at):
        return f"You can tell us what you think once the session is over, {uk_on(session.ends_at)}."
    if at >= session.ends_at + ASKED_FOR:
        return f"You could tell us until {uk_date(session.ends_at + ASKED_FOR)}."
    return ""
