"""What people need, and eat, is kept for one event alone."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from core.places import LIVE
from events.models import Attendee

NEEDS_KEPT = dt.timedelta(days=30)
BATCH = 500


def forget_needs(*, at: dt.datetime) -> int:
    """Empty them 30 days after the event, and at once where the seats were given up. No history holds them."""
    done = 0
    while count := _forget_batch(at=at):
        done += count
    return done


@transaction.atomic
def _forget_batch(*, at: dt.datetime) -> int:
    over = Q(event__ends_at__lte=at - NEEDS_KEPT) | (Q(booking__isnull=False) & ~Q(booking__status__in=LIVE))
    told = Attendee.objects.filter(~Q(access_needs="", diet="")).filter(over)
    batch = list(told.order_by("pk").lock_free().values_list("pk", flat=True)[:BATCH])
    return Attendee.objects.filter(pk__in=batch).update(access_needs="", diet="")
