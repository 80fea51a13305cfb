"""The Insight Events of 2023, dates shifted: Leeds is over, Liverpool full, Birmingham and the online one open."""

import datetime as dt
import random
import uuid
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from cohorts.models import Programme
from core.calendar import uk_day, uk_instant
from core.regions import Region
from demo.employers import Employer
from demo.feedback import say_what_they_thought
from demo.people import FIRST, LAST
from events import actions
from events.actions import arriving
from events.models import Booking, Event, Pool, Speaker, Supporter, Venue

IN_PERSON, ONLINE = Pool.Mode.IN_PERSON, Pool.Mode.ONLINE
SUMMARY = "What people who took a career break for caring bring to a team, and how employers near you take them on."
ABOUT = """Hear from employers who have run returner programmes, and from people who came back through one.

There is time for your questions, and for tea with others who recruit in technology and engineering.

You leave with a plan for a first step, and with a place on our free training if you want it."""
WHO_FOR = "Employers in technology and engineering in the North of England and the Midlands"
LEEDS = {
    "name": "Kirkgate Rooms (invented)",
    "street": "12 Kirkgate",
    "town": "Leeds",
    "postcode": "LS1 6BY",
    "region": Region.YORKSHIRE,
    "access": "Level from the street. A lift to every floor, and toilets for wheelchair users on each. Hearing loop in"
    " the main room. Leeds station is a ten-minute walk.",
}
LIVERPOOL = {
    "name": "Strand House (invented)",
    "street": "4 The Strand",
    "town": "Liverpool",
    "postcode": "L2 0PP",
    "region": Region.NORTH_WEST,
    "access": "One step at the front, a ramp at the side door: ring and we open it. Hearing loop. James Street station"
    " is five minutes away.",
}
BIRMINGHAM = {
    "name": "Colmore Hall (invented)",
    "street": "31 Colmore Row",
    "town": "Birmingham",
    "postcode": "B3 2BS",
    "region": Region.WEST_MIDLANDS,
    "access": "Level from the street, lift, toilets for wheelchair users, hearing loop. Snow Hill station is across the"
    " road.",
}
SPEAKERS = [
    (
        "Maureen Ashworth",
        "Head of resourcing, Aire Valley Software (invented)",
        "Ran her firm's first returner programme.",
    ),
    ("Padma Iyer", "Engineer, Derwent Rail Design (invented)", "Came back after six years of caring for her father."),
]
NEEDS = [("Step-free way in", "Vegetarian"), ("", "Vegan"), ("Hearing loop", ""), ("", "No nuts"), ("", "Halal")]


@dataclass(frozen=True)
class Guests:
    """How an event fills: so many employers, from the first on, in parties of up to `most`."""

    count: int
    first: int = 0
    most: int = 3


def day(at: dt.datetime, days: int) -> dt.date:
    """That many days from today, or the next working day after it."""
    found = uk_day(at) + dt.timedelta(days=days)
    return found + dt.timedelta(days=7 - found.weekday()) if found.weekday() > 4 else found


def add_events(
    programme: Programme, officer: User, employers: list[Employer], chance: random.Random, at: dt.datetime
) -> dict[str, Event]:
    """By city. Each was published some weeks before its day."""
    online = add_event(programme, officer, day(at, 46), opened=at - dt.timedelta(days=30), seats=200)
    found = {"Online": online}
    for facts, days, seats in ((LEEDS, -20, 60), (LIVERPOOL, 9, 24), (BIRMINGHAM, 16, 40)):
        venue, opened = Venue.objects.create(**facts), at - dt.timedelta(days=48)
        found[venue.town] = add_event(
            programme, officer, day(at, days), opened=opened, seats=seats, venue=venue, followed_by=online
        )
    fill(found["Leeds"], employers, Guests(24), chance, until=found["Leeds"].starts_at)
    fill(found["Liverpool"], employers, Guests(22, first=4), chance, until=at)
    fill(found["Birmingham"], employers, Guests(9, first=2), chance, until=at)
    fill(online, employers, Guests(7, first=15, most=2), chance, until=at)
    hold_leeds(found["Leeds"], officer, chance)
    say_what_they_thought(found["Leeds"], officer, chance)
    return found


