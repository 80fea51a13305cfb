"""Growth: what the pages cost behind a hundred events, and ten thousand, each with a hundred bookings."""

from collections.abc import Iterator
from functools import partial

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from bench import Row
from bench.growth import FIRST, NAMES, PLAIN, measured, multiply
from events.models import Booking, Event
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.events import BookingFactory, EventFactory

# Bookings at one event, and events.
PARTIES, FEW, MANY = 100, 100, 10_000
GOAL = 2.0


def grow_bookings(booking: Booking, *, events: tuple[int, int]) -> None:
    """A hundred parties of one at each of these events."""
    first, last = (events[0] - 1) * PARTIES + 1, events[1] * PARTIES
    number, event = f"{FIRST} + n", f"{FIRST} + (n - 1) / {PARTIES}"
    multiply(
        booking,
        first,
        last,
        id=number,
        uuid="gen_random_uuid()",
        request_key="gen_random_uuid()",
        event_id=event,
        pool_id=event,
        name=NAMES,
        email="'crowd-' || n || '@example.org'",
        position=f"2 + mod(n, {PARTIES})",
        joined_at="t.joined_at - n * interval '7 seconds'",
    )
    attendee = booking.attendees.get()
    multiply(attendee, first, last, id=number, uuid="gen_random_uuid()", event_id=event, booking_id=number, name=NAMES)


def grow_events(event: Event, first: int, last: int) -> None:
    """Copies that start three hours apart, half of them past; the first is a copy of the one that is looked at."""
    number, hours = f"{FIRST} + n - 1", "CASE WHEN mod(n, 2) = 0 THEN -3 ELSE 3 END * (n - 1) * interval '1 hour'"
    moved = {name: f"t.{name} + {hours}" for name in ("starts_at", "ends_at", "booking_closes_at")}
    multiply(event, first, last, id=number, uuid="gen_random_uuid()", slug="t.slug || '-' || n", **moved)
    pool = event.pools.get()
    multiply(pool, first, last, id=number, event_id=number, taken=str(PARTIES), last_position=str(PARTIES + 2))


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def pages(event: Event, officer: Client) -> dict[str, partial]:
    visitor, month = Client(), f"{event.starts_at:%Y-%m}"
    listed, staff = reverse("events:event_list"), reverse("events:staff_event_list")
    door = reverse("events:door", args=[event.uuid])
    return {
        "public list": partial(visitor.get, listed),
        "public list, one city": partial(visitor.get, f"{listed}?city={event.venue.town}"),
        "public list, one month": partial(visitor.get, f"{listed}?month={month}"),
        "event page": partial(visitor.get, reverse("events:event_detail", args=[event.slug])),
        "staff list": partial(officer.get, staff),
        "an event's attendees": partial(officer.get, reverse("events:attendee_list", args=[event.uuid])),
        "check-in search": partial(officer.get, f"{door}?q=maya"),
    }


def queries(call: partial) -> int:
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


@override_settings(STORAGES=PLAIN, ALLOWED_HOSTS=["testserver"])
def measure() -> tuple[dict[str, float], dict[str, float], dict[str, tuple[int, int]]]:
    """Milliseconds of each page behind few events and behind many, and its queries then and now."""
    template = EventFactory(seats=PARTIES + 10, title="Insight Event", slug="insight")
    booking = BookingFactory(event=template)
    officer = sign_in(Client(), ProgrammeManagerFactory(role=Role.EVENTS_OFFICER))
    grow_events(template, 1, FEW)
    grow_bookings(booking, events=(1, FEW))
    analyse()
    watched = pages(Event.objects.get(pk=FIRST), officer)
    few, few_queries = measured(watched), {name: queries(call) for name, call in watched.items()}
    grow_events(template, FEW + 1, MANY)
    grow_bookings(booking, events=(FEW + 1, MANY))
    analyse()
    many = measured(watched)
    return few, many, {name: (few_queries[name], queries(call)) for name, call in watched.items()}


def rows() -> Iterator[Row]:
    few, many, asked = measure()
    for name, milliseconds in many.items():
        ratio, (before, now) = milliseconds / few[name], asked[name]
        yield Row(
            f"{MANY * PARTIES:,} bookings: {name}",
            f"{ratio:.2f}x ({milliseconds:.0f} ms), {now} queries",
            f"<= {GOAL:.0f}x",
            f"{FEW * PARTIES:,}: {few[name]:.0f} ms, {before} queries",
            ratio <= GOAL and now <= before,
        )
