"""Whom we ask what they thought. Made with the letter that asks, so that the response rate counts nobody else."""

import datetime as dt

from django.db import transaction

from events.models import Attendee, Booking, Event, FeedbackInvite


@transaction.atomic
def invite(
    event: Event, *, email: str, booking: Booking | None = None, attendee: Attendee | None = None, at: dt.datetime
) -> FeedbackInvite:
    """Ask an address what its reader thought: once an event."""
    defaults = {"booking": booking or (attendee and attendee.booking), "attendee": attendee, "made_at": at}
    made, _ = FeedbackInvite.objects.get_or_create(event=event, email=email.lower(), defaults=defaults)
    return made
