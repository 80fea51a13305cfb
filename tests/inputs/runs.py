"""What a returner would like of a mentor, and what counts in a match."""

from dataclasses import asdict

from django.test import Client
from django.urls import reverse

from cohorts.actions import make_manager
from cohorts.models import Enrolment, Programme
from mentoring.weights import Weights
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import EnrolmentFactory, ProgrammeFactory
from tests.inputs.form import Scene, Typed


def a_part() -> tuple[Client, Enrolment]:
    enrolment = EnrolmentFactory()
    return sign_in(Client(), enrolment.person), enrolment


def weighing() -> tuple[Client, Programme]:
    programme, person = ProgrammeFactory(), ProgrammeManagerFactory()
    make_manager(programme, person=person)
    return sign_in(Client(), person), programme


def own(enrolment: Enrolment) -> str:
    return reverse("mentoring:my_mentor", args=[enrolment.cohort.programme.slug, enrolment.cohort.slug])


def weights(programme: Programme) -> str:
    return reverse("mentoring:weights_change", args=[programme.slug])


WANTS = {
    "wants_mentor": "yes",
    "occupation": "2134",
    "mode": "online",
    "seniority": "3",
    "employers": "Aire Rail",
    "not_with": "Somebody I know",
}
SCENES: dict[str, Scene] = {"a part": a_part, "weighing": weighing}
FORMS: dict[str, Typed] = {
    "WantsForm": Typed("a part", own, WANTS),
    "WeightsForm": Typed(
        "weighing", weights, {name: str(points) for name, points in asdict(Weights(base=1)).items()} | {"seen": "0"}
    ),
}
BASES: set[str] = set()
