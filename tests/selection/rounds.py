"""Candidates with their reviews, in a line each."""

from collections.abc import Sequence

from selection.models import Candidate, Reviewer, Round
from tests.factories.selection import CandidateFactory, ReviewerFactory, ReviewFactory


def reviewers(round_: Round, number: int) -> list[Reviewer]:
    """The first so many who read for its programme."""
    programme = round_.cohort.programme
    found = list(Reviewer.objects.filter(programme=programme).order_by("pk")[:number])
    return [*found, *(ReviewerFactory(programme=programme) for _ in range(number - len(found)))]


def read(round_: Round, *reviews: Sequence[int] | int, strand: str = "", **more) -> Candidate:
    """A candidate whom the first reviewers have read, with these levels, or with one level on every criterion.

    4 on every criterion is 100 points, 3 is 75, 2 is 50, 1 is 25.
    """
    if strand:
        more["application__strand"] = round_.cohort.programme.strands.get(name=strand)
    candidate = CandidateFactory(round=round_, **more)
    for reviewer, levels in zip(reviewers(round_, len(reviews)), reviews, strict=True):
        each = [levels] * 3 if isinstance(levels, int) else levels
        ReviewFactory(candidate=candidate, reviewer=reviewer, levels=each)
    return candidate
