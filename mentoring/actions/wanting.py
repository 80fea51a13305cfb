"""What somebody would like of a mentor: told, and told anew, until they have one."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.models import User
from cohorts.models import Enrolment
from core import audit
from core.errors import Refused
from mentoring.models import Pair, Wants


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
    return wants
