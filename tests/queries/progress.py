"""The pages of how somebody who takes part gets on."""

from django.utils import timezone

from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import NextStepFactory
from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    enrolment = EnrolmentFactory()
    return {"enrolment": enrolment, "own": enrolment.person}


def own(scene: Scene) -> list[str]:
    cohort = scene["enrolment"].cohort
    return [cohort.programme.slug, cohort.slug]


def steps(scene: Scene, number: int) -> None:
    for n in range(number):
        NextStepFactory(enrolment=scene["enrolment"], done_at=timezone.now() if n % 2 else None)


LISTS: list[Listed] = [Listed("participation:roadmap_detail", "own", steps, own)]
