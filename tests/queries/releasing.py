"""The decisions that wait for the release, and their letters."""

from typing import Any

from django.utils import timezone

from selection.actions.preparing import go_back, prepare
from tests.queries import growing
from tests.queries.listed import Listed, Scene
from tests.selection.deciding import BEST, GOOD, enter, prepared_round


def scene() -> Scene:
    found = growing.scene()
    return found | {"prepared": prepared_round(BEST, GOOD, now=timezone.now(), cohort__programme=found["programme"])}


def pending(scene: Scene, number: int) -> None:
    """Prepared anew with more of them."""
    round_, manager = scene["prepared"], scene["manager"]
    go_back(round_, by=manager)
    enter(round_, *[GOOD] * number)
    prepare(round_, by=manager, at=timezone.now())


def prepared(scene: Scene) -> list[Any]:
    return [scene["prepared"].uuid]


LISTS: list[Listed] = [
    Listed("selection:round_decisions", "manager", pending, prepared),
    Listed("selection:round_letters", "manager", pending, prepared),
]
