"""Events around `now`, their seats, and parties that booked them."""

import datetime as dt
import uuid

import factory
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from factory.django import DjangoModelFactory

from core import places
from core.materials import new_file_name
from core.regions import Region
from events.models import Attendee, Booking, Event, Material, Module, Pool, Series, Speaker, Supporter, Venue
from tests.documents import pdf
from tests.factories.cohorts import ProgrammeFactory


class VenueFactory(DjangoModelFactory[Venue]):
    class Meta:
        model = Venue

    name = "Platform"
    street = "New Station Street"
    town = "Leeds"
    postcode = "LS1 4JB"
    region = Region.YORKSHIRE
    access = "Step-free from the street. A lift to every floor. Hearing loop in the main room."


class SeriesFactory(DjangoModelFactory[Series]):
    class Meta:
        model = Series

    programme = factory.SubFactory(ProgrammeFactory, is_public=True)
    name = factory.Sequence("Recruitment and Inclusion Training {}".format)
    slug = factory.LazyAttribute(lambda series: slugify(series.name))
    summary = "How to find, recruit and keep people who come back after a break."
    is_public = True


class ModuleFactory(DjangoModelFactory[Module]):
    class Meta:
        model = Module

    series = factory.SubFactory(SeriesFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence("Module {}".format)


class EventFactory(DjangoModelFactory[Event]):
    """A published event in Leeds in 30 days, with 40 seats in the room.

    `online=True` adds as many online; `venue=None, online=True` is online alone; `seats=2` for another number;
    `draft=True`, `past=True`, `cancelled=True` for other states.
    """

    class Meta:
        model = Event
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(status=Event.Status.DRAFT, published_at=None)
        past = factory.Trait(starts_at=factory.LazyAttribute(lambda event: event.made_at - dt.timedelta(days=7)))
        cancelled = factory.Trait(status=Event.Status.CANCELLED, cancelled_why="The venue is closed.")

    programme = factory.SubFactory(ProgrammeFactory, is_public=True)
    title = factory.Sequence("Employer Insight Event {}".format)
    slug = factory.LazyAttribute(lambda event: slugify(event.title))
    summary = "Hear from employers and returners what a career break can bring to your team."
    who_for = "Employers in the Midlands and the North of England"
    made_at = factory.LazyFunction(timezone.now)
    starts_at = factory.LazyAttribute(lambda event: event.made_at + dt.timedelta(days=30))
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + dt.timedelta(hours=3))
    booking_closes_at = factory.SelfAttribute("starts_at")
    venue = factory.SubFactory(VenueFactory)
    online = False
    join_link = factory.LazyAttribute(lambda event: "https://meet.example.org/insight" if event.online else "")
    status = Event.Status.PUBLISHED
    published_at = factory.SelfAttribute("made_at")

    @factory.post_generation
    def seats(self: Event, create: bool, number: int | None, **fields: object) -> None:
        if not create:
            return
        modes = [Pool.Mode.IN_PERSON] * bool(self.venue) + [Pool.Mode.ONLINE] * self.online
        for mode in modes:
            Pool.objects.create(event=self, mode=mode, capacity=40 if number is None else number, **fields)


class MaterialFactory(DjangoModelFactory[Material]):
    """A file; `link="https://…"` instead."""

    class Meta:
        model = Material

    event = factory.SubFactory(EventFactory)
    title = "Slides of the talks"
    link = ""
    file = factory.LazyAttribute(
        lambda material: "" if material.link else default_storage.save(new_file_name(), ContentFile(pdf()))
    )
    name = factory.LazyAttribute(lambda material: "slides.pdf" if material.file else "")
    kind = factory.LazyAttribute(lambda material: "pdf" if material.file else "")
    size = factory.LazyAttribute(lambda material: len(pdf()) if material.file else 0)
    added_at = factory.LazyFunction(timezone.now)


class SpeakerFactory(DjangoModelFactory[Speaker]):
    class Meta:
        model = Speaker

    event = factory.SubFactory(EventFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = "Dr Amara Okoye"
    role = "Head of Engineering, Amey Consulting"
    about = "Came back to work after six years."


class SupporterFactory(DjangoModelFactory[Supporter]):
    class Meta:
        model = Supporter

    event = factory.SubFactory(EventFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = "Cummins"
    website = "https://cummins.example/"


class BookingFactory(DjangoModelFactory[Booking]):
    """A party that has taken its turn: booked, or waiting where it is full. `names=["", "Bo"]` is a party of two.

    `mode="online"` where the event has both; `at` is when they booked.
    """

    class Meta:
        model = Booking

    event = factory.SubFactory(EventFactory)
    mode = ""
    names = ["Ada Booker"]
    name = factory.LazyAttribute(lambda booking: booking.names[0] or "Ada Booker")
    email = factory.Sequence("booker{}@example.org".format)
    organisation_name = "Cummins"
    request_key = factory.LazyFunction(uuid.uuid4)
    at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class, *args, event: Event, mode: str, names: list[str], at: dt.datetime, **fields):
        pools = event.pools.filter(mode=mode) if mode else event.pools.order_by("pk")
        with transaction.atomic():
            booking = model_class(*args, event=event, seats=len(names), **fields)
            pool = pools[0]
            # Nobody books what is called off: this was before.
            pool.event.status = Event.Status.PUBLISHED
            booking = places.claim(pool, booking, at=at)
            Attendee.objects.bulk_create(
                Attendee(event=event, booking=booking, position=n, name=name) for n, name in enumerate(names, start=1)
            )
        return booking
