"""All that employers do with the programme, and a contact of one of them with a sign-in."""

import datetime as dt
import random
import uuid

from accounts.models import User
from cohorts.models import Programme
from core.calendar import uk_day
from core.regions import Region
from demo.applying import person
from demo.employers import EMPLOYERS, PROSPECTS, add_employers
from demo.events import add_events
from demo.training import add_training
from employers import actions
from employers.models import Organisation, ReturnerProgramme
from support import actions as threads

# The sign-in; she has been to the training, too.
CONTACT, CONTACT_NAME = "harriet.oakes@airedale-controls.example", "Harriet Oakes"
CONTACT_AT = "Airedale Controls (invented)"
REGISTER = [
    ("FDM Group", "returnship", [Region.YORKSHIRE, Region.LONDON], 2015),
    ("Quayside Cloud (invented)", "supported hiring", [Region.NORTH_EAST], 2021),
    ("Ribble Aerospace (invented)", "returnship", [Region.NORTH_WEST], 2019),
    ("Derwent Rail Design (invented)", "supported hiring", [Region.EAST_MIDLANDS, Region.WEST_MIDLANDS], 2022),
]


def meet_employers(programme: Programme, officer: User, at: dt.datetime) -> None:
    add_employers(officer, random.Random(30), at)
    contact = add_contact(at - dt.timedelta(weeks=15))
    guests = [employer for employer in EMPLOYERS if employer.name not in PROSPECTS]
    add_training(programme, officer, guests, random.Random(4), at)
    add_events(programme, officer, guests, random.Random(24), at)
    ask(programme, contact, officer, at)
    fill_register(at)


def add_contact(at: dt.datetime) -> User:
    """The first of her organisation to confirm an address there: she manages its page."""
    contact = person(CONTACT_NAME, CONTACT, with_password=True)
    actions.open_by_domain(email=CONTACT, name=CONTACT_NAME, organisation_name=CONTACT_AT, person=contact, at=at)
    return contact


def ask(programme: Programme, contact: User, officer: User, at: dt.datetime) -> None:
    """One question answered, one that waits for somebody to take it."""
    organisation = Organisation.objects.get(name=CONTACT_AT)
    asked = at - dt.timedelta(days=9)
    answered = actions.ask_for_support(
        organisation,
        programme=programme,
        subject="Wording for an advert",
        text="We would like to say that a career break is fine. How do others put it?",
        key=uuid.UUID(int=1, version=4),
        by=contact,
        at=asked,
    )
    threads.assign(answered, owner=officer, by=officer, at=asked + dt.timedelta(hours=3))
    threads.answer(
        answered,
        text="“We welcome people returning after a career break” near the top works well. Do not ask for recent years.",
        by=officer,
        at=asked + dt.timedelta(hours=5),
    )
    actions.ask_for_support(
        organisation,
        programme=programme,
        subject="Part time in the first months",
        text="Two of our managers ask how a returner could begin on three days a week. Can somebody talk to them?",
        key=uuid.UUID(int=2, version=4),
        by=contact,
        at=at - dt.timedelta(hours=20),
    )


def fill_register(at: dt.datetime) -> None:
    for name, kind, regions, since in REGISTER:
        ReturnerProgramme.objects.create(
            employer=name,
            organisation=Organisation.objects.filter(name=name).first(),
            kind=kind,
            regions=regions,
            first_year=since,
            source="Invented for the demonstration",
            seen_on=uk_day(at),
            added_at=at,
        )
