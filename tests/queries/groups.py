"""The pages of small groups."""

import datetime as dt

from django.utils import timezone

from participation.models import Timetable
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.participation import GroupFactory, GroupMemberFactory, SessionFactory
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


def meetings(scene: Scene, number: int) -> None:
    """Of the group, week after week, and of others beside it."""
    group, soon = scene["group"], timezone.now() + dt.timedelta(days=1)
    Timetable.objects.get_or_create(cohort=group.cohort, defaults={"announced_at": soon})
    for n in range(number):
        for one in (group, GroupFactory(cohort=group.cohort)):
            starts_at = soon + dt.timedelta(days=7 * n)
            SessionFactory(cohort=group.cohort, group=one, kind="small group", starts_at=starts_at)


LISTS: list[Listed] = [
    Listed("participation:group_list", "former", members, of_cohort),
    Listed("participation:group_list", "former", without, of_cohort),
    Listed("participation:group_propose", "former", without, of_cohort),
    Listed("participation:group_tell", "former", untold, of_cohort),
    Listed("participation:group_detail", "own", members, of_cohort),
    Listed("participation:group_list", "former", meetings, of_cohort),
]
