"""Organisations and their contacts."""

import datetime as dt

from django.utils import timezone

from core.regions import Region
from support import actions as threads
from tests.browser.world.place import World
from tests.factories.accounts import UserFactory
from tests.factories.employers import (
    ContactFactory,
    JoinRequestFactory,
    OrganisationFactory,
    ReturnerProgrammeFactory,
    SupportRequestFactory,
)


def add(world: World) -> None:
    people, now = world.people, timezone.now()
    cummins = world.organisations["cummins"] = OrganisationFactory(name="Cummins", domain="cummins.example")
    council = world.organisations["council"] = OrganisationFactory(name="A council", kind="council")
    members = {"contact": "Priya Patel", "colleague": "Sam O’Neill", "in-two": "Aziz Rahman"}
    for key, name in members.items():
        people[key] = UserFactory(name=name, email=f"{key}@cummins.example")
        ContactFactory(organisation=cummins, person=people[key], manages=key == "contact", job_title="Engineer")
    ContactFactory(organisation=council, person=people["in-two"], manages=False)
    ContactFactory(organisation=cummins, invited=True, name="Mina Okafor", email="mina@example.org")
    ContactFactory(organisation=cummins, asked=True, person__name="Leila Haddad", job_title="Recruiter")
    ContactFactory(organisation=council, asked=True, person__name="Tomasz Zielinski")
    people["asking"] = JoinRequestFactory(person__name="Ada Lovelace", employer="Cummins").person
    add_questions(world, now)
    for employer, last_year in (("Amey Consulting", None), ("An employer of long ago", 2021)):
        regions = [Region.NORTH_WEST, Region.YORKSHIRE]
        ReturnerProgrammeFactory(employer=employer, first_year=2019, last_year=last_year, regions=regions)


def add_questions(world: World, now: dt.datetime) -> None:
    """One that is late, one that is answered, one that is closed."""
    asked = {"organisation": world.organisations["cummins"], "programme": world.programme}
    asker, officer = world.people["contact"], world.people["officer"]
    SupportRequestFactory(
        **asked, asked_by=asker, subject="How do we write the advert?", opened_at=now - dt.timedelta(days=5)
    )
    answered = SupportRequestFactory(**asked, asked_by=asker, subject="When is the training?")
    threads.answer(answered, text="On Monday.\n\nSee https://example.org/training", by=officer, at=now)
    SupportRequestFactory(**asked, asked_by=asker, subject="Whom do we call?", closed=True)
