"""Organisations and the people at them."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from employers.models import Contact, Domain, Organisation
from tests.factories.accounts import UserFactory


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


class ContactFactory(DjangoModelFactory[Contact]):
    """A member of an organisation, with an account; `manages=True` may confirm colleagues. `known=True`: no account."""

    class Meta:
        model = Contact

    class Params:
        known = factory.Trait(person=None, status=Contact.Status.KNOWN, joined_at=None)

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(UserFactory)
    name = factory.LazyAttribute(lambda contact: contact.person.name if contact.person else "Somebody")
    email = factory.LazyAttributeSequence(
        lambda contact, n: contact.person.email if contact.person else f"contact{n}@example.org"
    )
    status = Contact.Status.MEMBER
    added_at = factory.LazyFunction(timezone.now)
    joined_at = factory.SelfAttribute("added_at")
