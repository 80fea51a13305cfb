"""The forms of the cohort builder."""

from django.test import Client
from django.urls import reverse

from cohorts.actions import make_manager
from selection.models import Candidate
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.selection import RoundFactory
from tests.inputs.form import Typed
from tests.selection.rounds import read


def chooser() -> tuple[Client, Candidate]:
    """A manager, and somebody with a score."""
    candidate = read(RoundFactory(), 3, 3)
    person = ProgrammeManagerFactory()
    make_manager(candidate.round.cohort.programme, person=person)
    return sign_in(Client(), person), candidate


def of_round(name: str):
    return lambda candidate: reverse(f"selection:{name}", args=[candidate.round.uuid])


def move(candidate: Candidate) -> str:
    return reverse("selection:candidate_move", args=[candidate.round.uuid, candidate.number, "out"])


SCENES = {"chooser": chooser}

FORMS = {
    "RankingForm": Typed("chooser", of_round("round_ranking"), {"flag": "any", "order": "gap"}, "get"),
    "SettingsForm": Typed("chooser", of_round("round_settings"), {"use_normalised": "yes", "least_score": "55.5"}),
    "MoveForm": Typed("chooser", move, {"reason": "evidence", "why": "More than the scores show"}),
}
BASES: set[str] = set()
