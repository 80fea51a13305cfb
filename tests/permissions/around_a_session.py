"""The people around a session: those who come to it, whoever leads it, and the staff of its programme."""

from types import SimpleNamespace

from cohorts.actions import make_manager
from tests.factories.accounts import AdministratorFactory, ProgrammeManagerFactory, UserFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory, SessionLeaderFactory
from tests.factories.participation import SessionFactory, TimetableFactory
from tests.factories.selection import ReviewerFactory
from tests.permissions.table import About, Around, Keys


def build() -> SimpleNamespace:
    cohort, other = CohortFactory(), CohortFactory()
    leader = SessionLeaderFactory(programme=cohort.programme).person
    manager, foreign = ProgrammeManagerFactory(), ProgrammeManagerFactory()
    for one, person in ((cohort, manager), (other, foreign)):
        make_manager(one.programme, person=person)
    for one in (cohort, other):
        TimetableFactory(cohort=one)
    own = EnrolmentFactory(cohort=cohort, signed_at="2020-01-01T12:00Z")
    people = {
        "own": own.person,
        "other": EnrolmentFactory(cohort=other).person,
        "nobody": UserFactory(),
        "leader": leader,
        "leads others": SessionLeaderFactory(programme=cohort.programme).person,
        "manager": manager,
        "foreign": foreign,
        "administrator": AdministratorFactory(),
        "reviewer": ReviewerFactory(programme=cohort.programme).person,
    }
    return SimpleNamespace(cohort=cohort, other=other, enrolment=own, people=people)


A_SESSION = Around(
    title="Sessions",
    columns={
        "anonymous": "somebody who is not signed in",
        "own": "a returner who takes part in the cohort",
        "other": "a returner who takes part in a cohort of another programme",
        "nobody": "a returner who takes part in none",
        "leader": "whoever leads the session, and holds no other role",
        "leads others": "somebody who leads other sessions of the programme",
        "manager": "a manager of the programme",
        "foreign": "a manager of another programme",
        "administrator": "an administrator, who manages no programme",
        "reviewer": "somebody who reads applications to the programme",
    },
    build=build,
)


def keys(session, **more: object) -> Keys:
    """All that an address about a session may be made of."""
    cohort = session.cohort
    return {"programme_slug": cohort.programme.slug, "slug": cohort.slug, "uuid": session.uuid, **more}


def over(world: SimpleNamespace):
    return SessionFactory(cohort=world.cohort, leader=world.people["leader"], over=True)


def to_come(world: SimpleNamespace):
    return SessionFactory(cohort=world.cohort, leader=world.people["leader"])


ABOUT: About = {
    "": lambda world: {},
    "over": lambda world: keys(over(world)),
    "to come": lambda world: keys(to_come(world)),
    # Nobody leads it yet.
    "without leader": lambda world: keys(SessionFactory(cohort=world.cohort, over=True)),
    # The cohort is theirs, the session of another one.
    "elsewhere": lambda world: {**keys(over(world)), "uuid": SessionFactory(cohort=world.other, over=True).uuid},
}
