"""What an arrival sets off beyond the event itself: milestones of the organisation, training completed."""

import datetime as dt

from django.db import transaction

from events.actions.completing import follow_training
from events.actions.milestones import Step, follow_booking, hold_organisation, keep_milestones
from events.models import Attendee, Booking, Event


@transaction.atomic
def follow_arrival(attendee: Attendee, *, at: dt.datetime) -> None:
    """Somebody has come, or it was undone: in the same transaction, once the row says so."""
    event = attendee.event
    booking = attendee.booking if event.kind == Event.Kind.INSIGHT else None
    if booking and (organisation := hold_organisation(booking)):
        keep_milestones(organisation, event.programme, steps=[Step.ATTENDED])
    follow_training(attendee, at=at)


@transaction.atomic
def follow_organisation(booking: Booking, *, at: dt.datetime) -> None:
    """It is known now which organisation a booking is from: catch up with what its people have done since."""
    follow_booking(booking)
    came = booking.attendees.filter(arrived_at__isnull=False).select_related("event__module__series__programme")
    for attendee in came:
        follow_arrival(attendee, at=at)
