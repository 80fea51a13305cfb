"""What somebody would like of a mentor: told, and told anew, until they have one."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.models import User
from cohorts.models import Enrolment
from core import audit
from core.errors import Refused
from mentoring.actions.answering import hold, take_back
from mentoring.actions.asking import stop_looking
from mentoring.models import Pair, Side, Wants


def mentor_of(enrolment: Enrolment) -> Pair | None:
    """The pair they are in. One whose mentor has yet to answer is none of their knowledge."""
    pairs = Pair.objects.active().filter(person=enrolment.person_id, programme=enrolment.cohort.programme_id)
    found: Pair | None = pairs.first()
    return found


def why_fixed(enrolment: Enrolment) -> str:
    """Why nothing of it can be told any more, in words for the page; nothing while it can."""
    if not enrolment.is_live:
        return f"You no longer take part in the {enrolment.cohort.name}, so this can no longer be changed."
    return "You have a mentor now, so this can no longer be changed." if mentor_of(enrolment) else ""


@transaction.atomic
def tell_wants(enrolment: Enrolment, *, skills: Iterable[int], by: User, at: dt.datetime, **told: Any) -> Wants:
    """By the names of `Wants`; `skills` are keys, of topics too. The enrolment is held, as by whoever asks a mentor."""
    enrolment = Enrolment.objects.lock().select_related("cohort").get(pk=enrolment.pk)
    if reason := why_fixed(enrolment):
        raise Refused(reason)
    with audit.acting(by):
        wants, _ = Wants.objects.update_or_create(enrolment=enrolment, defaults=told | {"told_at": at})
        wants.skills.set(skills)
        if not wants.wants_mentor:
            _ask_nobody(enrolment, at)
    return wants


def _ask_nobody(enrolment: Enrolment, at: dt.datetime) -> None:
    """Whoever is being asked for them, which they do not know, need not answer any more."""
    asked = Pair.objects.asked().filter(person=enrolment.person_id, programme=enrolment.cohort.programme_id)
    for pair in map(hold, asked.select_related("mentor")):
        if pair.status == Pair.Status.ACTIVE:
            raise Refused("A mentor has said yes to you in this minute. Look at the page again.")
        if pair.status == Pair.Status.ASKED:
            take_back(pair, side=Side.RETURNER, reason=Pair.Reason.CHANGED, at=at)
    stop_looking(enrolment)
