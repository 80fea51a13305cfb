"""What is said of one candidate, as the components take it."""

from collections.abc import Iterable, Sequence
from typing import Any

from cohorts.models import Criterion
from core.uktime import uk_date, uk_datetime
from selection import scores as engine
from selection.building import Plan
from selection.models import Review, Round
from selection.normalising import Normalised
from selection.ranking import Standing
from selection.views.ranking_tables import cohort, rank
from selection.words import band, change, number, points

OPEN_REVIEWS = ["Reviewer", "State", "Read by"]
TO_READ = "Not submitted"


def facts(round_: Round, standing: Standing | None, made: Plan | None) -> list[dict[str, Any]]:
    if standing is None:
        return []
    by = "adjusted" if round_.use_normalised else "raw"
    error = f", give or take {points(standing.error)}" if standing.error is not None else ""
    where = cohort(standing, made)
    return [
        {"key": "Rank", "value": f"{rank(standing)}, by {by} score" if standing.rank else rank(standing)},
        {"key": "Raw score", "value": points(standing.raw) or "None yet"},
        {"key": "Adjusted score", "value": f"{points(standing.adjusted)}{error}" if standing.rank else "None yet"},
        {"key": "Reviews apart by", "value": points(standing.gap) if standing.reviews > 1 else "Only one review"},
        {"key": "Strand", "value": standing.strand},
        {"key": "Region group", "value": standing.region_group},
        {"key": "Time out of work", "value": band(standing.months_out)},
        {"key": "Application sent", "value": uk_datetime(standing.submitted_at)},
        *([{"key": "Cohort", "value": where["tag"]}] if isinstance(where, dict) else []),
    ]


def scores_head(reviews: Sequence[Review]) -> list[Any]:
    names = (f"{review.reviewer}{', third' if review.is_third else ''}" for review in reviews)
    return ["Criterion", *({"text": name, "number": True} for name in names)]


def scores(criteria: Sequence[Criterion], reviews: Sequence[Review], normalised: Normalised) -> list[list[Any]]:
    """The levels side by side, then what each review came to and what is taken off it."""
    weights = {criterion.pk: criterion.weight for criterion in criteria}
    levels = [_levels(review) for review in reviews]
    rows = [
        [f"{one} (weight {one.weight})", *(number(f"{given[one.pk]} of {engine.HIGHEST_LEVEL}") for given in levels)]
        for one in criteria
    ]
    totals = [engine.review_score(given, weights) for given in levels]
    taken_off = [normalised.adjustments.get(review.reviewer_id) for review in reviews]
    return [
        *rows,
        ["Score of 100", *(number(points(total)) for total in totals)],
        [
            "Adjustment of the reviewer",
            *(number("None" if one is None or one.amount is None else change(one.amount)) for one in taken_off),
        ],
    ]


def _levels(review: Review) -> dict[int, int]:
    return {score.criterion_id: score.level for score in review.scores.all() if score.level is not None}


def said(criteria: Sequence[Criterion], reviews: Sequence[Review]) -> list[dict[str, Any]]:
    """By criterion: what each reviewer found, with the words of the level."""
    given = [(review, {score.criterion_id: score for score in review.scores.all()}) for review in reviews]
    return [
        {
            "title": criterion.name,
            "rows": [
                {
                    "key": str(review.reviewer),
                    "value": [_level(criterion, found[criterion.pk].level), found[criterion.pk].why],
                }
                for review, found in given
            ],
        }
        for criterion in criteria
        if given
    ]


def _level(criterion: Criterion, level: int | None) -> str:
    return "" if level is None else f"Level {level}: {criterion.levels[level]}"


def told(reviews: Iterable[Review]) -> list[dict[str, Any]]:
    """Flags and notes, which are for the team alone."""
    return [
        {
            "key": str(review.reviewer),
            "value": [*(Review.Flag(flag).label for flag in review.flags), *filter(None, [review.note])],
        }
        for review in reviews
        if review.flags or review.note
    ]


def open_reviews(reviews: Iterable[Review]) -> list[list[Any]]:
    """Those that do not count: not submitted yet, handed back, given to somebody else."""
    return [
        [
            str(review.reviewer),
            TO_READ if review.status == Review.Status.ASSIGNED else review.get_status_display(),
            uk_date(review.due_on) if review.status == Review.Status.ASSIGNED else "",
        ]
        for review in reviews
        if review.status != Review.Status.SUBMITTED
    ]
