"""The staff around them, and what they have left to do."""

from django.utils import timezone

from accounts.models import Role
from cohorts.actions import make_manager
from cohorts.holders import make_holder
from cohorts.rubrics import start_rubric
from tests.browser.world.place import World
from tests.factories.accounts import AdministratorFactory, InvitationFactory, ProgrammeManagerFactory
from tests.factories.notifications import MessageFactory
from tests.factories.returners import EqualityTotalsFactory


def add(world: World) -> None:
    EqualityTotalsFactory(programme=world.programme)
    people = world.people
    people["manager"] = ProgrammeManagerFactory(name="Grace Okafor", email="manager@example.org")
    people["other-manager"] = ProgrammeManagerFactory(name="Someone Else", email="other@example.org")
    people["administrator"] = AdministratorFactory(name="Tom Whitfield", email="administrator@example.org")
    people["new-staff"] = ProgrammeManagerFactory(name="Nia New", email="new-staff@example.org", second_factor=False)
    people["officer"] = ProgrammeManagerFactory(
        name="Olive Grant", email="officer@example.org", role=Role.EVENTS_OFFICER
    )
    make_manager(world.programme, person=people["manager"], by=people["administrator"])
    InvitationFactory(invited_by=people["administrator"], token="the-token", email="invited@example.org")
    start_rubric(world.programme, at=timezone.now(), by=people["manager"])
    people["reviewer"] = ProgrammeManagerFactory(name="Rosa Reader", email="reviewer@example.org", role=Role.REVIEWER)
    make_holder(world.programme, role=Role.REVIEWER, person=people["reviewer"], by=people["manager"])
    InvitationFactory(
        invited_by=people["manager"],
        token="the-reading-token",
        email="reading@example.org",
        role=Role.REVIEWER,
        scope=world.programme.uuid,
        scope_name=world.programme.name,
    )
    MessageFactory(status="failed", error="550 5.1.1 No such user here", to="nobody@example.org")