def add_event(
    programme: Programme,
    officer: User,
    on: dt.date,
    *,
    opened: dt.datetime,
    seats: int,
    venue: Venue | None = None,
    **fields: Any,
) -> Event:
    event = actions.create(
        programme,
        seats={IN_PERSON if venue else ONLINE: seats},
        by=officer,
        at=opened - dt.timedelta(days=3),
        kind=Event.Kind.INSIGHT,
        title=f"How employers near {venue.town} hire returners" if venue else "How employers hire returners",
        summary=SUMMARY,
        about=ABOUT,
        who_for=WHO_FOR,
        starts_at=uk_instant(on, 10),
        ends_at=uk_instant(on, 12, 30),
        venue=venue,
        online=venue is None,
        join_link="" if venue else "https://meet.example.org/insight-event",
        **fields,
    )
    for position, (name, role, about) in enumerate(SPEAKERS, start=1):
        Speaker.objects.create(event=event, position=position, name=name, role=role, about=about)
    if venue:
        Supporter.objects.create(event=event, position=1, name=f"{venue.town} City Council")
    return actions.publish(event, by=officer, at=opened)


# -- Bookings ----------------------------------------------------------------------------------------------------------


def fill(
    event: Event, employers: list[Employer], guests: Guests, chance: random.Random, *, until: dt.datetime
) -> list[Booking]:
    """Employers book one after the other; most open the link in their letter, so that we know whose address it is."""
    pool, opened = event.pools.get(), event.published_at or event.made_at
    span = (until - opened) / (guests.count + 1)
    made = []
    for number, employer in enumerate(employers[guests.first : guests.first + guests.count], start=1):
        when = opened + span * number
        booking = book(pool, employer, 1 + (number * 7) % guests.most, chance, when)
        if chance.random() < 0.8:
            actions.confirm_address(booking, at=when + dt.timedelta(minutes=20))
        made.append(booking)
    return made


def book(pool: Pool, employer: Employer, size: int, chance: random.Random, at: dt.datetime) -> Booking:
    """A party: who books comes, too; some of the others are still to be named."""
    names = [f"{chance.choice(FIRST.split())} {chance.choice(LAST.split())}" for _ in range(size)]
    if size > 1 and chance.random() < 0.4:
        names[-1] = ""
    access_needs, diet = chance.choice(NEEDS) if chance.random() < 0.35 else ("", "")
    first, _, last = names[0].lower().replace("ó", "o").partition(" ")
    return actions.book(
        pool,
        name=names[0],
        email=f"{first}.{last}@{employer.domain}",
        attendees=[actions.Named(names[0], "", access_needs, diet), *(actions.Named(name) for name in names[1:])],
        organisation_name=employer.name,
        needs_agreed=bool(access_needs or diet),
        request_key=uuid.UUID(int=chance.getrandbits(128), version=4),
        at=at,
    )


# -- The day in Leeds --------------------------------------------------------------------------------------------------


def hold_leeds(event: Event, officer: User, chance: random.Random) -> None:
    """Two cancelled the evening before, some did not come, and one came without a booking."""
    confirmed = list(event.bookings.confirmed().order_by("position"))
    for booking in confirmed[5:7]:
        actions.cancel_booking(booking, at=event.starts_at - dt.timedelta(hours=16))
    arrived = event.starts_at - dt.timedelta(minutes=25)
    for attendee in event.attendees.filter(booking__status="confirmed").order_by("pk"):
        if chance.random() < 0.82:
            arrived += dt.timedelta(seconds=chance.randint(20, 70))
            key = uuid.UUID(int=chance.getrandbits(128), version=4)
            name = attendee.name or f"{chance.choice(FIRST.split())} {chance.choice(LAST.split())}"
            arriving.check_in(attendee, by=officer, at=arrived, key=key, name=name)
    key = uuid.UUID(int=chance.getrandbits(128), version=4)
    arriving.walk_in(
        event, name="Bernard Stott", organisation_name="Millrace Consulting (invented)", by=officer, at=arrived, key=key
    )
