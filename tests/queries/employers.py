"""The pages of organisations."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django.utils import timezone

from events.models import Certificate, Trainee
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.employers import (
    ContactFactory,
    JoinRequestFactory,
    OrganisationFactory,
    ReturnerProgrammeFactory,
    SupportMessage,
    SupportRequestFactory,
)
from tests.factories.events import BookingFactory, EventFactory, ModuleFactory
from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    """Enough for every page to have something on it, and somebody to look at each."""
    member = ContactFactory(manages=True)
    thread = SupportRequestFactory(organisation=member.organisation, asked_by=member.person)
    return {
        "organisation": member.organisation,
        "thread": thread,
        "join request": JoinRequestFactory(employer="Cummins"),
        "contact": member.person,
        "officer": ProgrammeManagerFactory(),
    }


def people(scene: Scene, number: int) -> None:
    for _ in range(number):
        for how in ({}, {"asked": True}, {"invited": True}):
            ContactFactory(organisation=scene["organisation"], **how)


def memberships(scene: Scene, number: int) -> None:
    for _ in range(number):
        ContactFactory(person=scene["contact"])


def messages(scene: Scene, number: int) -> None:
    thread = scene["thread"]
    for n in range(number):
        author = ContactFactory().person
        SupportMessage.objects.create(thread=thread, author=author, text="More", at=thread.opened_at, from_team=n % 2)


def threads(scene: Scene, number: int) -> None:
    for _ in range(number):
        SupportRequestFactory(organisation=scene["organisation"], owner=ProgrammeManagerFactory(second_factor=False))


def join_requests(scene: Scene, number: int) -> None:
    for _ in range(number):
        JoinRequestFactory()
        ContactFactory(asked=True)


def likely(scene: Scene, number: int) -> None:
    for n in range(number):
        OrganisationFactory(name=f"Cummins {n}")


def programmes(scene: Scene, number: int) -> None:
    ProgrammeFactory.create_batch(number)


def register(scene: Scene, number: int) -> None:
    ReturnerProgrammeFactory.create_batch(number)


def bookings(scene: Scene, number: int) -> None:
    for _ in range(number):
        BookingFactory(organisation=scene["organisation"], event=EventFactory(), names=["Ada", "Bo"])


def trainees(scene: Scene, number: int) -> None:
    for _ in range(number):
        trainee = Trainee.objects.create(
            series=ModuleFactory().series,
            email=f"{uuid4()}@example.org",
            name="Ada",
            organisation=scene["organisation"],
            last_came_at=timezone.now(),
        )
        Certificate.objects.create(
            trainee=trainee, number=uuid4().hex[:14], completed_on=dt.date(2026, 3, 2), issued_at=timezone.now()
        )


def organisation(scene: Scene) -> list[Any]:
    return [scene["organisation"].uuid]


def thread(scene: Scene) -> list[Any]:
    return [scene["thread"].uuid]


def join_request(scene: Scene) -> list[Any]:
    return [scene["join request"].uuid]


LISTS: list[Listed] = [
    Listed("portal:my_organisation", "contact", memberships),
    Listed("portal:organisation_home", "contact", people, organisation),
    Listed("portal:organisation_home", "contact", threads, organisation),
    Listed("portal:organisation_home", "contact", bookings, organisation),
    Listed("portal:organisation_home", "contact", trainees, organisation),
    Listed("portal:organisation_bookings", "contact", bookings, organisation),
    Listed("employers:contact_list", "contact", people, organisation),
    Listed("employers:contact_list", "officer", people, organisation),
    Listed("employers:join_request_list", "officer", join_requests),
    Listed("employers:join_request_decide", "officer", likely, join_request),
    Listed("employers:support_ask", "contact", programmes, organisation),
    Listed("employers:support_request", "contact", messages, thread),
    Listed("employers:support_answer", "officer", messages, thread),
    Listed("employers:support_list", "officer", threads),
    Listed("employers:support_list", "officer", threads, query="?status=all"),
    Listed("employers:register_list", "officer", register),
]
