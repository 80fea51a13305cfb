"""Rows of the staff's tables of events, as the table component takes them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Sum
from django.urls import reverse

from core.places import Status
from core.uktime import uk_deadline, uk_short_date
from core.words import number_of
from events.models import Event, Pool

Row = list[Any]

EVENTS = ["Event", "Date", "Where", "State", *({"text": word, "number": True} for word in ("Booked", "Waiting"))]
COUNTS = ("Seats", "Allowance", "Booked", "Offered", "Free", "Waiting")
SEATS = ["How", *({"text": word, "number": True} for word in COUNTS)]


def events(rows: Iterable[Event], at: dt.datetime) -> list[Row]:
    return [
        [
            {"text": event.title, "url": reverse("events:event_manage", args=[event.uuid])},
            uk_short_date(event.starts_at),
            event.place,
            state(event, at),
            _booked(event),
            {"text": str(sum(pool.waiting for pool in event.pools.all())), "number": True},
        ]
        for event in rows
    ]


def _booked(event: Event) -> dict[str, Any]:
    pools = event.pools.all()
    return {"text": f"{sum(pool.taken for pool in pools)} of {sum(pool.capacity for pool in pools)}", "number": True}


def state(event: Event, at: dt.datetime) -> dict[str, str]:
    if event.status == Event.Status.DRAFT:
        return {"tag": "Draft", "colour": "grey"}
    if event.status == Event.Status.CANCELLED:
        return {"tag": "Cancelled", "colour": "red"}
    if event.is_over(at):
        return {"tag": "Over", "colour": "grey"}
    if event.starts_at <= at:
        return {"tag": "On now", "colour": "yellow"}
    if not event.is_bookable(at):
        return {"tag": "Booking closed", "colour": "yellow"}
    return {"tag": "Booking open", "colour": "green"}


def seats(event: Event, pools: list[Pool]) -> list[Row]:
    """Seats, not parties, but for those who wait: of them both."""
    counted = (
        event.bookings.live().order_by().values("pool", "status").annotate(parties=Count("pk"), seats=Sum("seats"))
    )
    found = {(row["pool"], row["status"]): row for row in counted}

    def number(pool: Pool, status: Status) -> int:
        return found.get((pool.pk, status), {}).get("seats", 0)

    def waiting(pool: Pool) -> str:
        row = found.get((pool.pk, Status.WAITING))
        return f"{row['seats']} ({number_of(row['parties'], 'booking')})" if row else "0"

    return [
        [
            pool.get_mode_display(),
            _number(pool.capacity),
            _number(pool.allowance),
            _number(number(pool, Status.CONFIRMED)),
            _number(number(pool, Status.OFFERED)),
            _number(max(pool.free, 0)),
            {"text": waiting(pool), "number": True},
        ]
        for pool in pools
    ]


def _number(value: int) -> dict[str, Any]:
    return {"text": str(value), "number": True}


def facts(event: Event) -> list[dict[str, Any]]:
    """What the event's page says, for its summary list."""
    closes = "When it starts" if event.booking_closes_at == event.starts_at else uk_deadline(event.booking_closes_at)
    rows: list[dict[str, Any]] = [
        {"key": "Kind", "value": event.get_kind_display()},
        {"key": "Programme", "value": event.programme.name},
        {"key": "When", "value": event.when},
        {"key": "Where", "value": event.where},
        {"key": "Booking closes", "value": closes},
        {"key": "Most people in one booking", "value": str(event.party_limit)},
        {"key": "Time to take a freed seat", "value": f"{event.offer_hours} hours"},
    ]
    if event.online:
        rows.append({"key": "Link to join online", "value": event.join_link or "Not known yet"})
    if event.module_id:
        rows.append({"key": "Training module", "value": str(event.module)})
    return rows
