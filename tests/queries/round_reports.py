"""What a round came to, with more and more people in it."""

from urllib.parse import urlencode

from django.utils import timezone

from returners.models import Assessment
from selection.models import Round
from tests.factories.selection import RoundFactory
from tests.inputs.round_reports import SETTINGS
from tests.queries import growing
from tests.queries.listed import Listed, Scene
from tests.selection.rounds import read


def scene() -> Scene:
    """A round that was released, and who manages it."""
    at = timezone.now()
    round_ = RoundFactory(status=Round.Status.RELEASED, prepared_at=at, released_at=at)
    found = {"round": round_, "manager": growing.manager_of(round_.cohort.programme)}
    people(found, 1)
    return found


def people(scene: Scene, number: int) -> None:
    for n in range(number):
        application = read(scene["round"], n % 5, (n + 1) % 5).application
        Assessment.objects.create(
            application=application, outcome="offered", reason="among best", decided_at=timezone.now()
        )


def the_round(scene: Scene) -> list:
    return [scene["round"].uuid]


LISTS = [
    Listed("selection:round_report", "manager", people, the_round),
    Listed("selection:round_what_if", "manager", people, the_round, query=f"?{urlencode(SETTINGS)}"),
]
