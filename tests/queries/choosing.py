"""The ranking and the cohort builder."""

from tests.factories.selection import MoveFactory, RoundFactory
from tests.queries import growing
from tests.queries.listed import Listed, Scene
from tests.selection.rounds import read


def scene() -> Scene:
    """A round of a ranked cohort, beside everything else, and who manages it."""
    round_ = RoundFactory(cohort__pool__capacity=40)
    candidate = read(round_, 3, 3)
    manager = growing.manager_of(round_.cohort.programme)
    return {**growing.scene(), "round": round_, "candidate": candidate, "chooser": manager}


def candidates(scene: Scene, number: int) -> None:
    for n in range(number):
        read(scene["round"], n % 5, (n + 1) % 5)


def moves(scene: Scene, number: int) -> None:
    for _ in range(number):
        MoveFactory(candidate=read(scene["round"], 2, 2))


def reviews(scene: Scene, number: int) -> None:
    """Of one candidate, whom more and more people have read."""
    have = scene["candidate"].reviews.count()
    scene["candidate"].reviews.all().delete()
    again = read(scene["round"], *([3] * (have + number)))
    again.reviews.update(candidate=scene["candidate"])


def the_round(scene: Scene) -> list:
    return [scene["round"].uuid]


def the_candidate(scene: Scene) -> list:
    return [scene["round"].uuid, scene["candidate"].number]


LISTS = [
    Listed("selection:round_ranking", "chooser", candidates, the_round),
    Listed("selection:round_build", "chooser", moves, the_round),
    Listed("selection:candidate_detail", "chooser", reviews, the_candidate),
]
