"""The forms of how somebody who takes part gets on."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from cohorts.models import Enrolment, Programme
from participation.models import Attendance, NextStep
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import EnrolmentFactory, ProgrammeFactory
from tests.factories.participation import AttendanceFactory, NextStepFactory, TimetableFactory
from tests.inputs.form import Scene, Typed
from tests.typed import ANSWERS, day


def taking_part() -> tuple[Client, Enrolment]:
    enrolment = EnrolmentFactory()
    return sign_in(Client(), enrolment.person), enrolment


def at_the_start() -> tuple[Client, Enrolment]:
    enrolment = EnrolmentFactory(cohort__starts_on=timezone.localdate())
    return sign_in(Client(), enrolment.person), enrolment


def with_a_step() -> tuple[Client, NextStep]:
    step = NextStepFactory()
    return sign_in(Client(), step.enrolment.person), step


def after_a_session() -> tuple[Client, Attendance]:
    cohort = TimetableFactory().cohort
    came = AttendanceFactory(enrolment__cohort=cohort, session__cohort=cohort)
    return sign_in(Client(), came.enrolment.person), came


def keeper() -> tuple[Client, Programme]:
    programme, person = ProgrammeFactory(), ProgrammeManagerFactory()
    make_manager(programme, person=person)
    return sign_in(Client(), person), programme


def own(name: str, *more: str) -> Callable[[Enrolment], str]:
    return lambda enrolment: reverse(
        f"participation:{name}", args=[enrolment.cohort.programme.slug, enrolment.cohort.slug, *more]
    )


def changing(step: NextStep) -> str:
    return own("next_step_change", str(step.uuid))(step.enrolment)


def telling(came: Attendance) -> str:
    return own("session_feedback", str(came.session.uuid))(came.enrolment)


def ruling(programme: Programme) -> str:
    return reverse("participation:completion_rule", args=[programme.slug])


SCENES: dict[str, Scene] = {
    "taking part": taking_part,
    "with a step": with_a_step,
    "at the start": at_the_start,
    "after a session": after_a_session,
    "keeper": keeper,
}

KEY = "6f1d8b1e-2f0a-4c7e-9a51-0d6f0c8f2b77"
STEP = {"what": "Ask Sam to read my CV", **day("due_on", 2091)}
FORMS: dict[str, Typed] = {
    "GoalsForm": Typed("taking part", own("roadmap_change", "goals"), {"text": "To work with water again"}),
    "StrengthsForm": Typed("taking part", own("roadmap_change", "strengths"), {"text": "I stay calm"}),
    "ValuesForm": Typed("taking part", own("roadmap_change", "values"), {"text": "To be trusted"}),
    "NewStepForm": Typed("taking part", own("next_step_add"), {**STEP, "key": KEY}),
    "SurveyForm": Typed("at the start", own("survey_give", "start"), ANSWERS),
    "SessionFeedbackForm": Typed("after a session", telling, {"useful": "4", "comment": "The examples helped."}),
    "CompletionRuleForm": Typed("keeper", ruling, {"percent": "60"}),
    "NextStepForm": Typed("with a step", changing, STEP),
}
BASES = {"OwnWordsForm"}
