"""The people around a programme: those who apply to it, and its staff."""

from types import SimpleNamespace

from cohorts.actions import make_manager
from tests.factories.accounts import AdministratorFactory, ProgrammeManagerFactory, UserFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.notifications import MessageFactory
from tests.factories.selection import ReviewerFactory
from tests.permissions.table import About, Around


def build() -> SimpleNamespace:
    """A programme with its people, and another one with its manager."""
    cohort, other = CohortFactory(), CohortFactory()
    manager, foreign = ProgrammeManagerFactory(), ProgrammeManagerFactory()
    MessageFactory(status="failed", error="No such mailbox")
    roles = [make_manager(one.programme, person=person) for one, person in ((cohort, manager), (other, foreign))]
    people = {
        "own": UserFactory(),
        "other": UserFactory(),
        "manager": manager,
        "foreign": foreign,
        "administrator": AdministratorFactory(),
        "reviewer": ReviewerFactory(programme=cohort.programme).person,
    }
    return SimpleNamespace(cohort=cohort, programme=cohort.programme, other=other, people=people, roles=roles)


A_PROGRAMME = Around(
    title="Programmes and applications",
    columns={
        "anonymous": "somebody who is not signed in",
        "own": "the returner whose application it is",
        "other": "another returner",
        "manager": "a manager of the programme it belongs to",
        "foreign": "a manager of another programme",
        "administrator": "an administrator, who manages no programme",
        "reviewer": "somebody who reads applications to the programme, and holds no other role",
    },
    build=build,
)

ABOUT: About = {
    "": lambda world: {},
    "programme": lambda world: {"slug": world.programme.slug},
    "private": lambda world: {"slug": CohortFactory(programme__is_public=False).programme.slug},
    "cohort": lambda world: {"programme_slug": world.programme.slug, "slug": world.cohort.slug},
    "person": lambda world: {"uuid": world.people["own"].uuid},
}
