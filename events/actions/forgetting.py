"""What people need, and eat, is kept for one event alone."""

import datetime as dt

from django.db.models import Q

from core.batches import keys, work_off
from core.places import LIVE
from events.models import Attendee

NEEDS_KEPT = dt.timedelta(days=30)


def forget_needs(*, at: dt.datetime) -> int:
    """Empty them 30 days after the event, and at once where the seats were given up. No history holds them."""
    over = Q(event__ends_at__lte=at - NEEDS_KEPT) | (Q(booking__isnull=False) & ~Q(booking__status__in=LIVE))
    told = Attendee.objects.filter(~Q(access_needs="", diet="")).filter(over)
    return work_off(told, _empty)


def _empty(attendees: list[Attendee]) -> None:
    Attendee.objects.filter(pk__in=keys(attendees)).update(access_needs="", diet="")
