"""Somebody has lost the link to their bookings."""

import datetime as dt

from django.db import transaction

from events import booking_letters as letters
from events.links import ENDS_AFTER
from events.models import Booking


@transaction.atomic
def send_links(email: str, *, at: dt.datetime) -> None:
    """The links to the bookings of an address, in one letter to that address. Nothing, if there are none."""
    bookings = Booking.objects.live().filter(email=email.lower(), event__ends_at__gt=at - ENDS_AFTER)
    if found := list(bookings.select_related("event", "booker").order_by("event__starts_at", "pk")[:20]):
        letters.links(found, at=at)
