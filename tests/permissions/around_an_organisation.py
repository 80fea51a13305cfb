"""The people around an organisation and its events: its contacts, and staff."""

from types import SimpleNamespace

from accounts.models import Role
from cohorts.actions import make_manager
from tests.factories.accounts import AdministratorFactory, ProgrammeManagerFactory, UserFactory
from tests.factories.cohorts import CohortFactory
from tests.permissions.table import About, Around


def build() -> SimpleNamespace:
    """A programme and another one, each with its manager, and everybody else who may come by."""
    cohort, other = CohortFactory(), CohortFactory()
    manager, foreign = ProgrammeManagerFactory(), ProgrammeManagerFactory()
    roles = [make_manager(one.programme, person=person) for one, person in ((cohort, manager), (other, foreign))]
    people = {
        "contact": UserFactory(),
        "stranger": UserFactory(),
        "returner": UserFactory(),
        "officer": ProgrammeManagerFactory(role=Role.EVENTS_OFFICER),
        "manager": manager,
        "foreign": foreign,
        "administrator": AdministratorFactory(),
    }
    return SimpleNamespace(cohort=cohort, programme=cohort.programme, other=other, people=people, roles=roles)


AN_ORGANISATION = Around(
    title="Organisations and events",
    columns={
        "anonymous": "somebody who is not signed in",
        "contact": "a contact of the organisation it is about",
        "stranger": "a contact of another organisation",
        "returner": "a returner",
        "officer": "an events officer",
        "manager": "a manager of the programme it belongs to",
        "foreign": "a manager of another programme",
        "administrator": "an administrator, who manages no programme",
    },
    build=build,
)

ABOUT: About = {
    "": lambda world: {},
    "programme": lambda world: {"slug": world.programme.slug},
}
