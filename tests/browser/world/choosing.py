"""Ranked cohorts that are being chosen: in the middle of it, without a review, with moves that do not fit, prepared."""

from django.utils import timezone

from cohorts.actions import make_manager
from cohorts.models import Pool
from core.regions import Region, RegionGroup
from selection.models import Minimum, Review, Round
from tests.browser.world.place import World
from tests.factories.cohorts import CohortFactory, ProgrammeFactory, RubricFactory
from tests.factories.returners import PlaceFactory
from tests.factories.selection import CandidateFactory, MoveFactory, RoundFactory
from tests.selection.rounds import read, reviewers


def add(world: World) -> None:
    programme = ProgrammeFactory(name="Skills Again", slug="skills-again")
    make_manager(programme, person=world.people["manager"])
    earlier = CohortFactory(programme=programme, name="Earlier", slug="earlier", closed=True)
    PlaceFactory(pool=earlier.pools.get(), confirmed=True)
    rubric = RubricFactory(programme=programme)
    for state in ("choosing", "unread", "knotted", "prepared"):
        world.rounds[state] = RoundFactory(
            cohort__programme=programme,
            cohort__rubric=rubric,
            cohort__name=f"{state.capitalize()} cohort",
            cohort__pool__capacity=3,
        )
    _choose(world.rounds["choosing"], world)
    CandidateFactory(round=world.rounds["unread"])
    for _ in range(2):
        MoveFactory(candidate=read(world.rounds["knotted"], 3, 3))
    Pool.objects.filter(cohort=world.rounds["knotted"].cohort).update(capacity=1)
    MoveFactory(candidate=read(world.rounds["prepared"], 3, 3))
    Round.objects.filter(pk=world.rounds["prepared"].pk).update(status="prepared", prepared_at=timezone.now())


def _choose(round_: Round, world: World) -> None:
    """Six who were read twice, one once; a flag, two who differ, a minimum that cannot be met, a move."""
    people = [reviewer.person for reviewer in reviewers(round_, 2)]
    for person, name in zip(people, ("Sam Strict", "Kim Kind"), strict=True):
        person.name = name
        person.save(update_fields=["name"])
    shown = read(round_, [3, 4, 2], [4, 4, 3], application__full_name="Amina Hussain", strand="Engineering")
    for strict, kind in ((2, 3), (2, 2), (1, 2), (3, 3)):
        read(round_, strict, kind, region=Region.NORTH_WEST)
    read(round_, 0, 4)
    read(round_, 2)
    MoveFactory(candidate=round_.candidates.last(), by=world.people["manager"])
    Minimum.objects.create(round=round_, strand=shown.application.strand, least=2)
    Minimum.objects.create(round=round_, region_group=RegionGroup.NORTH_WEST, least=1)
    Review.objects.filter(candidate=shown).update(flags=["unclear"], note="The second answer is very short.")
    world.candidate = shown
