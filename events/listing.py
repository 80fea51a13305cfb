"""Events as the public pages read them: what comes many times, or for every reader, as plain rows.

Sixty events of a list as models cost four times as much.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet

from core.by_key import by_key
from events.models import Pool, Speaker, Supporter
from events.models.event import Announced
from events.models.pool import COUNTERS, Counted

COLUMNS = ("pk", "slug", "title", "kind", "starts_at", "ends_at", "booking_closes_at", "status", "online", "town")
SPEAKER, SUPPORTER = ("name", "role", "about"), ("name", "website")
NAMED = ("position", "pk")


@dataclass
class ListedPool(Counted):
    mode: str
    capacity: int
    allowance: int
    taken: int
    waiting: int
    waiting_limit: int | None


@dataclass
class ListedEvent(Announced):
    pk: int
    slug: str
    title: str
    kind: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    booking_closes_at: dt.datetime
    status: str
    online: bool
    town: str | None
    seats: list[ListedPool] = field(default_factory=list)


def columns(events: QuerySet) -> Any:
    """What a list reads of events."""
    return events.annotate(town=F("venue__town")).values_list(*COLUMNS, named=True)


def listed(rows: Iterable[Any]) -> list[ListedEvent]:
    """Such rows with their seats, which takes one query more."""
    events = {row.pk: ListedEvent(*row) for row in rows}
    pools = Pool.objects.filter(event__in=list(events)).order_by("event", "mode")
    for event, *counted in pools.values_list("event", "mode", *COUNTERS):
        events[event].seats.append(ListedPool(*counted))
    return list(events.values())


_pools = by_key(lambda event: Pool.objects.filter(event=event).order_by("mode").values("mode", *COUNTERS))
speakers_of = by_key(lambda event: Speaker.objects.filter(event=event).order_by(*NAMED).values(*SPEAKER))
supporters_of = by_key(lambda event: Supporter.objects.filter(event=event).order_by(*NAMED).values(*SUPPORTER))


def seats_of(event: int) -> list[ListedPool]:
    """The room first."""
    return [ListedPool(**row) for row in _pools(event)]
