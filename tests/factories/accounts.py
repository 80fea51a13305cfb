"""People. Everyone's password is PASSWORD and their address is verified; staff have an authenticator app set up."""

import datetime as dt

import factory
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts import second_factor
from accounts.actions import hash_token
from accounts.models import Invitation, Role, RoleGrant, User

PASSWORD = "three random words"


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody with an account and no role: a returner."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def verified(self: User, create: bool, verified: bool | None, **kwargs: object) -> None:
        if create:
            EmailAddress.objects.create(user=self, email=self.email, primary=True, verified=verified is not False)


class ProgrammeManagerFactory(UserFactory):
    """`role` of another kind, `second_factor=False` as wanted."""

    name = factory.Sequence(lambda n: f"Manager {n}")

    @factory.post_generation
    def role(self: User, create: bool, role: str | None, **kwargs: object) -> None:
        if create:
            RoleGrantFactory(user=self, role=role or Role.PROGRAMME_MANAGER)

    @factory.post_generation
    def second_factor(self: User, create: bool, wanted: bool | None, **kwargs: object) -> None:
        if create and wanted is not False:
            second_factor.enrol(self)


class AdministratorFactory(ProgrammeManagerFactory):
    name = factory.Sequence(lambda n: f"Administrator {n}")

    @factory.post_generation
    def role(self: User, create: bool, role: str | None, **kwargs: object) -> None:
        if create:
            RoleGrantFactory(user=self, role=role or Role.ADMINISTRATOR)


class EventsOfficerFactory(ProgrammeManagerFactory):
    name = factory.Sequence("Officer {}".format)

    @factory.post_generation
    def role(self: User, create: bool, role: str | None, **kwargs: object) -> None:
        if create:
            RoleGrantFactory(user=self, role=role or Role.EVENTS_OFFICER)


class RoleGrantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleGrant

    user = factory.SubFactory(UserFactory)
    role = Role.PROGRAMME_MANAGER


class InvitationFactory(factory.django.DjangoModelFactory):
    """Its link ends in TOKEN, unless given another."""

    class Meta:
        model = Invitation

    class Params:
        token = factory.Sequence(lambda n: f"token{n}")

    email = factory.Sequence(lambda n: f"invited{n}@example.org")
    role = Role.ADMINISTRATOR
    token_hash = factory.LazyAttribute(lambda o: hash_token(o.token))
    invited_by = factory.SubFactory(AdministratorFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=7))
