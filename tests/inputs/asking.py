"""The forms of asking the team."""

from django.test import Client
from django.urls import reverse

from cohorts.actions import make_manager
from cohorts.models import Enrolment
from participation.models import Question
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import QuestionFactory
from tests.inputs.form import Scene, Typed


def asking() -> tuple[Client, Enrolment]:
    enrolment = EnrolmentFactory()
    return sign_in(Client(), enrolment.person), enrolment


def ask(enrolment: Enrolment) -> str:
    return reverse("participation:question_ask", args=[enrolment.cohort.programme.slug, enrolment.cohort.slug])


def answering() -> tuple[Client, Question]:
    question = QuestionFactory()
    manager = ProgrammeManagerFactory()
    make_manager(question.enrolment.cohort.programme, person=manager)
    return sign_in(Client(), manager), question


SCENES: dict[str, Scene] = {"asking": asking, "answering": answering}

KEY = "7f1d8b1e-2f0a-4c7e-9a51-0d6f0c8f2b77"
FORMS: dict[str, Typed] = {
    "QuestionFilterForm": Typed(
        "answering",
        lambda question: reverse("participation:question_inbox"),
        {"status": "all", "whose": "mine"},
        method="get",
    ),
    "QuestionForm": Typed("asking", ask, {"subject": "The slides", "text": "Where are they?", "key": KEY}),
}
BASES: set[str] = set()
