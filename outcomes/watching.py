"""Whom of a fund a call may help: one query each, however many people there are. Nothing is stored that says so."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from cohorts.models import Enrolment
from core.calendar import uk_day
from outcomes.models import Claim, LogEntry
from outcomes.models.placement import SIGNED_WITHIN

# A supervisor who has not looked at a day for so long has lost the letter, or has no time.
UNSIGNED_FOR = dt.timedelta(days=14)


def in_a_fund(enrolments: QuerySet) -> QuerySet:
    """Those whose strand asks for something or has money. Whoever moved on is in another cohort, with all of it."""
    return enrolments.filter(Q(strand__needs__isnull=False) | Q(strand__fund__isnull=False), moved_to=None)


def without_placement(enrolments: QuerySet) -> QuerySet:
    """Those who take part in a strand that leads through a placement, and have had none. Unless they are ready."""
    ready = Q(updating_plan__ready_on__isnull=False)
    active = enrolments.filter(status=Enrolment.Status.ACTIVE)
    return active.filter(strand__needs__needs_placement=True, placements=None).exclude(ready)


def not_signed(enrolments: QuerySet, at: dt.datetime) -> QuerySet:
    """Those with a day that has waited for the supervisor for two weeks, and a link that could still sign it."""
    waiting = LogEntry.objects.waiting().filter(
        placement__enrolment=OuterRef("pk"),
        placement__ends_on__gte=uk_day(at) - SIGNED_WITHIN,
        logged_at__lte=at - UNSIGNED_FOR,
    )
    return enrolments.exclude(status=Enrolment.Status.ENDED).filter(Exists(waiting))


def claiming(enrolments: QuerySet) -> QuerySet:
    """Those who wait for the answer to a claim."""
    return enrolments.filter(Exists(Claim.objects.waiting().filter(award__enrolment=OuterRef("pk"))))
