"""Rounds of ranked cohorts from the cohort that was built to the release."""

from django.utils import timezone

from cohorts.actions import make_manager
from core import jobs
from tests.browser.world.place import World
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import ProgrammeFactory, RubricFactory
from tests.factories.returners import ApplicationFactory
from tests.selection.deciding import BEST, FAIR, GOOD, POOR, ask_for_release, prepared_round, read_round, released_round

MAKERS = {
    "ready to prepare": read_round,
    "not ready to prepare": read_round,
    "prepared decisions": prepared_round,
    "changed since": prepared_round,
    "being released": prepared_round,
    "not released": prepared_round,
    "released": released_round,
}


def add(world: World) -> None:
    now = timezone.now()
    programme = ProgrammeFactory(name="Return to Code", slug="code")
    world.people["releaser"] = ProgrammeManagerFactory(name="Rae Lease", email="releaser@example.org")
    make_manager(programme, person=world.people["releaser"])
    settings = {"cohort__programme": programme, "cohort__rubric": RubricFactory(programme=programme)}
    for state, make in MAKERS.items():
        world.rounds[state] = make(BEST, GOOD, FAIR, POOR, now=now, least_score=40, **settings)
    for state in ("not ready to prepare", "changed since"):
        ApplicationFactory(cohort=world.rounds[state].cohort, assessment=True)
    ask_for_release(world.rounds["being released"], at=now)
    jobs.fail(ask_for_release(world.rounds["not released"], at=now), "A fault stopped the release.")
