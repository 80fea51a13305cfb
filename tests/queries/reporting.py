"""The pages of staff that look through several apps."""

from cohorts.actions import make_manager
from tests.factories.notifications import MessageFactory
from tests.factories.returners import EqualityTotalsFactory
from tests.factories.selection import CandidateFactory
from tests.queries import growing
from tests.queries.listed import Listed, Scene


def totals(scene: Scene, number: int) -> None:
    EqualityTotalsFactory.create_batch(number)


def letters(scene: Scene, number: int) -> None:
    for _ in range(number):
        MessageFactory(status="failed", error="No such mailbox")


def rounds(scene: Scene, number: int) -> None:
    for _ in range(number):
        candidate = CandidateFactory()
        make_manager(candidate.round.cohort.programme, person=scene["manager"])


scene = growing.scene

LISTS = [
    Listed("reporting:search", "manager", growing.applications, sent={"text": "person"}),
    Listed("reporting:inbox", "manager", growing.cohorts),
    Listed("reporting:inbox", "manager", growing.programmes),
    Listed("reporting:inbox", "manager", rounds),
    Listed("reporting:letter_list", "administrator", letters),
    Listed("reporting:equality_list", "administrator", totals),
]
