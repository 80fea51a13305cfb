"""Ranked cohorts around their round: one to be given out, one that is read, with all that can stand in the way."""

import datetime as dt

from django.utils import timezone

from cohorts.actions import make_manager
from core.calendar import uk_day
from selection.actions import assigning
from selection.models import Review, Reviewer, Round
from tests.browser.world.place import World
from tests.factories.cohorts import CohortFactory, ProgrammeFactory, RubricFactory
from tests.factories.profiles import WorkRoleFactory
from tests.factories.returners import ApplicationFactory
from tests.factories.selection import ReviewerFactory, RoundFactory
from tests.selection.reading import submit

NAMES = ("Rosa Marsh", "Idris Cole", "Wanda Petrova", "Kofi Adjei")


def add(world: World) -> None:
    programme = ProgrammeFactory(name="Back on Track", slug="track")
    rubric = RubricFactory(programme=programme)
    make_manager(programme, person=world.people["manager"])
    for number, name in enumerate(NAMES):
        ReviewerFactory(programme=programme, person__name=name, person__email=f"track{number}@example.org")
    Reviewer.objects.filter(person__name="Kofi Adjei").update(employers=["Acme Software"])
    world.rounds["reading"] = _reading(
        RoundFactory(cohort__programme=programme, cohort__rubric=rubric, cohort__name="Being read"), world
    )
    world.rounds["done"] = RoundFactory(cohort__programme=programme, cohort__rubric=rubric, cohort__name="Prepared")
    Round.objects.filter(pk=world.rounds["done"].pk).update(status="prepared", prepared_at=timezone.now())
    to_open = CohortFactory(
        ranked=True, rubric=rubric, closed=True, programme=programme, name="To give out", slug="to-give-out"
    )
    for state in ("assessment", "assessment", "in_review"):
        ApplicationFactory(cohort=to_open, **{state: True})
    CohortFactory(ranked=True, rubric=rubric, closed=True, programme=programme, name="Empty", slug="empty")
    CohortFactory(ranked=True, rubric=rubric, programme=programme, name="Open", slug="open")


def _reading(round_: Round, world: World) -> Round:
    """One of five withheld from a colleague, two submitted that differ, one late, one that finds no second reader."""
    at = timezone.now()
    for _ in range(5):
        ApplicationFactory(cohort=round_.cohort, assessment=True)
    WorkRoleFactory(application=round_.cohort.applications.first(), employer="Acme Software")
    assigning.fill(round_, at=at)
    differ = round_.candidates.first()
    for review, level in zip(differ.reviews.all(), (4, 1), strict=True):
        submit(review, level, at=at)
    late = Review.objects.to_do().filter(candidate__round=round_).first()
    Review.objects.filter(pk=late.pk).update(due_on=uk_day(at) - dt.timedelta(days=2))
    candidate = round_.candidates.last()
    by = world.people["manager"]
    for reviewer in list(round_.cohort.programme.reviewers.all())[:3]:
        assigning.declare_conflict(candidate, reviewer, why="They have worked together.", by=by, at=at)
    return round_
