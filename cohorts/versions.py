"""The versions of a programme's rules, and of its rubric, as a page shows them: in words, with what each changed."""

import datetime as dt
from typing import Any

from cohorts.models import Criterion, EligibilityRules, Programme, Rubric
from core.words import number_of

Words = dict[str, str]


def rules_by_version(programme: Programme, at: dt.datetime) -> list[dict[str, Any]]:
    """The newest first: its words, who made it, the cohorts that use it, and what is new in it."""
    versions = list(programme.rules.select_related("made_by").prefetch_related("cohorts").order_by("version"))
    said: list[dict[str, Any]] = []
    before: Words = {}
    for rules in versions:
        words = in_words(rules)
        said.append(
            {
                "rules": rules,
                "rows": [{"key": key, "value": value} for key, value in words.items()],
                "cohorts": sorted(rules.cohorts.all(), key=lambda cohort: cohort.opens_at),
                "is_frozen": any(cohort.opens_at <= at for cohort in rules.cohorts.all()),
                "new": [
                    f"{key}: {value} (it was {before[key]})"
                    for key, value in words.items()
                    if before and before[key] != value
                ],
            }
        )
        before = words
    return said[::-1]


def in_words(rules: EligibilityRules) -> Words:
    return {
        "Lives in": rules.region_names,
        "Caring breaks of": f"{number_of(rules.min_break_months, 'month')} or more",
        "Has worked in": rules.field_names,
    }


def rubric_by_version(programme: Programme, at: dt.datetime) -> list[dict[str, Any]]:
    """The same for its rubric, with the criteria of each version."""
    versions = programme.rubrics.select_related("made_by").prefetch_related("cohorts", "criteria").order_by("version")
    said: list[dict[str, Any]] = []
    before: Rubric | None = None
    for rubric in versions:
        said.append(
            {
                "rubric": rubric,
                "criteria": in_rows(rubric),
                "cohorts": sorted(rubric.cohorts.all(), key=lambda cohort: cohort.opens_at),
                "is_frozen": any(cohort.opens_at <= at for cohort in rubric.cohorts.all()),
                "new": _new_in(rubric, before) if before else [],
            }
        )
        before = rubric
    return said[::-1]


def in_rows(rubric: Rubric) -> list[dict[str, Any]]:
    """Each criterion with what a page says of it, its share of the whole score among that."""
    criteria = list(rubric.criteria.all())
    whole = sum(criterion.weight for criterion in criteria)
    return [
        {
            "criterion": criterion,
            "share": (share := round(100 * criterion.weight / whole)),
            "rows": _criterion_rows(criterion, share),
            "levels": list(enumerate(criterion.levels)),
        }
        for criterion in criteria
    ]


def _criterion_rows(criterion: Criterion, share: int) -> list[dict[str, str]]:
    return [
        {"key": "Weight", "value": f"{criterion.weight}, which is {share}% of the score"},
        {"key": "Reviewers look for", "value": criterion.about},
        {"key": "Applicants are asked", "value": criterion.question or "Nothing more than their jobs and courses"},
    ]


# What of a criterion may change beside its weight, as a page says it.
WORDS_OF = {"about": "what reviewers look for", "question": "what applicants are asked", "levels": "its levels"}


def _new_in(rubric: Rubric, before: Rubric) -> list[str]:
    """What this version changed."""
    new = []
    if rubric.reviews_each != before.reviews_each:
        new.append(f"{number_of(rubric.reviews_each, 'review')} each (it was {before.reviews_each})")
    if rubric.gap_limit != before.gap_limit:
        new.append(f"Scores may differ by {number_of(rubric.gap_limit, 'point')} (it was {before.gap_limit})")
    earlier = {criterion.name: criterion for criterion in before.criteria.all()}
    for criterion in rubric.criteria.all():
        new.extend(_new_of(criterion, earlier.pop(criterion.name, None)))
    return [*new, *(f"Removed: {name}" for name in earlier), *_new_order(rubric, before)]


def _new_order(rubric: Rubric, before: Rubric) -> list[str]:
    """Said where what both have stands in another order."""
    names, earlier = ([criterion.name for criterion in one.criteria.all()] for one in (rubric, before))
    is_other = [name for name in names if name in earlier] != [name for name in earlier if name in names]
    return [f"Another order: {', '.join(names)}"] if is_other else []


def _new_of(criterion: Criterion, before: Criterion | None) -> list[str]:
    if before is None:
        return [f"Added: {criterion}"]
    weight = [f"{criterion}: weight {criterion.weight} (it was {before.weight})"]
    words = [
        f"{criterion}: {said}" for name, said in WORDS_OF.items() if getattr(criterion, name) != getattr(before, name)
    ]
    return (weight if criterion.weight != before.weight else []) + words
