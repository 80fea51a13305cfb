"""A cohort that is being matched: two runs worked out, one stopped, one under way; and who waits for a mentor."""

from django.utils import timezone

from core import jobs
from core.regions import Region
from core.skills import Skill
from mentoring.actions.running import MATCH, carry_out_run, start_run, stop_run
from mentoring.models import Run
from tests.browser.world.place import World
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.mentoring import HandFactory, MentorFactory, PairFactory, WantsFactory

NAMES = ("Willa Waiting", "Wes Waiting", "Wren Waiting", "Wanda Without")


def add(world: World) -> None:
    cohort = CohortFactory(programme=world.programme, name="Matching cohort", slug="matching")
    CohortFactory(programme=world.programme, name="Unmatched cohort", slug="unmatched")
    topics = list(Skill.objects.topics().in_order()[:3])
    for n, name in enumerate(NAMES):
        person = UserFactory(name=name, email=f"{name.split()[0].lower()}@example.org")
        world.people[name.split()[0].lower()] = person
        enrolment = EnrolmentFactory(person=person, cohort=cohort, availability=["tue-school"], terms="all year")
        world.enrolments[name.split()[0].lower()] = enrolment
        if n:
            wants = WantsFactory(enrolment=enrolment, occupation="2134", occupation_version="2020", seniority=3)
            wants.skills.set(topics[:n])
    mentors = [
        MentorFactory(programme=world.programme, person__name=name, region=Region.YORKSHIRE)
        for name in ("Moira Mentor", "Matt Mentor")
    ]
    mentors[0].skills.set(topics)
    paired = EnrolmentFactory(cohort=cohort, person__name="Petra Paired", person__email="petra@example.org")
    PairFactory(enrolment=paired, mentor=MentorFactory(programme=world.programme), active=True)
    _runs(world, cohort, mentors)


def _runs(world: World, cohort, mentors) -> None:
    manager = world.people["manager"]
    HandFactory(enrolment=world.enrolments["willa"], mentor=mentors[1])
    for _ in range(2):
        start_run(cohort, by=manager, at=timezone.now())
        carry_out_run(jobs.take(MATCH, at=timezone.now()), at=timezone.now())  # type: ignore[arg-type]
        cohort.enrolments.get(person__name="Willa Waiting").mentor_hands.all().delete()
    stop_run(start_run(cohort, by=manager, at=timezone.now()), by=manager)
    start_run(cohort, by=manager, at=timezone.now())
    job = jobs.take(MATCH, at=timezone.now())
    if job:
        jobs.advance(job, 1)


def run(number: int) -> Run:
    return Run.objects.get(cohort__slug="matching", number=number)
