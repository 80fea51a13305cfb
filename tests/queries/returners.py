"""The pages of applications, of what is told after the decision, and of staff about them."""

import datetime as dt
from typing import Any

import pgtrigger
from django.utils import timezone
from django.utils.http import urlencode

from returners import actions
from returners.models import CalendarChange, CareerBreak, CriterionAnswer, Decision, Step
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory, CriterionFactory
from tests.factories.notifications import MessageFactory
from tests.factories.profiles import KnownSkillFactory, WantedTopicFactory, WorkRoleFactory
from tests.factories.ranked import AssessmentFactory, RankedApplicationFactory, feedback_of
from tests.factories.returners import PhoneDraftFactory, PlaceFactory
from tests.queries import growing
from tests.queries.listed import Args, Listed, Scene
from tests.typed import CALENDAR


def places(scene: Scene, number: int) -> None:
    """Half of them offered, half waiting."""
    pool = scene["cohort"].pools.get()
    pool.capacity += (number + 1) // 2
    pool.save()
    for _ in range(number):
        PlaceFactory(pool=pool, application__cohort=scene["cohort"])


def story(scene: Scene, number: int) -> None:
    """One application with a long history: decisions, steps, breaks, letters."""
    application = scene["application"]
    first, at = application.decisions.first(), timezone.now()
    for n in range(number):
        why = f"Reason {n}"
        person = scene["manager"] if n % 2 else UserFactory()
        Step.objects.create(application=application, what="found eligible", at=at, by=person, why=why)
        MessageFactory(person=application.person)
        CareerBreak.objects.create(application=application, reason="childcare", start=dt.date(2020, 1, 1))
        Decision.objects.create(
            application=application,
            rules=first.rules,
            outcome="met",
            answers=first.answers,
            verdict=first.verdict,
            decided_at=at,
            decided_by=person,
            why=why,
        )


def profile(scene: Scene, number: int) -> None:
    for _ in range(number):
        for factory in (WorkRoleFactory, KnownSkillFactory, WantedTopicFactory):
            factory(application=scene["told"])


def phone_drafts(scene: Scene, number: int) -> None:
    for _ in range(number):
        PhoneDraftFactory(application__cohort=scene["cohort"])


def rubric(scene: Scene, number: int) -> None:
    """More jobs, and more questions, each with an answer and what readers thought of it."""
    for _ in range(number):
        with pgtrigger.ignore("cohorts.Criterion:frozen_at_opening"):
            criterion = CriterionFactory(rubric=scene["writing"].cohort.rubric)
        for one in (scene["writing"], scene["no place"], scene["assessed"], scene["ranked call"]):
            WorkRoleFactory(application=one)
            CriterionAnswer.objects.create(application=one, criterion=criterion, text="What I wrote.")
    assessment = scene["no place"].assessments.get()
    assessment.feedback = feedback_of(scene["no place"])
    assessment.save()


def ranked_phone_drafts(scene: Scene, number: int) -> None:
    for _ in range(number):
        PhoneDraftFactory(application=RankedApplicationFactory(cohort=scene["writing"].cohort))


def calendar_changes(scene: Scene, number: int) -> None:
    for _ in range(number):
        dates = {"starts_on": ["Monday", "Tuesday"]}
        CalendarChange.objects.create(
            cohort=scene["cohort"], dates=dates, made_at=timezone.now(), made_by=UserFactory(), why="The hall"
        )


def application(scene: Scene) -> list[Any]:
    return [scene["application"].uuid]


def told(scene: Scene) -> list[Any]:
    return [scene["told"].uuid]


def help_wanted(scene: Scene) -> list[Any]:
    return [scene["told"].uuid, "help"]


def strand(scene: Scene) -> list[Any]:
    return [scene["draft"].uuid, "strand"]


def cohort(scene: Scene) -> list[Any]:
    return [scene["programme"].slug, scene["cohort"].slug]


def of(name: str) -> Args:
    return lambda scene: [scene[name].uuid]


def scene() -> Scene:
    """With a cohort whose places go by score: one writes, one is assessed, one has no place and asks, one is called."""
    found = growing.scene()
    cohort = CohortFactory(programme=found["programme"], ranked=True)
    writing, assessed = (RankedApplicationFactory(cohort=cohort, **state) for state in ({}, {"assessment": True}))
    called = PhoneDraftFactory(application=RankedApplicationFactory(cohort=cohort)).application
    no_place = AssessmentFactory(application__cohort=cohort).application
    actions.ask_for_review(no_place, at=timezone.now())
    people = {"writer": writing.person, "sorry": no_place.person}
    return {**found, **people, "writing": writing, "assessed": assessed, "no place": no_place, "ranked call": called}


LISTS = [
    Listed("returners:application_tasks", "writer", rubric, of("writing")),
    Listed("returners:application_check", "writer", rubric, of("writing")),
    Listed("returners:work_role_list", "writer", rubric, of("writing")),
    Listed("returners:application_detail", "sorry", rubric, of("no place")),
    Listed("returners:application_review", "manager", rubric, of("assessed")),
    Listed("returners:application_review", "manager", rubric, of("no place")),
    Listed("returners:application_decide_again", "manager", rubric, of("no place")),
    Listed("returners:phone_role_list", "manager", rubric, of("ranked call")),
    Listed("returners:phone_tasks", "manager", rubric, of("ranked call")),
    Listed("returners:phone_list", "manager", ranked_phone_drafts),
    Listed("returners:application_section", "drafting", growing.strands, strand),
    Listed("returners:application_detail", "applicant", story, application),
    Listed("returners:profile_tasks", "confirmed", profile, told),
    Listed("returners:work_role_list", "confirmed", profile, told),
    Listed("returners:skill_choose", "confirmed", profile, told),
    Listed("returners:profile_section", "confirmed", profile, help_wanted),
    Listed("returners:application_list", "manager", growing.applications),
    Listed("returners:application_list", "manager", growing.cohorts),
    Listed("returners:application_export", "manager", growing.cohorts),
    Listed("returners:application_review", "manager", story, application),
    Listed("returners:cohort_list", "manager", growing.cohorts),
    Listed("returners:cohort_list", "manager", growing.programmes),
    Listed("returners:cohort_detail", "manager", places, cohort),
    Listed("returners:cohort_detail", "manager", calendar_changes, cohort),
    Listed("returners:cohort_calendar_check", "manager", places, cohort, query=f"?{urlencode(CALENDAR)}"),
    Listed("returners:phone_list", "manager", phone_drafts),
]
