"""Events in the public list: read as plain rows, since sixty of them as models cost four times as much."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet

from events.models import Pool
from events.models.event import Announced
from events.models.pool import COUNTERS, Counted

COLUMNS = ("pk", "slug", "title", "kind", "starts_at", "ends_at", "booking_closes_at", "status", "online", "town")


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
