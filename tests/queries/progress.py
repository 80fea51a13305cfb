"""The pages of how somebody who takes part gets on."""

import datetime as dt

from django.utils import timezone

from participation.change import SMALLEST
from participation.models import Moment
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.participation import NextStepFactory, SurveyFactory
from tests.queries.growing import manager_of
from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    enrolment = EnrolmentFactory()
    over = CohortFactory(starts_on=timezone.localdate() - dt.timedelta(days=400))
    answers({"over": over}, SMALLEST)
    return {"enrolment": enrolment, "own": enrolment.person, "over": over, "manager": manager_of(over.programme)}


def own(scene: Scene) -> list[str]:
    cohort = scene["enrolment"].cohort
    return [cohort.programme.slug, cohort.slug]


def steps(scene: Scene, number: int) -> None:
    for n in range(number):
        NextStepFactory(enrolment=scene["enrolment"], done_at=timezone.now() if n % 2 else None)


def answers(scene: Scene, number: int) -> None:
    for _ in range(number):
        given = SurveyFactory(enrolment__cohort=scene["over"])
        SurveyFactory(enrolment=given.enrolment, moment=Moment.END)


def cohort(scene: Scene) -> list[str]:
    return [scene["over"].programme.slug, scene["over"].slug]


LISTS: list[Listed] = [
    Listed("participation:roadmap_detail", "own", steps, own),
    Listed("participation:cohort_surveys", "manager", answers, cohort),
]
