"""What would help somebody: told, shared with those who lead their sessions, taken back, forgotten."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from cohorts.models import Enrolment
from core import audit
from core.batches import delete, work_off
from core.errors import Refused
from participation.models import SupportNeeds


@transaction.atomic
def tell_support_needs(enrolment: Enrolment, *, text: str, is_shared: bool, by: User, at: dt.datetime) -> SupportNeeds:
    """Say what would help, and whether session leaders may read it. As often as it changes."""
    enrolment = Enrolment.objects.lock().get(pk=enrolment.pk)
    if not enrolment.is_live:
        raise Refused("You no longer take part in this cohort, so there is nothing to prepare for.")
    before = SupportNeeds.objects.filter(enrolment=enrolment).first()
    since = before.shared_at if before and before.shared_at else at
    told = {"text": text, "shared_at": since if is_shared else None, "changed_at": at}
    with audit.acting(by=by):
        needs, _ = SupportNeeds.objects.update_or_create(enrolment=enrolment, defaults=told)
    return needs


@transaction.atomic
def take_support_needs_back(enrolment: Enrolment, *, by: User) -> None:
    """Gone for good, for everybody. Twice is once."""
    with audit.acting(by=by, why="Taken back"):
        SupportNeeds.objects.filter(enrolment=enrolment).delete()


def forget_support_needs(*, at: dt.datetime) -> int:
    """Delete what helps nobody any more."""
    return work_off(SupportNeeds.objects.over(at), delete)
