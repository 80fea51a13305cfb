"""Small groups: formed and told, some not yet; a cohort that nobody has formed groups in."""

import datetime as dt

from django.utils import timezone

from cohorts.actions import make_manager
from core.calendar import uk_instant
from core.regions import Region
from participation.models import Group, GroupMember, GroupPlan
from tests.browser.world.place import World
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory, ProgrammeFactory
from tests.factories.participation import SessionFactory, TimetableFactory

NAMES = [
    *("Amina Hussain", "Bea Long", "Carys Evans", "Dee Okafor", "Ewa Nowak"),
    *("Fay Moss", "Gita Rao", "Hannah Levy", "Ida Berg", "Jo Park"),
]
TIMES = [[], ["mon-school"], ["mon-school", "wed-evening"], ["wed-evening"]]


def add(world: World) -> None:
    programme = ProgrammeFactory(name="Groups Together", slug="groups-together")
    make_manager(programme, person=world.people["manager"])
    for state in ("grouped", "groupless"):
        cohort = CohortFactory(programme=programme, name=f"{state.capitalize()} cohort", slug=state)
        GroupPlan.objects.create(cohort=cohort, least=3, most=4, at_once=1, slots=["mon-school", "wed-evening"])
        for number, name in enumerate(NAMES):
            person = UserFactory(name=name, email=f"{name.split()[0].lower()}@{state}.example.org")
            world.enrolments[f"{state} {number}"] = EnrolmentFactory(
                person=person,
                cohort=cohort,
                strand=programme.strands.order_by("name")[number % 2],
                region=(Region.NORTH_WEST, Region.YORKSHIRE, "")[number % 3],
                availability=TIMES[number] if number < 4 else TIMES[1 + number % 3],
            )
        world.people[state] = world.enrolments[f"{state} 1"].person
    _form(world)


def _form(world: World) -> None:
    cohort = world.enrolments["grouped 0"].cohort
    Group.objects.create(cohort=cohort, number=3, slot="wed-evening")
    first, second = (
        Group.objects.create(cohort=cohort, number=number, slot=slot)
        for number, slot in ((1, "mon-school"), (2, "wed-evening"))
    )
    for number in range(1, 8):
        group = first if number < 5 else second
        GroupMember.objects.create(
            enrolment=world.enrolments[f"grouped {number}"],
            group=group,
            told=group if number < 7 else None,
            is_locked=number == 2,
            shares_email=number in (1, 3),
            phone="+441632960001" if number == 1 else "",
            shared_at=timezone.now() if number in (1, 3) else None,
        )
    begins = cohort.starts_on + dt.timedelta(days=14 - cohort.starts_on.weekday())
    TimetableFactory(cohort=cohort)
    for weeks in range(3):
        starts_at = uk_instant(begins + dt.timedelta(days=7 * weeks), 10)
        SessionFactory(cohort=cohort, group=first, kind="small group", title="Your small group", starts_at=starts_at)
    world.people["quiet member"] = world.enrolments["grouped 2"].person
    GroupPlan.objects.filter(cohort=cohort).update(told_at=timezone.now())
