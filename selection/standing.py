"""How far the reading of a round has come, and who would read what is missing. Nothing is written here."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from cohorts.models import Rubric
from returners.models import Application
from selection import sharing
from selection.models import Candidate, Review, Reviewer, Round, Score
from selection.scores import asks_for_third, review_score
from selection.sharing import Shared, Wanted

# Hundredths of a point, as `selection.scores` counts.
HUNDREDTHS = 100
# How many read where two differ too much. A rubric that asks for so many anyway asks for nobody else.
WITH_THIRD = 3


class Needs(NamedTuple):
    """How many readers each candidate should have, who asks for a third, and by what numbers they are known."""

    wanted: tuple[Wanted, ...]
    thirds: frozenset[int]
    numbers: dict[Any, str]

    @property
    def missing(self) -> int:
        return sum(max(0, one.reviews - len(one.readers)) for one in self.wanted)

    @property
    def lacking(self) -> list[int]:
        """Those with too few readers."""
        return [one.key for one in self.wanted if one.reviews > len(one.readers)]


def waiting(round_: Round, some: Collection[Candidate] | None = None) -> QuerySet[Candidate]:
    """The candidates who wait to be assessed; of `some` alone, where they are named."""
    rows = Candidate.objects.filter(round=round_, application__status=Application.Status.ASSESSMENT)
    return rows if some is None else rows.filter(pk__in=[candidate.pk for candidate in some])


def needs(round_: Round, candidates: QuerySet[Candidate]) -> Needs:
    """Everybody is read by as many as the rubric says; by a third where the two there are differ too much."""
    rubric = round_.rubric
    readers: dict[int, list[int]] = {}
    submitted: dict[int, list[int]] = {}
    live = Review.objects.live().filter(candidate__in=candidates).order_by("pk")
    for candidate, reviewer, review, status in live.values_list("candidate", "reviewer", "pk", "status"):
        readers.setdefault(candidate, []).append(reviewer)
        if status == Review.Status.SUBMITTED:
            submitted.setdefault(candidate, []).append(review)
    two = {candidate: read for candidate, read in submitted.items() if len(read) == len(readers[candidate]) == 2}
    thirds = _asking_for_third(two, rubric) if rubric.reviews_each < WITH_THIRD else frozenset()
    numbers = dict(candidates.order_by("number").values_list("pk", "number"))
    each = {pk: WITH_THIRD if pk in thirds else rubric.reviews_each for pk in numbers}
    wanted = tuple(Wanted(pk, number, tuple(readers.get(pk, ()))) for pk, number in each.items())
    return Needs(wanted, thirds, numbers)


def _asking_for_third(submitted: dict[int, list[int]], rubric: Rubric) -> frozenset[int]:
    scores = scores_of((review for reviews in submitted.values() for review in reviews), rubric)
    limit = HUNDREDTHS * rubric.gap_limit
    return frozenset(
        candidate
        for candidate, reviews in submitted.items()
        if asks_for_third([scores[review] for review in reviews if review in scores], limit)
    )


def scores_of(reviews: Iterable[int], rubric: Rubric) -> dict[int, int]:
    """What each of these reviews comes to, by pk, in hundredths of a point. One that is not complete is left out."""
    weights = dict(rubric.criteria.values_list("pk", "weight"))
    levels: dict[int, dict[int, int]] = {}
    given = Score.objects.filter(review__in=list(reviews), level__isnull=False)
    for review, criterion, level in given.values_list("review", "criterion", "level"):
        levels.setdefault(review, {})[criterion] = level  # type: ignore[assignment]
    return {review: review_score(said, weights) for review, said in levels.items() if said.keys() == weights.keys()}


class Progress(NamedTuple):
    """Of those who wait to be assessed. `lacking` have too few readers; thirds are asked for where two differ."""

    candidates: int
    lacking: int
    reviews: int
    submitted: int
    late: int
    thirds: int
    flagged: int

    @property
    def is_done(self) -> bool:
        return self.candidates > 0 and not self.lacking and self.submitted == self.reviews


def progress(round_: Round, today: dt.date) -> Progress:
    """In figures. A review that finds no reader, a third one among them, is one to come."""
    candidates = waiting(round_)
    wants = needs(round_, candidates)
    to_do = Q(status=Review.Status.ASSIGNED)
    live = (
        Review.objects.live()
        .filter(candidate__in=candidates)
        .aggregate(
            reviews=Count("pk"),
            submitted=Count("pk", filter=~to_do),
            late=Count("pk", filter=to_do & Q(due_on__lt=today)),
            thirds=Count("pk", filter=to_do & Q(is_third=True)),
            flagged=Count("pk", filter=~to_do & ~Q(flags=[])),
        )
    )
    to_come = {"reviews": live["reviews"] + wants.missing, "lacking": len(wants.lacking)}
    return Progress(candidates=len(wants.wanted), **live | to_come)


class Share(NamedTuple):
    """What one person has in a round."""

    reviewer: Reviewer
    is_in_role: bool
    reviews: int
    submitted: int
    late: int


def shares(round_: Round, today: dt.date) -> list[Share]:
    """Everybody who reads for the programme, and whoever has read in this round before they left."""
    to_do = Q(status=Review.Status.ASSIGNED)
    live = Review.objects.live().filter(candidate__round=round_).order_by()
    rows = live.values("reviewer").annotate(
        reviews=Count("pk"),
        submitted=Count("pk", filter=~to_do),
        late=Count("pk", filter=to_do & Q(due_on__lt=today)),
    )
    found = {row.pop("reviewer"): row for row in rows}
    reviewers = Reviewer.objects.filter(programme=round_.cohort.programme_id).select_related("person")
    in_role = set(Reviewer.objects.in_role().filter(programme=round_.cohort.programme_id).values_list("pk", flat=True))
    nothing = {"reviews": 0, "submitted": 0, "late": 0}
    return [
        Share(reviewer, reviewer.pk in in_role, **found.get(reviewer.pk, nothing))
        for reviewer in reviewers.order_by("person__name", "pk")
        if reviewer.pk in in_role or reviewer.pk in found
    ]


def is_uneven(rows: Iterable[Share]) -> bool:
    """Whether somebody has at least two more than somebody else who could read, and has not submitted everything."""
    here = [share for share in rows if share.is_in_role and not share.reviewer.is_away]
    least = min((share.reviews for share in here), default=0)
    return any(share.reviews >= least + 2 and share.submitted < share.reviews for share in here)


# -- Sharing out -----------------------------------------------------------------------------------------------------


def foresee(round_: Round) -> tuple[Needs, Shared]:
    """What those who are candidates already need, and what would be given to whom."""
    candidates = waiting(round_)
    wants = needs(round_, candidates)
    return wants, plan(round_, candidates, wants)


def plan(round_: Round, candidates: QuerySet[Candidate], wants: Needs) -> Shared:
    """Who reads what is missing. What was taken away from somebody comes back only where nobody else can read it."""
    if not wants.missing:
        return Shared((), {}, ())
    reviewers = _reviewers(round_)
    never, had = _must_not(reviewers, candidates), _had(candidates)
    shared = sharing.share(wants.wanted, list(reviewers.values()), never | had)
    if not shared.unmet or not had:
        return shared
    rest = sharing.share(
        _with_pairs(wants.wanted, shared.pairs),
        [one._replace(load=shared.loads[one.key]) for one in reviewers.values()],
        never,
    )
    return Shared((*shared.pairs, *rest.pairs), rest.loads, rest.unmet)


class Evened(NamedTuple):
    """What would be more even: reviews to take away, by pk, pairs of candidate and reviewer to give out, and thirds."""

    taken: list[int]
    pairs: list[tuple[int, int]]
    thirds: frozenset[int]


def evened(round_: Round) -> Evened:
    """Some of what nobody has begun with whoever has fewer. It never goes back to somebody it was taken away from."""
    candidates, reviewers = waiting(round_), _reviewers(round_)
    wants, untouched = needs(round_, candidates), list(_untouched(candidates, reviewers))
    movable = {(review.candidate_id, review.reviewer_id): review for review in untouched}
    theirs = Counter(reviewer for _, reviewer in movable)
    shared = sharing.share(
        [
            one._replace(readers=tuple(reader for reader in one.readers if (one.key, reader) not in movable))
            for one in wants.wanted
        ],
        [one._replace(load=one.load - theirs[one.key]) for one in reviewers.values()],
        _must_not(reviewers, candidates) | _had(candidates),
        list(movable),
    )
    now = set(shared.pairs)
    taken = [review for pair, review in movable.items() if pair not in now]
    return Evened(
        [review.pk for review in taken],
        [pair for pair in shared.pairs if pair not in movable],
        wants.thirds | {review.candidate_id for review in taken if review.is_third},
    )


def _untouched(candidates: QuerySet[Candidate], reviewers: Collection[int]) -> QuerySet[Review]:
    """To be read by one of these, with nothing written yet."""
    rows = Review.objects.to_do().with_started().filter(candidate__in=candidates, reviewer__in=reviewers)
    return rows.filter(is_started=False, flags=[], note="").order_by("pk")


def _with_pairs(wanted: Iterable[Wanted], pairs: Iterable[tuple]) -> list[Wanted]:
    new: dict[object, tuple] = {}
    for candidate, reviewer in pairs:
        new[candidate] = (*new.get(candidate, ()), reviewer)
    return [one._replace(readers=(*one.readers, *new.get(one.key, ()))) for one in wanted]


def _reviewers(round_: Round) -> dict[int, sharing.Reviewer]:
    """Who can be given something, with what they have in this round."""
    loads = loads_in(round_)
    active = Reviewer.objects.active().filter(programme=round_.cohort.programme_id).order_by("pk")
    return {pk: sharing.Reviewer(pk, loads[pk], most) for pk, most in active.values_list("pk", "most")}


def loads_in(round_: Round) -> Counter[int]:
    """How many reviews each reviewer has in a round, submitted or not."""
    return Counter(Review.objects.live().filter(candidate__round=round_).values_list("reviewer", flat=True))


def _must_not(reviewers: Collection[int], candidates: QuerySet[Candidate]) -> set[tuple[int, int]]:
    """Pairs of candidate and reviewer that stand in conflict, and everybody's own application."""
    # From the candidates on, through as few tables as it takes: right after many rows are written, PostgreSQL knows
    # nothing of how many there are, and multiplies tables.
    found = candidates.order_by()
    conflicts = found.filter(application__conflicts__reviewer__in=reviewers)
    own = found.filter(application__person__reviewing__in=reviewers)
    pairs = conflicts.values_list("pk", "application__conflicts__reviewer")
    return set(pairs.union(own.values_list("pk", "application__person__reviewing")))


def _had(candidates: QuerySet[Candidate]) -> set[tuple[int, int]]:
    taken = Review.objects.filter(status=Review.Status.TAKEN_AWAY, candidate__in=candidates)
    return set(taken.values_list("candidate", "reviewer"))
