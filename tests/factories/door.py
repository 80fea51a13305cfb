"""The door of an event: who helps there, and who has come."""

import datetime as dt
import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from events.models import Attendee, DayLink, Event
from tests.factories.events import EventFactory


def today(**fields) -> Event:
    """An event that begins in an hour."""
    start = timezone.now() + dt.timedelta(hours=1)
    return EventFactory(starts_at=start, **fields)


class DayLinkFactory(DjangoModelFactory[DayLink]):
    class Meta:
        model = DayLink

    event = factory.LazyFunction(today)
    name = "Sam"
    made_at = factory.LazyFunction(timezone.now)


class WalkInFactory(DjangoModelFactory[Attendee]):
    """Somebody who came without a booking."""

    class Meta:
        model = Attendee

    event = factory.LazyFunction(today)
    uuid = factory.LazyFunction(uuid.uuid4)
    name = "Wendy Walker"
    organisation_name = "FDM Group"
    arrived_at = factory.LazyFunction(timezone.now)
    walked_in = True
