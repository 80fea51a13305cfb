"""A programme with enough for every page to have something on it, and what makes pages of several apps longer."""

from django.utils import timezone

from accounts.models import Role, User
from cohorts.actions import make_manager
from cohorts.models import Programme
from core import jobs
from returners import actions
from tests.factories.accounts import ProgrammeManagerFactory, RoleGrantFactory, UserFactory
from tests.factories.cohorts import CohortFactory, StrandFactory
from tests.factories.profiles import ProfileFactory
from tests.factories.returners import ApplicationFactory, PlaceFactory
from tests.queries.listed import Scene


def manager_of(programme: Programme) -> User:
    person = ProgrammeManagerFactory()
    make_manager(programme, person=person)
    return person


def scene() -> Scene:
    """Enough for every page to have something on it, and somebody signed in for each."""
    cohort = CohortFactory(offer_days=1)
    manager = manager_of(cohort.programme)
    applicant = UserFactory()
    application = ApplicationFactory(cohort=cohort, person=applicant, situation="studying")
    actions.submit(application, at=timezone.now())
    administrator = UserFactory()
    both = RoleGrantFactory(user=ProgrammeManagerFactory(), role=Role.ADMINISTRATOR).user
    jobs.start("close-waiting-list", cohort.pools.get(), total=10)
    return {
        "programme": cohort.programme,
        "cohort": cohort,
        "application": application,
        "told": (told := ProfileFactory(told=True).application),
        "confirmed": told.person,
        "draft": (draft := ApplicationFactory(cohort=cohort, person=UserFactory())),
        "drafting": draft.person,
        "manager": manager,
        "applicant": applicant,
        "person": administrator,
        "administrator": both,
    }


def cohorts(scene: Scene, number: int) -> None:
    for _ in range(number):
        cohort = CohortFactory(programme=scene["programme"], offer_days=1)
        PlaceFactory(pool=cohort.pools.get(), application__cohort=cohort)
        ApplicationFactory(cohort=cohort, in_review=True)


def programmes(scene: Scene, number: int) -> None:
    for _ in range(number):
        cohort = CohortFactory()
        programme = cohort.programme
        ApplicationFactory(cohort=cohort, in_review=True)
        for _ in range(2):
            manager_of(programme)
        make_manager(programme, person=scene["manager"])


def strands(scene: Scene, number: int) -> None:
    for n in range(number):
        StrandFactory(programme=scene["programme"])
        CohortFactory(programme=scene["programme"], upcoming=bool(n % 2))


def applications(scene: Scene, number: int) -> None:
    for n in range(number):
        state = ("in_review", "not_eligible", "decided")[n % 3]
        ApplicationFactory(cohort=scene["cohort"], **{state: True})
