"""The pages of managers around the reading of a round."""

from cohorts.actions import make_manager
from selection.models import Review
from tests.factories.cohorts import CohortFactory
from tests.factories.selection import CandidateFactory, ConflictFactory, ReviewerFactory, ReviewFactory, RoundFactory
from tests.queries import growing
from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    """A round that is being read, beside everything else, and who manages it."""
    review = ReviewFactory()
    round_ = review.candidate.round
    manager = growing.manager_of(round_.cohort.programme)
    return {**growing.scene(), "round": round_, "review": review, "manager": manager}


def reviews(scene: Scene, number: int) -> None:
    """Submitted and to read, of as many candidates by as many people."""
    for n in range(number):
        ReviewFactory(candidate=CandidateFactory(round=scene["round"]), levels=[3, 2, 4] if n % 2 else None)


def readers(scene: Scene, number: int) -> None:
    """Who could be given a review."""
    for _ in range(number):
        ReviewerFactory(programme=scene["round"].cohort.programme)


def unread(scene: Scene, number: int) -> None:
    """Whom nobody can read."""
    for _ in range(number):
        CandidateFactory(round=scene["round"])


def conflicts(scene: Scene, number: int) -> None:
    for _ in range(number):
        candidate = CandidateFactory(round=scene["round"])
        reviewer = ReviewerFactory(programme=scene["round"].cohort.programme)
        ConflictFactory(application=candidate.application, reviewer=reviewer)


def rounds(scene: Scene, number: int) -> None:
    """Being read, closed and not closed."""
    for _ in range(number):
        round_ = RoundFactory()
        programme, rubric = round_.cohort.programme, round_.cohort.rubric
        make_manager(programme, person=scene["manager"])
        CohortFactory(programme=programme, ranked=True, rubric=rubric, closed=True)
        CohortFactory(programme=programme, ranked=True, rubric=rubric)


def the_round(scene: Scene) -> list:
    return [scene["round"].uuid]


def the_review(scene: Scene) -> list:
    review: Review = scene["review"]
    return [scene["round"].uuid, review.uuid]


LISTS = [
    Listed("selection:round_list", "manager", rounds),
    Listed("selection:round_detail", "manager", reviews, the_round),
    Listed("selection:round_reviews", "manager", reviews, the_round),
    Listed("selection:round_missing", "manager", unread, the_round),
    Listed("selection:review_reassign", "manager", readers, the_review),
    Listed("selection:review_give", "manager", readers, the_round),
    Listed("selection:conflict_list", "manager", conflicts, the_round),
]
