"""The ranking of a round: every application still in it, with what its reviews add up to. Read in a few queries.

Scores are whole hundredths of a point, as in `selection.scores`. Nothing of a person comes in but their number, their
strand, their region group and how long they have been out of work: no protected characteristic, no support need.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet

from cohorts.models import Criterion
from core.regions import RegionGroup
from returners.eligibility import Break, reaching_since, whole_months
from returners.models import CareerBreak
from selection import scores
from selection.models import Candidate, Review, Round, Score
from selection.normalising import Normalised, normalise
from selection.scores import FULL_SCORE, Reading, Scored

# Of a criterion, by its key.
Weights = Mapping[int, int]


class Standing(NamedTuple):
    """How one candidate stands. `score` is what decides, raw or adjusted; it and `rank` are None without any review.

    `missing`: reviews still to come, a third one among them where the first two differ too much. `months_out` is None
    where no break reaches the reference date.
    """

    candidate: int
    number: str
    strand: str
    region_group: str
    months_out: int | None
    submitted_at: dt.datetime
    reviews: int
    missing: int
    gap: int
    flags: tuple[str, ...]
    raw: int | None = None
    adjusted: int | None = None
    error: int | None = None
    score: int | None = None
    rank: int | None = None
    tied: bool = False


@dataclass(frozen=True)
class Ranking:
    """Everybody in order of rank, then whoever has no review yet, by number. `uses_adjusted`: what decides."""

    standings: tuple[Standing, ...]
    normalised: Normalised
    uses_adjusted: bool

    @property
    def ranked(self) -> list[Standing]:
        return [standing for standing in self.standings if standing.rank is not None]

    @property
    def unread(self) -> list[Standing]:
        return [standing for standing in self.standings if standing.rank is None]

    @property
    def unfinished(self) -> list[Standing]:
        """Those whose score may still change, because a review is to come."""
        return [standing for standing in self.standings if standing.missing]


def read_ranking(
    round_: Round, *, weights: Weights | None = None, adjusted: bool | None = None, scores_alone: bool = False
) -> Ranking:
    """The ranking as it is now; with other weights, or by the other kind of score, as it would be.

    `scores_alone` leaves out what decides nothing: the flags, and how long somebody has been out of work.
    """
    submitted = Review.objects.filter(candidate__round=round_).submitted()
    candidates = Candidate.objects.filter(round=round_).in_the_running()
    readings = _readings(submitted.filter(candidate__in=candidates), weights or weights_of(round_))
    flags = {} if scores_alone else dict(_flags(submitted))
    normalised = normalise(readings)
    uses_adjusted = round_.use_normalised if adjusted is None else adjusted
    read = scores.by_application(readings)
    out = {} if scores_alone else _months_out(round_)
    standings = [
        Standing(
            *(pk, number, strand or "", RegionGroup.of(region).value, out.get(application), submitted_at),
            len(reviews := [one.score for one in read.get(pk, ())]),
            _missing(reviews, round_),
            scores.gap(reviews),
            tuple(flags.get(pk, ())),
        )
        for pk, number, region, strand, application, submitted_at in candidates.order_by("number").values_list(
            "pk", "number", "region", "application__strand__name", "application", "application__submitted_at"
        )
    ]
    return Ranking(tuple(_ranked(standings, normalised, uses_adjusted)), normalised, uses_adjusted)


def weights_of(round_: Round) -> dict[int, int]:
    return dict(Criterion.objects.filter(rubric=round_.cohort.rubric_id).values_list("pk", "weight"))


def _readings(submitted: QuerySet, weights: Weights) -> list[Reading]:
    """What each complete review came to, in the order in which they came in."""
    levels: dict[tuple[int, int, int], dict[int, int]] = defaultdict(dict)
    rows = Score.objects.filter(review__in=submitted, level__isnull=False)
    rows = rows.order_by("review__submitted_at", "review", "pk")
    for review, candidate, reviewer, criterion, level in rows.values_list(
        "review", "review__candidate", "review__reviewer", "criterion", "level"
    ):
        levels[review, candidate, reviewer][criterion] = level  # type: ignore[assignment]
    return [
        Reading(candidate, reviewer, scores.review_score(given, weights))
        for (_, candidate, reviewer), given in levels.items()
        if given.keys() == weights.keys()
    ]


def _flags(submitted: QuerySet) -> Iterable[tuple[int, list[str]]]:
    """What reviewers raised of each candidate, each flag once."""
    found: dict[int, set[str]] = defaultdict(set)
    for candidate, flags in submitted.exclude(flags=[]).values_list("candidate", "flags"):
        found[candidate].update(flags)
    return ((candidate, sorted(flags)) for candidate, flags in found.items())


def _missing(reviews: list[int], round_: Round) -> int:
    rubric = round_.rubric
    to_come = max(rubric.reviews_each - len(reviews), 0)
    return to_come or int(scores.asks_for_third(reviews, 100 * rubric.gap_limit))


def _months_out(round_: Round) -> dict[int, int]:
    """Since when each applicant has been out of work without a gap, in whole months to the reference date."""
    reference = round_.cohort.reference_date
    breaks: dict[int, list[Break]] = defaultdict(list)
    rows = CareerBreak.objects.filter(application__candidate__round=round_).order_by("pk")
    for application, reason, start, end in rows.values_list("application", "reason", "start", "end"):
        breaks[application].append(Break(reason, start, end))
    since = {application: reaching_since(theirs, reference) for application, theirs in breaks.items()}
    return {application: whole_months(start, reference) for application, start in since.items() if start}


def _ranked(standings: list[Standing], normalised: Normalised, uses_adjusted: bool) -> list[Standing]:
    """An adjusted score stays within the scale: nobody is told of 103 points out of 100."""
    by_key = {}
    for standing in standings:
        if found := normalised.scores.get(standing.candidate):
            adjusted = min(max(found.adjusted, 0), FULL_SCORE)
            score = adjusted if uses_adjusted else found.raw
            by_key[standing.candidate] = standing._replace(
                raw=found.raw, adjusted=adjusted, error=found.error, score=score
            )
    order = scores.ranking(
        Scored(key, standing.score, standing.submitted_at)
        for key, standing in by_key.items()
        if standing.score is not None
    )
    ranked = [by_key[one.key]._replace(rank=one.order, tied=one.tied) for one in order]
    return ranked + [standing for standing in standings if standing.candidate not in by_key]
