"""Taking part, and who takes part."""

import datetime as dt

from participation.models import SupportNeeds
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.profiles import ProfileFactory
from tests.queries import growing
from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    enrolment = ProfileFactory().enrolment
    SupportNeeds.objects.create(enrolment=enrolment, text="Captions", changed_at=enrolment.signed_at)
    manager = growing.manager_of(enrolment.cohort.programme)
    return {"part": enrolment, "participant": enrolment.person, "coordinator": manager}


def people(scene: Scene, number: int) -> None:
    for _ in range(number):
        EnrolmentFactory(cohort=scene["part"].cohort)


def rooms(scene: Scene, number: int) -> None:
    """Cohorts to move to."""
    for _ in range(number):
        here = scene["part"].cohort
        CohortFactory(programme=here.programme, starts_on=here.starts_on + dt.timedelta(days=90))


def the_cohort(scene: Scene) -> list[str]:
    cohort = scene["part"].cohort
    return [cohort.programme.slug, cohort.slug]


def the_part(scene: Scene) -> list[str]:
    return [*the_cohort(scene), scene["part"].uuid]


LISTS: list[Listed] = [
    Listed("participation:people_list", "coordinator", people, the_cohort),
    Listed("participation:participant_move", "coordinator", rooms, the_part),
    Listed("participation:enrolment_defer", "participant", rooms, the_cohort),
]
