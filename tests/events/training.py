"""Training that somebody has taken, for the tests that begin after it."""

import datetime as dt
import uuid

from django.utils import timezone

from cohorts.models import Programme
from events.actions import Named, arriving
from events.actions.series_booking import book_series
from events.models import Attendee, Certificate, Event, Series, SeriesBooking
from tests.factories.events import BookingFactory, EventFactory, ModuleFactory, SeriesFactory


def check_in(attendee: Attendee) -> None:
    arriving.check_in(attendee, by=None, at=attendee.event.starts_at, key=uuid.uuid4())


def undo(attendee: Attendee) -> None:
    arriving.undo(attendee, by=None, at=attendee.event.starts_at, key=uuid.uuid4())


def series_of_two(programme: Programme | None = None, **series: object) -> tuple[Event, Event]:
    """A session of each of its two modules, a week apart."""
    made: Series = SeriesFactory(**({"programme": programme} if programme else {}), **series)
    modules = [ModuleFactory(series=made, position=n) for n in (1, 2)]
    first, second = (
        EventFactory(kind=Event.Kind.TRAINING, module=module, programme=made.programme) for module in modules
    )
    second.starts_at, second.ends_at = (at + dt.timedelta(days=7) for at in (second.starts_at, second.ends_at))
    second.booking_closes_at = second.starts_at
    second.save()
    return first, second


def come(event: Event, **booking: object) -> Attendee:
    """Whoever leads a party that has booked is checked in."""
    attendee = BookingFactory(event=event, **booking).attendees.first()
    check_in(attendee)
    return attendee


def complete(sessions: tuple[Event, Event], **booking: object) -> Certificate:
    """Somebody comes to both."""
    booking.setdefault("email", "ada@example.org")
    for event in sessions:
        come(event, **booking)
    return Certificate.objects.get(trainee__email=booking["email"], trainee__series=sessions[0].module.series)


def book_training(sessions: tuple[Event, Event], **given: object) -> SeriesBooking:
    """Both of them in one press, for Ada."""
    values = {"name": "Ada King", "email": "ada@example.org", "attendees": [Named("Ada King")], **given}
    values.setdefault("request_key", uuid.uuid4())
    pools = [event.pools.get() for event in sessions]
    return book_series(sessions[0].module.series, pools, at=timezone.now(), **values)
