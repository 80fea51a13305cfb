"""Those who did not come to an event: seats at the one that follows, in one press."""

import datetime as dt
import uuid

from django.db import transaction

from accounts.models import User
from core import audit
from core.errors import Refused
from core.places import LIVE
from events.actions.booking import Named, book
from events.actions.confirming import confirm_address
from events.models import Booking, Event, Pool

NONE_FOLLOWS = "There is no event to book instead at the moment."


def book_again(booking: Booking, *, at: dt.datetime) -> Booking:
    """As many seats at the event that follows, for the same people: confirmed, or waiting where it is full.

    Pressed twice it is one booking. What somebody needs and eats was for the event it was said for, so it stays there.
    """
    event = booking.event.followed_by
    pool = online_pool(event) if event else None
    if event is None or pool is None:
        raise Refused(NONE_FOLLOWS)
    # Whoever has cancelled there can join again: that press is another one.
    over = Booking.objects.filter(event=event, email=booking.email).exclude(status__in=LIVE).count()
    party = booking.attendees.order_by("position").values_list("name", "email")
    made = book(
        pool,
        name=booking.name,
        email=booking.email,
        phone=booking.phone,
        organisation_name=booking.organisation_name,
        attendees=[Named(name, address) for name, address in party],
        request_key=uuid.uuid5(booking.uuid, f"{event.uuid} {over}"),
        at=at,
    )
    if made.address_confirmed_at is None:
        # The link came in a letter to this address.
        confirm_address(made, by=booking.booker, at=at)
    return made


def online_pool(event: Event) -> Pool | None:
    """Its seats online; None where it is in a room alone."""
    return Pool.objects.filter(event=event, mode=Pool.Mode.ONLINE).first()


@transaction.atomic
def follow_on(event: Event, following: Event | None, *, by: User) -> Event:
    """Say which online event those may book who do not come to this one; None for no event."""
    event = Event.objects.lock().get(pk=event.pk)
    event.followed_by = following
    with audit.acting(by=by):
        event.save(update_fields=["followed_by"])
    return event
