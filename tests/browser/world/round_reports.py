"""A round that was released, large enough for its report to show something, with later rules to try out."""

from django.utils import timezone

from cohorts.actions import make_manager
from core.regions import RegionGroup
from returners.models import Assessment, ReviewRequest
from selection.models import Minimum
from tests.browser.world.place import World
from tests.factories.cohorts import EligibilityRulesFactory
from tests.factories.selection import MoveFactory
from tests.selection.deciding import decided, read_round

LEVELS = [[4, 3, 4], [3, 3, 2], [2, 4, 3], [1, 2, 4], [4, 1, 1], [0, 1, 2]]


def add(world: World) -> None:
    at = timezone.now()
    round_ = read_round(
        *(LEVELS * 4),
        now=at,
        capacity=9,
        strands=["Technology", "Technology", "Engineering"] * 8,
        least_score=30,
        cohort__programme__name="Back to Engineering",
        cohort__name="Winter cohort",
    )
    programme = round_.cohort.programme
    make_manager(programme, person=world.people["manager"])
    EligibilityRulesFactory(programme=programme, version=2, min_break_months=18)
    Minimum.objects.create(round=round_, region_group=RegionGroup.NORTH_EAST_AND_YORKSHIRE, least=3)
    MoveFactory(candidate=round_.candidates.last(), by=world.people["manager"])
    world.rounds["reported"] = decided(round_, at=at)
    for refused in Assessment.objects.filter(application__cohort=round_.cohort, outcome="not offered"):
        ReviewRequest.objects.create(
            assessment=refused, application=refused.application, asked_at=at, answer_by=at, answered_at=at
        )
