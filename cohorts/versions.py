"""The versions of a programme's rules as a page shows them: in words, with what each changed."""

import datetime as dt
from typing import Any

from cohorts.models import EligibilityRules, Programme
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
