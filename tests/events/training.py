"""Training that somebody has taken, for the tests that begin after it."""

import datetime as dt
import uuid

from cohorts.models import Programme
from events.actions import arriving
from events.models import Attendee, Certificate, Event, Series
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
