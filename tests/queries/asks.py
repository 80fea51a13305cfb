"""The questions to mentors, and what became of a run."""

from django.utils import timezone

from mentoring.models import NextAsk
from tests.factories.mentoring import PairFactory, ProposalFactory, RunFactory
from tests.mentoring.two import a_mentor, a_returner
from tests.queries import growing
from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    run = RunFactory(status="published", published_at=timezone.now())
    mentor = a_mentor(run.cohort, capacity=3)
    PairFactory(enrolment=a_returner(run.cohort), mentor=mentor, run=run)
    return {"run": run, "mentor": mentor.person, "manager": growing.manager_of(run.cohort.programme)}


def questions(scene: Scene, number: int) -> None:
    """More who are asked, who wait, and who were passed over."""
    run = scene["run"]
    for _ in range(number):
        PairFactory(enrolment=a_returner(run.cohort), run=run)
        NextAsk.objects.create(enrolment=a_returner(run.cohort), since=timezone.now())
        ProposalFactory(run=run, enrolment=a_returner(run.cohort), skipped="The mentor is having a break.")


def of_cohort(scene: Scene) -> list[str]:
    cohort = scene["run"].cohort
    return [cohort.programme.slug, cohort.slug]


def of_run(scene: Scene) -> list:
    return [scene["run"].uuid]


LISTS = [
    Listed("mentoring:ask_list", "manager", questions, of_cohort),
    Listed("mentoring:run_published", "manager", questions, of_run),
]
