"""An address turns out to be its reader's: from then on the booking belongs to an organisation."""

import datetime as dt
from typing import Any

from django.db import transaction

from accounts.actions import has_verified
from accounts.models import User
from core import audit
from employers.actions import open_by_domain
from events.actions.following import follow_organisation
from events.models import Booking, Event


@transaction.atomic
def confirm_address(booking: Booking, *, by: User | None = None, at: dt.datetime) -> None:
    """Somebody reads what we send to the address of a booking: its organisation opens, if it is there. Once is enough.

    The organisation is held before the booking, as when organisations are merged; and never with a pool.
    """
    event = booking.event
    organisation = open_by_domain(
        email=booking.email,
        name=booking.name,
        organisation_name=booking.organisation_name,
        person=by,
        # Registering for training is a step of its own: see `follow_organisation`.
        programme=None if event.kind == Event.Kind.TRAINING else event.programme,
        at=at,
    )
    fields: dict[str, Any] = {"address_confirmed_at": at, "organisation": booking.organisation or organisation}
    if by and not booking.booker_id and has_verified(by, booking.email):
        fields["booker"] = by
    with audit.acting(by=by):
        is_first = Booking.objects.filter(pk=booking.pk, address_confirmed_at=None).update(**fields)
    booking.refresh_from_db(fields=list(fields))
    if is_first:
        follow_organisation(booking, at=at)
