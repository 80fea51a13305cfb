"""Organisations and the people at them."""

import datetime as dt
import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.regions import Region
from employers.models import (
    Contact,
    Domain,
    JoinRequest,
    Organisation,
    ReturnerProgramme,
    Site,
    SupportMessage,
    SupportRequest,
)
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import ProgrammeFactory


class OrganisationFactory(DjangoModelFactory[Organisation]):
    """`domain="cummins.example"` gives it a mail domain."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    name = factory.Sequence("Organisation {}".format)
    added_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def domain(self: Organisation, create: bool, name: str | None, **kwargs: object) -> None:
        if create and name:
            Domain.objects.create(organisation=self, name=name)


class SiteFactory(DjangoModelFactory[Site]):
    class Meta:
        model = Site

    organisation = factory.SubFactory(OrganisationFactory)
    town = "Leeds"
    postcode = factory.Sequence("LS{} 4AP".format)
    region = Region.YORKSHIRE


class ContactFactory(DjangoModelFactory[Contact]):
    """A member of an organisation, with an account; `manages=True` may confirm colleagues.

    `known=True`: no account; `invited=True`: by a letter, no account yet; `asked=True`: waits for a colleague's yes.
    """

    class Meta:
        model = Contact

    class Params:
        known = factory.Trait(person=None, status=Contact.Status.KNOWN, joined_at=None)
        invited = factory.Trait(
            person=None,
            status=Contact.Status.INVITED,
            joined_at=None,
            link=factory.LazyFunction(uuid.uuid4),
            invited_at=factory.SelfAttribute("added_at"),
            invited_by=factory.SubFactory(UserFactory),
        )
        asked = factory.Trait(status=Contact.Status.ASKED, joined_at=None, asked_at=factory.SelfAttribute("added_at"))

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(UserFactory)
    name = factory.LazyAttribute(lambda contact: contact.person.name if contact.person else "Somebody")
    email = factory.LazyAttributeSequence(
        lambda contact, n: contact.person.email if contact.person else f"contact{n}@example.org"
    )
    status = Contact.Status.MEMBER
    added_at = factory.LazyFunction(timezone.now)
    joined_at = factory.SelfAttribute("added_at")


class JoinRequestFactory(DjangoModelFactory[JoinRequest]):
    """Somebody whose address says nothing of where they work."""

    class Meta:
        model = JoinRequest

    person = factory.SubFactory(UserFactory)
    employer = factory.Sequence("Employer {}".format)
    asked_at = factory.LazyFunction(timezone.now)


class SupportRequestFactory(DjangoModelFactory[SupportRequest]):
    """A question that waits for the team. `answered=True`, `closed=True`: how it went on. With its first message."""

    class Meta:
        model = SupportRequest
        skip_postgeneration_save = True

    class Params:
        answered = factory.Trait(
            status=SupportRequest.Status.ANSWERED, due_at=None, answered_at=factory.SelfAttribute("opened_at")
        )
        closed = factory.Trait(
            status=SupportRequest.Status.CLOSED, due_at=None, closed_at=factory.SelfAttribute("opened_at")
        )

    organisation = factory.SubFactory(OrganisationFactory)
    programme = factory.SubFactory(ProgrammeFactory)
    subject = factory.Sequence("Question {}".format)
    asked_by = factory.SubFactory(UserFactory)
    opened_at = factory.LazyFunction(timezone.now)
    changed_at = factory.SelfAttribute("opened_at")
    due_at = factory.LazyAttribute(lambda thread: thread.opened_at + dt.timedelta(days=2))

    @factory.post_generation
    def text(self: SupportRequest, create: bool, text: str | None, **kwargs: object) -> None:
        if create:
            SupportMessage.objects.create(
                thread=self, author=self.asked_by, text=text or "How do we begin?", at=self.opened_at
            )


class ReturnerProgrammeFactory(DjangoModelFactory[ReturnerProgramme]):
    class Meta:
        model = ReturnerProgramme

    employer = factory.Sequence("Employer {}".format)
    kind = ReturnerProgramme.Kind.RETURNSHIP
    regions = factory.LazyFunction(lambda: [Region.NORTH_WEST])
    first_year = 2019
    source = "Their website"
    seen_on = dt.date(2026, 3, 2)
    added_at = factory.LazyFunction(timezone.now)
