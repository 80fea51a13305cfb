"""Asking those who came what they thought, and what becomes of their words."""

import datetime as dt
from typing import Any

from django.db import transaction

from accounts.models import User
from core import audit
from core.errors import Refused
from events.asking import invite
from events.models import Feedback, FeedbackInvite

__all__ = ["give_feedback", "invite", "mark_quote"]


@transaction.atomic
def give_feedback(invite: FeedbackInvite, *, at: dt.datetime, **answers: Any) -> Feedback:
    """Keep what somebody thought. Sent twice, even at the same moment, the first counts."""
    feedback, _ = Feedback.objects.get_or_create(invite=invite, defaults={"given_at": at, **answers})
    return feedback


@transaction.atomic
def mark_quote(feedback: Feedback, *, published: bool, by: User, at: dt.datetime) -> Feedback:
    """Note that a quote stands where others read it, or no longer does. Refused where its writer has not agreed."""
    feedback = Feedback.objects.lock().get(pk=feedback.pk)
    if published and not feedback.may_be_published:
        raise Refused("Whoever wrote this has not agreed that we publish it.")
    if published == (feedback.published_at is not None):
        return feedback
    feedback.published_at = at if published else None
    with audit.acting(by=by, why="Quote published" if published else "Quote not published any more"):
        feedback.save(update_fields=["published_at"])
    return feedback
