"""What reviewers do: read, give a level and a reason on each criterion, and flag something now and then."""

import datetime as dt
import random
from collections.abc import Collection

from demo.written import ANSWERS, NOTE, REASONS
from returners.models import Application
from selection.actions.reviewing import Said, Written, submit
from selection.models import Candidate, Review, Round

# Some mark a little higher or lower than the others, as people do.
KINDNESS = [0, 0, 1, 0, -1, 0]
HOURS = dt.timedelta(hours=3)


def read_all(round_: Round, chance: random.Random, at: dt.datetime) -> None:
    """Until nothing is left: where two differ too much, a third one reads, too."""
    while reviews := to_do(round_):
        for review in reviews:
            at += HOURS
            read(review, chance, at)


def read_most(round_: Round, chance: random.Random, at: dt.datetime) -> None:
    """Two of three are done. One is flagged, and one is seen so differently that a third person reads it."""
    reviews = to_do(round_)
    apart = [review for review in reviews if review.candidate_id == reviews[0].candidate_id]
    for review, level in zip(apart, (4, 1), strict=True):
        read(review, chance, at + HOURS, level=level)
    rest = [review for review in reviews if review not in apart]
    for number, review in enumerate(rest[: 2 * len(rest) // 3]):
        flags = [Review.Flag.ELIGIBILITY] if number == 1 else []
        read(review, chance, at + (2 + number) * HOURS, flags=flags)


def to_do(round_: Round) -> list[Review]:
    found = (
        Review.objects.to_do().filter(candidate__round=round_).select_related("candidate__round", "reviewer__person")
    )
    return list(found.order_by("pk"))


def read(
    review: Review, chance: random.Random, at: dt.datetime, *, level: int | None = None, flags: Collection[str] = ()
) -> None:
    """As good as what was written, and now and then one level beside it; or of a level that is given."""
    criteria = review.candidate.round.rubric.criteria.all()
    said = {}
    for criterion, worth in zip(criteria, worths(review.candidate), strict=True):
        kindness = KINDNESS[review.reviewer_id % len(KINDNESS)] + chance.choice([-1, 0, 0, 0, 0, 1])
        given = level if level is not None else min(max(worth + kindness, 0), 4)
        said[criterion.pk] = Said(given, chance.choice(REASONS[given]))
    note = NOTE if flags else ""
    submit(review, Written(said, flags, note), at=at, by=review.reviewer.person)


def worths(candidate: Candidate) -> list[int]:
    """How far what was written goes, on each criterion of the usual rubric: the second reads the roles somebody had."""
    application: Application = candidate.application
    texts = [answer.text for answer in application.criterion_answers.order_by("criterion__position")]
    first, last = (
        next(level for level, known in enumerate(levels) if text in known)
        for text, levels in zip(texts, ANSWERS.values(), strict=True)
    )
    return [first, min(4, application.work_roles.count() + 1), last]
