"""The Recruitment and Inclusion Training: a run that is over, with people who finished it, and one to book."""

import datetime as dt
import random
import uuid

from accounts.models import User
from cohorts.models import Programme
from core.calendar import uk_instant
from demo.employers import Employer
from demo.events import Guests, day, fill
from events import actions
from events.actions import arranging, arriving
from events.models import Event, Module, Pool, Series

NAME = "Recruitment and Inclusion Training"
SUMMARY = "Four short online sessions on finding, recruiting and keeping people who come back after a career break."
ABOUT = """It is free, and made for people who recruit or lead teams in technology and engineering.

Each session takes 90 minutes, with examples to take away. Who has been to all four gets a certificate."""
MODULES = [
    ("Why returners", "Who they are, what they bring, and what keeps them out."),
    ("Recruiting after a break", "Adverts, CVs with a gap, and interviews that are fair to somebody out of practice."),
    ("The first hundred days", "Onboarding, a buddy, flexible hours, and what managers can do."),
    ("A programme of your own", "Supported hiring or a returnship: plan, budget, sponsors, and how to measure it."),
]
# Weeks from today on which each run begins; a module a week.
PAST_RUN, NEXT_RUN = -10, 3


def add_training(
    programme: Programme, officer: User, employers: list[Employer], chance: random.Random, at: dt.datetime
) -> Series:
    made = at - dt.timedelta(weeks=16)
    series = arranging.add_series(
        programme, name="Recruitment and Inclusion Training", summary=SUMMARY, about=ABOUT, by=officer
    )
    modules = [arranging.add_module(series, name=name, about=about, by=officer) for name, about in MODULES]
    series = arranging.change_series(series, is_public=True, by=officer)
    for week, module in enumerate(modules):
        session = add_session(programme, officer, module, day(at, 7 * (PAST_RUN + week)), opened=made)
        attend(session, employers, officer, chance, misses=week % 2 == 1)
    for week, module in enumerate(modules):
        session = add_session(
            programme, officer, module, day(at, 7 * (NEXT_RUN + week)), opened=at - dt.timedelta(days=20)
        )
        if week < 2:
            fill(session, employers, Guests(5, first=12, most=1), chance, until=at)
    return series


def add_session(programme: Programme, officer: User, module: Module, on: dt.date, *, opened: dt.datetime) -> Event:
    event = actions.create(
        programme,
        seats={Pool.Mode.ONLINE: 30},
        by=officer,
        at=opened,
        kind=Event.Kind.TRAINING,
        module=module,
        title=f"Training: {module.name}",
        summary=module.about,
        about=ABOUT,
        who_for="People who recruit or lead teams",
        starts_at=uk_instant(on, 10),
        ends_at=uk_instant(on, 11, 30),
        online=True,
        join_link="https://meet.example.org/training",
    )
    return actions.publish(event, by=officer, at=opened)


def attend(session: Event, employers: list[Employer], officer: User, chance: random.Random, *, misses: bool) -> None:
    """The same five people in each session, one of five employers; the last of them misses every other one."""
    pool = session.pools.get()
    for number, employer in enumerate(employers[4:9]):
        name, email = TRAINEES[number]
        booking = actions.book(
            pool,
            name=name,
            email=f"{email}@{employer.domain}",
            attendees=[actions.Named(name, f"{email}@{employer.domain}")],
            organisation_name=employer.name,
            request_key=uuid.UUID(int=chance.getrandbits(128), version=4),
            at=session.made_at + dt.timedelta(days=3 + number),
        )
        actions.confirm_address(booking, at=booking.joined_at + dt.timedelta(hours=1))
        if number < 4 or not misses:
            key = uuid.UUID(int=chance.getrandbits(128), version=4)
            arriving.note_joined(booking.attendees.get(), by=officer, at=session.starts_at, key=key)


TRAINEES = [
    ("Harriet Oakes", "harriet.oakes"),
    ("Kamran Aziz", "kamran.aziz"),
    ("Steffi Lund", "steffi.lund"),
    ("Moira Deane", "moira.deane"),
    ("Paul Tranter", "paul.tranter"),
]
