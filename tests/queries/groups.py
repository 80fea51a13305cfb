"""The pages of small groups."""

from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.participation import GroupFactory, GroupMemberFactory
from tests.queries.growing import manager_of
from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    group = GroupFactory(cohort=CohortFactory())
    own = GroupMemberFactory(group=group, sharing=True)
    return {"group": group, "own": own.enrolment.person, "former": manager_of(group.cohort.programme)}


def of_cohort(scene: Scene) -> list[str]:
    cohort = scene["group"].cohort
    return [cohort.programme.slug, cohort.slug]


def members(scene: Scene, number: int) -> None:
    for n in range(number):
        GroupMemberFactory(group=scene["group"], sharing=True)
        if n % 10 == 9:
            GroupMemberFactory(group=GroupFactory(cohort=scene["group"].cohort), untold=True)


def untold(scene: Scene, number: int) -> None:
    for _ in range(number):
        GroupMemberFactory(group=scene["group"], untold=True)


def without(scene: Scene, number: int) -> None:
    for n in range(number):
        EnrolmentFactory(cohort=scene["group"].cohort, availability=["tue-school"] if n % 2 else [])


LISTS: list[Listed] = [
    Listed("participation:group_list", "former", members, of_cohort),
    Listed("participation:group_list", "former", without, of_cohort),
    Listed("participation:group_propose", "former", without, of_cohort),
    Listed("participation:group_tell", "former", untold, of_cohort),
    Listed("participation:group_detail", "own", members, of_cohort),
]
