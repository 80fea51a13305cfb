"""The pages that bring several apps together for one person."""

from core import audit
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.participation import SessionFactory, TimetableFactory
from tests.factories.profiles import ProfileFactory, WorkRoleFactory
from tests.factories.returners import PlaceFactory
from tests.queries import growing
from tests.queries.listed import Listed, Scene


def of_their_own(scene: Scene, number: int) -> None:
    for _ in range(number):
        cohort = CohortFactory()
        CohortFactory()
        PlaceFactory(pool=cohort.pools.get(), application__cohort=cohort, application__person=scene["person"])


def told(scene: Scene, number: int) -> None:
    """One person with that many places, of which each is asked about."""
    for _ in range(number):
        WorkRoleFactory(application=ProfileFactory(application__person=scene["confirmed"]).application)


def parts(scene: Scene, number: int) -> None:
    """So many cohorts they take part in, each with a timetable."""
    for _ in range(number):
        cohort = TimetableFactory(cohort=CohortFactory()).cohort
        EnrolmentFactory(person=scene["confirmed"], cohort=cohort)
        SessionFactory.create_batch(3, cohort=cohort)


def looks(scene: Scene, number: int) -> None:
    for _ in range(number):
        audit.looked(UserFactory(), scene["application"], why="A reason")


scene = growing.scene

LISTS = [
    Listed("portal:home", "person", growing.cohorts),
    Listed("portal:home", "person", growing.programmes),
    Listed("portal:my_home", "person", of_their_own),
    Listed("portal:my_home", "confirmed", told),
    Listed("portal:my_home", "confirmed", parts),
    Listed("portal:trail_list", "administrator", looks),
    Listed("portal:trail_list", "manager", looks),
    Listed("portal:my_trail", "applicant", looks),
]
