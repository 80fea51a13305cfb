"""The pages of staff about people."""

from accounts.models import Role
from tests.factories.accounts import InvitationFactory, ProgrammeManagerFactory, RoleGrantFactory
from tests.queries import growing
from tests.queries.listed import Listed, Scene


def people(scene: Scene, number: int) -> None:
    for _ in range(number):
        RoleGrantFactory(user=ProgrammeManagerFactory(), role=Role.ADMINISTRATOR)
        InvitationFactory()


scene = growing.scene

LISTS = [Listed("accounts:person_list", "administrator", people)]
