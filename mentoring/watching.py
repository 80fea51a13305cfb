"""Which pairs a friendly word may help: one query, however many there are. Nothing is stored that says so."""

import datetime as dt

from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import Greatest

from cohorts.models import Enrolment
from core.calendar import months_before, uk_day, uk_instant
from mentoring.actions.feedback import MIDWAY_MEETINGS, MIDWAY_MONTHS
from mentoring.models import Concern, Meeting
from mentoring.models.pair import PairQuerySet

# So long without meeting, and without a meeting to come, is long.
SILENT = dt.timedelta(days=30)
# So long times that one has proposed may wait for the other.
WAITING = dt.timedelta(days=7)


def with_last_contact(pairs: PairQuerySet) -> PairQuerySet:
    """Each with `last_contact`: when they met last, or will meet, or when the mentor said yes."""
    planned = Meeting.objects.filter(
        pair=OuterRef("pk"), status__in=[Meeting.Status.AGREED, Meeting.Status.HELD]
    ).order_by()
    last = planned.values("pair").annotate(last=Max("starts_at")).values("last")
    return pairs.annotate(last_contact=Greatest("answered_at", Subquery(last)))


def silent(pairs: PairQuerySet, at: dt.datetime) -> PairQuerySet:
    """Those that run, and have neither met nor planned to for 30 days."""
    return with_last_contact(pairs.active()).filter(last_contact__lte=at - SILENT)


def to_nudge(pairs: PairQuerySet, at: dt.datetime) -> PairQuerySet:
    """Those of them that have not been written to for 30 days either.

    Not while one has a break or has told the team that it is not working, nor while times wait for an answer.
    """
    of_them = {"pair": OuterRef("pk")}
    waits = Meeting.objects.filter(status=Meeting.Status.PROPOSED, proposed_at__gt=at - WAITING, **of_them)
    told = Concern.objects.open().filter(**of_them)
    found = silent(pairs, at).filter(Q(nudged_at=None) | Q(nudged_at__lte=at - SILENT), ~Exists(waits), ~Exists(told))
    return found.exclude(enrolment__status=Enrolment.Status.PAUSED)


def half_way(pairs: PairQuerySet, at: dt.datetime) -> PairQuerySet:
    """Those that run, are half way by months or by meetings, and have not been asked about it."""
    held = Meeting.objects.held().filter(pair=OuterRef("pk")).order_by().values("pair")
    began_by = uk_instant(months_before(uk_day(at), MIDWAY_MONTHS) + dt.timedelta(days=1), 0)
    return (
        pairs.active()
        .filter(midway_asked_at=None)
        .alias(met=Subquery(held.annotate(count=Count("pk")).values("count")))
        .filter(Q(answered_at__lt=began_by) | Q(met__gte=MIDWAY_MEETINGS))
    )


def over(pairs: PairQuerySet, at: dt.datetime) -> PairQuerySet:
    """Those whose last day has passed."""
    return pairs.active().filter(ends_on__lt=uk_day(at))
