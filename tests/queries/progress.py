"""The pages of how somebody who takes part gets on."""

import datetime as dt

from django.utils import timezone

from participation.change import SMALLEST
from participation.models import Moment
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.participation import (
    AttendanceFactory,
    NextStepFactory,
    SessionFactory,
    SessionFeedbackFactory,
    SurveyFactory,
    TimetableFactory,
)
from tests.queries.growing import manager_of
from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    enrolment = EnrolmentFactory()
    over = CohortFactory(starts_on=timezone.localdate() - dt.timedelta(days=400))
    answers({"over": over}, SMALLEST)
    took_part = EnrolmentFactory(cohort=over, signed_at=timezone.now() - dt.timedelta(days=400))
    TimetableFactory(cohort=over)
    session = SessionFactory(cohort=over, over=True)
    return {
        "took part": took_part,
        "took": took_part.person,
        "session": session,
        "enrolment": enrolment,
        "own": enrolment.person,
        "over": over,
        "manager": manager_of(over.programme),
    }


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


def sessions(scene: Scene, number: int) -> None:
    """Over, with what people said, and who was there."""
    for _ in range(number):
        given = SessionFeedbackFactory(session__cohort=scene["over"], comment="The examples helped.")
        AttendanceFactory(session=given.session, enrolment__cohort=scene["over"])
        AttendanceFactory(session=given.session, enrolment=scene["took part"])


def comments(scene: Scene, number: int) -> None:
    for _ in range(number):
        SessionFeedbackFactory(session=scene["session"], comment="The examples helped.")


def session(scene: Scene) -> list[object]:
    return [*cohort(scene), scene["session"].uuid]


LISTS: list[Listed] = [
    Listed("participation:roadmap_detail", "own", steps, own),
    Listed("participation:cohort_surveys", "manager", answers, cohort),
    Listed("participation:feedback_list", "manager", sessions, cohort),
    Listed("participation:feedback_detail", "manager", comments, session),
    Listed("participation:cohort_completion", "manager", sessions, cohort),
    Listed("participation:my_progress", "took", sessions, cohort),
]
