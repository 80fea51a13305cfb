"""Matching a cohort, and what counts in it."""

import datetime as dt

from django.utils import timezone

from mentoring.models import Proposal, Unmatched
from mentoring.people import Rule
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.mentoring import HandFactory, MentorFactory, RunFactory, WantsFactory, WeightSetFactory
from tests.queries import growing
from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    """Two runs, of which the second found something else for everybody."""
    before = RunFactory(found_at=timezone.now())
    run = RunFactory(cohort=before.cohort, weight_set=before.weight_set, found_at=timezone.now())
    return {"before": before, "run": run, "cohort": run.cohort, "manager": growing.manager_of(run.cohort.programme)}


def pairs(scene: Scene, number: int) -> None:
    for _ in range(number):
        enrolment = EnrolmentFactory(cohort=scene["cohort"])
        for run in (scene["before"], scene["run"]):
            mentor = MentorFactory(programme=run.cohort.programme)
            Proposal.objects.create(run=run, enrolment=enrolment, mentor=mentor, score=40, words="Same field (30).")
        HandFactory(enrolment=enrolment, mentor=MentorFactory(programme=run.cohort.programme, status="paused"))


def left(scene: Scene, number: int) -> None:
    for _ in range(number):
        mentor = MentorFactory(programme=scene["cohort"].programme)
        enrolment = WantsFactory(enrolment__cohort=scene["cohort"]).enrolment
        words = f"1 mentor would fit ({mentor.uuid})."
        Unmatched.objects.create(run=scene["run"], enrolment=enrolment, rule=Rule.CAPACITY, words=words, change=words)


def runs(scene: Scene, number: int) -> None:
    for n in range(number):
        started_at = timezone.now() - dt.timedelta(hours=n)
        RunFactory(
            cohort=scene["cohort"],
            weight_set=scene["run"].weight_set,
            started_at=started_at,
            found_at=started_at,
            started_by=growing.manager_of(scene["cohort"].programme),
        )


def weights(scene: Scene, number: int) -> None:
    for _ in range(number):
        WeightSetFactory(programme=scene["cohort"].programme, set_by=growing.manager_of(scene["cohort"].programme))


def of_run(scene: Scene) -> list:
    return [scene["run"].uuid]


def of_cohort(scene: Scene) -> list:
    return [scene["cohort"].programme.slug, scene["cohort"].slug]


def of_programme(scene: Scene) -> list:
    return [scene["cohort"].programme.slug]


LISTS = [
    Listed("mentoring:run_detail", "manager", pairs, of_run),
    Listed("mentoring:run_detail", "manager", left, of_run, query="?left=yes"),
    Listed("mentoring:run_changes", "manager", pairs, of_run),
    Listed("mentoring:cohort_mentoring", "manager", runs, of_cohort),
    Listed("mentoring:cohort_mentoring", "manager", left, of_cohort),
    Listed("mentoring:weights_detail", "manager", weights, of_programme),
]
