"""The forms of a mentor who is asked, and of staff who set something by hand or publish."""

from django.test import Client
from django.urls import reverse

from mentoring.models import Pair, Proposal
from tests.conftest import sign_in
from tests.factories.mentoring import MentorFactory, PairFactory, ProposalFactory, RunFactory
from tests.inputs.form import Typed
from tests.mentoring.two import a_mentor, a_returner
from tests.queries.growing import manager_of


def mentor() -> tuple[Client, Pair]:
    """Who is asked about somebody."""
    pair = PairFactory()
    return sign_in(Client(), pair.mentor.person), pair


def run() -> tuple[Client, Proposal]:
    """A manager, and a run that brought two people together."""
    found = RunFactory()
    proposal = ProposalFactory(run=found, enrolment=a_returner(found.cohort), mentor=a_mentor(found.cohort))
    MentorFactory(programme=found.cohort.programme)
    return sign_in(Client(), manager_of(found.cohort.programme)), proposal


SCENES = {"asked mentor": mentor, "matching run": run}

FORMS = {
    "DeclineForm": Typed(
        "asked mentor",
        lambda pair: reverse("mentoring:ask_decline", args=[pair.uuid]),
        {"reason": "time", "words": "I work more now"},
    ),
    "HandForm": Typed(
        "matching run",
        lambda one: reverse("mentoring:proposal_detail", args=[one.run.uuid, one.enrolment.uuid]),
        {"kind": "forbidden"},
    ),
    "PublishForm": Typed(
        "matching run", lambda one: reverse("mentoring:run_publish", args=[one.run.uuid]), {"seen": "0"}
    ),
}
BASES: set[str] = set()
