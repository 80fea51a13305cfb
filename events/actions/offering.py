"""What the clock and staff do to the seats of an event: offers run out, seats come free, a waiting list closes."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import F, QuerySet, prefetch_related_objects

from accounts.models import User
from core import audit, places
from core.places import BATCH, Status, in_batches
from events import booking_letters as letters
from events.actions.holding import hold_event, refuse_if_cancelled
from events.actions.milestones import follow_booking
from events.models import Booking, Event, Pool
from notifications.timed import cancel_timed, replan


def tell(promoted: Collection[Booking], *, at: dt.datetime) -> None:
    """The letter and the reminders for seats that came free: offered, or given where the pool is set so."""
    prefetch_related_objects(list(promoted), "event__venue", "booker")
    for booking in promoted:
        if booking.status == Status.OFFERED:
            letters.offered(booking)
        else:
            letters.confirmed(booking, at=at)
        replan(booking, at=at)


def on() -> QuerySet:
    """The pools of events that are to be held. Of one that is called off, every booking stays as it was."""
    return Pool.objects.filter(event__status=Event.Status.PUBLISHED)


def _is_on(pool: Pool) -> bool:
    """Hold the pool, and ask again: whoever calls an event off holds its pools first."""
    Pool.objects.lock().filter(pk=pool.pk).first()
    return on().filter(pk=pool.pk).exists()


def expire_offers(*, at: dt.datetime) -> int:
    """Close every offer that has run out, pool by pool, and offer the seats on. Returns how many ran out."""
    pools = on().filter(places__in=Booking.objects.run_out(at)).distinct().order_by("pk")
    return sum(in_batches(_expire_batch, pool, at=at) for pool in pools)


def _expire_batch(pool: Pool, *, at: dt.datetime) -> int:
    return _followed(_expire(pool, at=at))


def _followed(over: Collection[Booking]) -> int:
    """What follows for their organisations, now that the pool is let go. Returns how many they are."""
    for booking in over:
        follow_booking(booking)
    return len(over)


@transaction.atomic
def _expire(pool: Pool, *, at: dt.datetime) -> list[Booking]:
    if not _is_on(pool):
        return []
    expired, promoted = places.expire(pool, Booking, at=at, most=BATCH)
    prefetch_related_objects(expired, "event__venue", "booker")
    for booking in expired:
        cancel_timed(booking)
        letters.expired(booking, at=at)
    tell(promoted, at=at)
    return expired


def fill_free_seats(*, at: dt.datetime) -> int:
    """Offer seats that are free while somebody waits: what a batch before this one left, or a moved date freed."""
    pools = on().filter(waiting__gt=0, taken__lt=F("capacity") + F("allowance"), event__starts_at__gt=at)
    return sum(in_batches(_promote_batch, pool, at=at) for pool in pools.order_by("pk"))


@transaction.atomic
def _promote_batch(pool: Pool, *, at: dt.datetime) -> int:
    if not _is_on(pool):
        return 0
    promoted = places.promote(pool, Booking, at=at, most=BATCH)
    tell(promoted, at=at)
    return len(promoted)


def close_waiting_lists(*, at: dt.datetime) -> int:
    """Once an event starts nobody waits for it any more, and is told kindly. Returns how many did."""
    pools = on().filter(waiting__gt=0, event__starts_at__lte=at).order_by("pk")
    return sum(in_batches(_close_batch, pool, at=at) for pool in pools)


def _close_batch(pool: Pool, *, at: dt.datetime) -> int:
    return _followed(_close(pool, at=at))


@transaction.atomic
def _close(pool: Pool, *, at: dt.datetime) -> list[Booking]:
    if not _is_on(pool):
        return []
    over = places.close_queue(pool, Booking, at=at, most=BATCH)
    prefetch_related_objects(over, "event__venue", "booker")
    for booking in over:
        cancel_timed(booking)
        # Whoever is in the room all the same need not hear that there was none.
        if not booking.attendees.here().exists():
            letters.queue_closed(booking)
    return over


@transaction.atomic
def resize_pool(
    pool: Pool, *, capacity: int, allowance: int, why: str = "", by: User | None = None, at: dt.datetime
) -> list[Booking]:
    """Change how many seats there are; those that become free go to who waits. Refused below what is taken, and once
    the event is called off: nobody is offered a seat at it.

    The first are told with the change, the rest by the clock within a minute: see `fill_free_seats`.
    """
    refuse_if_cancelled(hold_event(pool.event))
    with audit.acting(by=by, why=why):
        promoted = places.resize(pool, Booking, capacity=capacity, allowance=allowance, at=at, most=BATCH)
        audit.changed(by, pool, ["allowance", "capacity"], why=why)
        tell(promoted, at=at)
    return promoted
