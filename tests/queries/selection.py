"""Pages of reviewers and of managers around a round."""

from django.utils import timezone

from cohorts.models import Criterion
from returners.models import CriterionAnswer
from selection.models import Round
from tests.factories.profiles import WorkRoleFactory
from tests.factories.returners import CareerBreakFactory
from tests.factories.selection import CandidateFactory, ReviewerFactory, ReviewFactory, RoundFactory
from tests.queries import growing
from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    """A round that is being read, beside everything else, and somebody who reads."""
    found = growing.scene()
    review = ReviewFactory()
    return {**found, "review": review, "reviewer": review.reviewer.person}


def reviews(scene: Scene, number: int) -> None:
    """To read and submitted."""
    for n in range(number):
        candidate = CandidateFactory(round=scene["review"].candidate.round)
        ReviewFactory(candidate=candidate, reviewer=scene["review"].reviewer, levels=[3, 2, 4] if n % 2 else None)


def rounds(scene: Scene, number: int) -> None:
    """Of further programmes, each with something to read, and over, each with something that was read."""
    now = timezone.now()
    for n in range(number):
        round_ = RoundFactory()
        reader = ReviewerFactory(programme=round_.cohort.programme, person=scene["reviewer"])
        ReviewFactory(candidate=CandidateFactory(round=round_), reviewer=reader, levels=[3, 2, 4])
        if n % 2:
            Round.objects.filter(pk=round_.pk).update(status="released", prepared_at=now, released_at=now)


def told(scene: Scene, number: int) -> None:
    """More of whatever one application may have several of."""
    application = scene["review"].candidate.application
    for _ in range(number):
        WorkRoleFactory(application=application)
        CareerBreakFactory(application=application)
    for criterion in Criterion.objects.filter(rubric__cohorts=application.cohort):
        CriterionAnswer.objects.get_or_create(application=application, criterion=criterion, defaults={"text": "Much."})


def the_review(scene: Scene) -> list:
    return [scene["review"].uuid]


LISTS: list[Listed] = [
    Listed("selection:review_list", "reviewer", reviews),
    Listed("selection:review_list", "reviewer", rounds),
    Listed("selection:review_read", "reviewer", told, the_review),
]
