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


def read_alike(round_: Round, low: Collection[str], chance: random.Random, at: dt.datetime) -> None:
    """The second reader is a little stricter than the first. So who is offered a place does not turn on who reads.

    Those at these addresses are given a 1 throughout.
    """
    seen = set()
    for review in to_do(round_):
        at += HOURS
        email, levels = review.candidate.application.person.email, worths(review.candidate)
        if email in low:
            levels = [1, 1, 1]
        elif review.candidate_id in seen:
            strict_on = len(email) % len(levels)
            levels[strict_on] = max(0, levels[strict_on] - 1)
        seen.add(review.candidate_id)
        read(review, chance, at, levels=levels)


def read_most(round_: Round, chance: random.Random, at: dt.datetime) -> None:
    """Two of three are done. One is flagged, and one is seen so differently that a third person reads it."""
    reviews = to_do(round_)
    apart = [review for review in reviews if review.candidate_id == reviews[0].candidate_id]
    for review, level in zip(apart, (4, 1), strict=True):
        read(review, chance, at + HOURS, levels=[level] * 3)
    rest = [review for review in reviews if review not in apart]
    for number, review in enumerate(rest[: 2 * len(rest) // 3]):
        flags = [Review.Flag.ELIGIBILITY] if number == 1 else []
        read(review, chance, at + (2 + number) * HOURS, flags=flags)


def to_do(round_: Round) -> list[Review]:
    found = (
        Review.objects.to_do()
        .filter(candidate__round=round_)
        .select_related("candidate__round", "candidate__application__person", "reviewer__person")
    )
    return list(found.order_by("pk"))


def read(
    review: Review,
    chance: random.Random,
    at: dt.datetime,
    *,
    levels: list[int] | None = None,
    flags: Collection[str] = (),
) -> None:
    """With these levels, or else as this reviewer sees it."""
    criteria = review.candidate.round.rubric.criteria.all()
    said = {}
    for criterion, given in zip(criteria, levels or as_seen(review, chance), strict=True):
        said[criterion.pk] = Said(given, chance.choice(REASONS[given]))
    note = NOTE if flags else ""
    submit(review, Written(said, flags, note), at=at, by=review.reviewer.person)


def as_seen(review: Review, chance: random.Random) -> list[int]:
    """As good as what was written, and now and then one level beside it."""
    kindness = KINDNESS[review.reviewer_id % len(KINDNESS)]
    return [min(max(worth + kindness + chance.choice([-1, 0, 0, 0, 0, 1]), 0), 4) for worth in worths(review.candidate)]


def worths(candidate: Candidate) -> list[int]:
    """How far what was written goes, on each criterion of the usual rubric: the second reads the roles somebody had."""
    application: Application = candidate.application
    texts = [answer.text for answer in application.criterion_answers.order_by("criterion__position")]
    first, last = (
        next(level for level, known in enumerate(levels) if text in known)
        for text, levels in zip(texts, ANSWERS.values(), strict=True)
    )
    return [first, min(4, application.work_roles.count() + 1), last]
