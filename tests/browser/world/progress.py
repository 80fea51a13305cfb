"""Somebody who takes part, half-way through, with a roadmap."""

import datetime as dt

from django.utils import timezone

from cohorts.models import Cohort, Enrolment
from participation.models import Moment
from tests.browser.world.place import World
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.participation import (
    AttendanceFactory,
    NextStepFactory,
    ProgrammeCertificateFactory,
    RoadmapFactory,
    SessionFactory,
    SessionFeedbackFactory,
    SurveyFactory,
    TimetableFactory,
)


def add(world: World) -> None:
    today = timezone.localdate()
    cohort = CohortFactory(
        programme=world.programme, name="Running cohort", slug="running", starts_on=today - dt.timedelta(days=40)
    )
    starts = CohortFactory(programme=world.programme, name="New cohort", slug="new", starts_on=today)
    for state, name in {"getting on": "Ines Getting-On", "new": "Nia New", "starting": "Stan Starting"}.items():
        person = UserFactory(name=name, email=f"{name.split()[0].lower()}@example.org")
        world.people[state] = person
        world.enrolments[state] = EnrolmentFactory(person=person, cohort=starts if state == "starting" else cohort)
    enrolment = world.enrolments["getting on"]
    RoadmapFactory(enrolment=enrolment)
    SurveyFactory(enrolment=enrolment)
    SurveyFactory(enrolment=enrolment, moment=Moment.END, better=1)
    over = CohortFactory(
        programme=world.programme, name="Last cohort", slug="last", starts_on=today - dt.timedelta(days=400)
    )
    for n in range(6):
        answered = SurveyFactory(enrolment__cohort=over, worse=n % 2)
        SurveyFactory(enrolment=answered.enrolment, moment=Moment.END, better=n % 3)
        SurveyFactory(enrolment=answered.enrolment, moment=Moment.LATER, better=1)
    sessions(enrolment)
    end(world, cohort=over)
    NextStepFactory(enrolment=enrolment, due_on=today - dt.timedelta(days=3))
    NextStepFactory(enrolment=enrolment, what="Ask Sam to read my CV", due_on=today + dt.timedelta(days=9))
    NextStepFactory(enrolment=enrolment, what="Find two firms near me")
    NextStepFactory(enrolment=enrolment, what="Sign in to the library", done_at=timezone.now())


def sessions(enrolment: Enrolment) -> None:
    """Some were missed, one is to come; of one, people have said what they thought."""
    cohort = enrolment.cohort
    TimetableFactory(cohort=cohort)
    Enrolment.objects.filter(pk=enrolment.pk).update(signed_at=timezone.now() - dt.timedelta(days=90))
    for n, title in enumerate(["Your story", "Your CV", "Interviews", "Values at work"]):
        session = SessionFactory(cohort=cohort, title=title, starts_at=timezone.now() - dt.timedelta(days=7 * n + 2))
        if n < 2:
            AttendanceFactory(session=session, enrolment=enrolment)
    SessionFactory(cohort=cohort, title="Meet employers")
    for n in range(6):
        SessionFeedbackFactory(session=session, useful=5, comment="The examples helped." if n else "")


def end(world: World, *, cohort: Cohort) -> None:
    """One has completed, one can, one lacks a session."""
    person = UserFactory(name="Cora Completed", email="cora@example.org")
    world.people["completed"] = person
    done = EnrolmentFactory(person=person, cohort=cohort, completed=True)
    world.enrolments["completed"] = ProgrammeCertificateFactory(enrolment=done).enrolment
    session = SessionFactory(cohort=cohort, over=True)
    before = timezone.now() - dt.timedelta(days=90)
    for name in ("Enid Enough", "Lara Lacking"):
        enrolment = EnrolmentFactory(cohort=cohort, person__name=name, now=before)
        if name == "Enid Enough":
            AttendanceFactory(session=session, enrolment=enrolment)
