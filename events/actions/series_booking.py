"""Training booked as a whole: a session of each module in one press, each a booking that stands alone."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction

from accounts.actions import has_verified
from accounts.models import User
from core import audit
from core.errors import Refused
from events import after_letters as letters
from events.actions.booking import BookedAlready, Named, book, cancel_booking
from events.actions.confirming import confirm_address
from events.models import Booking, Event, Module, Pool, Series, SeriesBooking

NOTHING_TO_BOOK = "No session of this training can be booked at the moment."


def sessions_ahead(series: Series, *, at: dt.datetime) -> list[tuple[Module, list[Pool]]]:
    """Each module with the seats of its sessions that can be booked, the soonest first."""
    pools = Pool.objects.filter(
        event__module__series=series, event__status=Event.Status.PUBLISHED, event__booking_closes_at__gt=at
    )
    found = list(pools.select_related("event__venue").order_by("event__starts_at", "event_id", "mode"))
    return [(module, [pool for pool in found if pool.event.module_id == module.pk]) for module in series.modules.all()]


def next_with_room(pools: Sequence[Pool], *, seats: int = 1) -> Pool | None:
    """The soonest in which the party fits at once; if there is none, the soonest that takes more who wait."""
    fits = [pool for pool in pools if pool.waiting == 0 and pool.free >= seats]
    waits = [pool for pool in pools if pool.takes_waiting and pool.limit >= seats]
    return next(iter([*fits, *waits, *pools]), None)


def book_series(
    series: Series,
    pools: Collection[Pool],
    *,
    name: str,
    email: str,
    attendees: Sequence[Named],
    request_key: uuid.UUID,
    organisation_name: str = "",
    by: User | None = None,
    reads_letters: bool = False,
    at: dt.datetime,
) -> SeriesBooking:
    """A booking at each of these pools: confirmed, or waiting where it is full. The same press made twice is one.

    What cannot be booked is left out; Refused where nothing can, as BookedAlready where that is among the reasons.
    `reads_letters`: they followed a link in a letter to this address. What follows for their organisation comes once
    the pools are let go.
    """
    given: dict[str, Any] = {"name": name, "email": email.lower(), "organisation_name": organisation_name}
    own = by if by and has_verified(by, given["email"]) else None
    made, refusals = _book_all(series, pools, given, attendees, request_key, by=own, at=at)
    if made is None:
        booked = [refusal for refusal in refusals if isinstance(refusal, BookedAlready)]
        raise next(iter([*booked, *refusals]), Refused(NOTHING_TO_BOOK))
    for booking in made.bookings.filter(address_confirmed_at=None).select_related("event__programme"):
        if reads_letters or own:
            confirm_address(booking, by=own, at=at)
    return made


@transaction.atomic
def _book_all(
    series: Series,
    pools: Collection[Pool],
    given: dict[str, Any],
    attendees: Sequence[Named],
    request_key: uuid.UUID,
    *,
    by: User | None,
    at: dt.datetime,
) -> tuple[SeriesBooking | None, list[Refused]]:
    # Every pool first, in one order: two who book several modules at once cannot wait for each other.
    held = list(Pool.objects.lock().filter(pk__in=[pool.pk for pool in pools]).order_by("pk"))
    if before := SeriesBooking.objects.filter(series=series, request_key=request_key).first():
        return before, []
    refusals: list[Refused] = []
    with audit.acting(by=by):
        made = SeriesBooking.objects.create(series=series, request_key=request_key, booker=by, made_at=at, **given)
        for pool in held:
            try:
                booking = book(
                    pool, attendees=attendees, request_key=uuid.uuid5(request_key, str(pool.pk)), at=at, **given
                )
            except Refused as refusal:
                refusals.append(refusal)
            else:
                Booking.objects.filter(pk=booking.pk).update(series_booking=made)
        if len(refusals) == len(held):
            made.delete()
            return None, refusals
    letters.series_booked(made)
    return made, refusals


def cancel_series(made: SeriesBooking, *, by: User | None = None, at: dt.datetime) -> int:
    """Cancel what is still to come. Returns how many; what has begun, or is over, stays as it is."""
    ahead = made.bookings.live().filter(pool__event__starts_at__gt=at, event__status=Event.Status.PUBLISHED)
    bookings = list(ahead.select_related("pool__event", "event__programme").order_by("pool_id"))
    for booking in bookings:
        cancel_booking(booking, by=by, at=at)
    return len(bookings)
