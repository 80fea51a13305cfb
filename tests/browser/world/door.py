"""An event on its day: some are here, some are expected, somebody has no seat, and a helper has a link."""

import datetime as dt
from uuid import uuid4

from django.utils import timezone

from core.places import Status
from events.actions import arriving, helping
from events.models import Attendee, Event
from tests.browser.world.place import World
from tests.factories.events import BookingFactory, EventFactory, MaterialFactory

STARTS_IN = dt.timedelta(hours=1)


def add(world: World) -> None:
    now = timezone.now()
    officer = world.people["officer"]
    event = EventFactory(
        programme=world.programme,
        title="Employer Insight Event at the door",
        slug="at-the-door",
        starts_at=now + STARTS_IN,
        online=True,
        seats=6,
    )
    world.events["today"] = event
    world.day_links = {name: helping.make_day_link(event, name=name, by=officer, at=now) for name in ("Sam", "Gone")}
    helping.take_back(world.day_links["Gone"], by=officer, at=now)
    later = EventFactory(programme=world.programme, title="Employer Insight Event later", slug="later-on")
    world.day_links["Early"] = helping.make_day_link(later, name="Early", by=officer, at=now)
    _book(event)
    here = Attendee.objects.get(event=event, name="Priya Sharma")
    arriving.check_in(here, by=officer, at=now, key=uuid4())
    online = EventFactory(
        programme=world.programme, slug="online-today", starts_at=now + STARTS_IN, venue=None, online=True
    )
    world.bookings["joining"] = BookingFactory(event=online, names=["Ada Booker", "Bo Marsh"])
    world.attendees = {"expected": Attendee.objects.get(event=event, name="Ada Booker"), "here": here}
    MaterialFactory(event=event)


def _book(event: Event) -> None:
    for names, mode, organisation in (
        (["Ada Booker", ""], "in person", "Cummins"),
        (["Priya Sharma"], "in person", "Amey Consulting"),
        (["Zoë O’Brien"], "online", "FDM Group"),
    ):
        BookingFactory(event=event, names=names, mode=mode, organisation_name=organisation)
    gone = BookingFactory(event=event, names=["Wanda Novak"], mode="in person")
    type(gone).objects.filter(pk=gone.pk).update(status=Status.CANCELLED, closed_at=event.made_at)
    Attendee.objects.filter(name="Ada Booker").update(access_needs="A hearing loop", diet="Vegetarian")
