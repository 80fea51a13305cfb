"""How people feel about going back to work, and what has changed: for one person, and for a cohort without names."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from cohorts.models import Cohort, Enrolment
from core.calendar import end_of_uk_day
from core.charts import ChangeChart, change_chart
from participation.models import Moment, Survey
from participation.models.survey import END_OPEN, LATER_OPEN, MONTHS_LATER
from participation.survey_items import LEAST, MOST, items

# Fewer people than this show nothing: nobody should be recognised in an average.
SMALLEST = 5
Values = Mapping[Moment, Mapping[str, float]]


def own_answers(enrolment: Enrolment) -> dict[Moment, dict[str, int]]:
    """By the moment, in their order."""
    found = dict(Survey.objects.filter(enrolment=enrolment).values_list("moment", "answers"))
    return {moment: found[moment] for moment in Moment if moment in found}


def chart(values: Values, *, title: str, name: str = "change") -> ChangeChart:
    """`values`: at each moment, by the key of the statement. At least one moment."""
    rows = [(item.label, [values[moment].get(item.key) for moment in values]) for item in items().values()]
    said = "; ".join(f"{label}: {', then '.join(_number(value) for value in found)}" for label, found in rows)
    return change_chart(
        rows,
        moments=[moment.label for moment in values],
        least=LEAST,
        most=MOST,
        name=name,
        title=title,
        description=f"{said}.",
    )


def table(values: Values) -> dict[str, list[Any]]:
    """The same figures, as a table shows them."""
    head = ["Statement", *({"text": moment.label, "number": True} for moment in values)]
    rows = [
        [item.statement, *({"text": _number(values[moment].get(item.key)), "number": True} for moment in values)]
        for item in items().values()
    ]
    return {"head": head, "rows": rows}


def _number(value: float | None) -> str:
    return "no answer" if value is None else f"{value:g}"


# -- Of a cohort -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pairs:
    """The averages of those who answered at the start and again: `people` of them."""

    moment: Moment
    people: int
    values: Values


def answered(cohort: Cohort) -> dict[Moment, int]:
    """How many have answered so far, at each moment."""
    rows = Survey.objects.filter(enrolment__cohort=cohort).values("moment").annotate(people=Count("pk"))
    found = {row["moment"]: row["people"] for row in rows.order_by()}
    return {moment: found.get(moment, 0) for moment in Moment}


def shown_from(cohort: Cohort, moment: Moment) -> dt.datetime:
    """Averages are shown once nobody can answer any more: two pages a day apart would tell one person's answers."""
    last = cohort.ends_on + END_OPEN if moment == Moment.END else cohort.ends_on + MONTHS_LATER + LATER_OPEN
    return end_of_uk_day(last)


def pairs(cohort: Cohort, *, at: dt.datetime) -> list[Pairs]:
    """What has changed by the end, and six months later, for those who answered both times."""
    by_moment: dict[str, dict[int, dict[str, int]]] = {moment: {} for moment in Moment}
    for moment, enrolment, answers in Survey.objects.filter(enrolment__cohort=cohort).values_list(
        "moment", "enrolment", "answers"
    ):
        by_moment[moment][enrolment] = answers
    shown: list[Pairs] = []
    seen: list[set[int]] = []
    for moment in (Moment.END, Moment.LATER):
        both = by_moment[Moment.START].keys() & by_moment[moment].keys()
        if at < shown_from(cohort, moment) or not _is_safe(both, seen):
            continue
        seen.append(both)
        values = {
            when: _averages([by_moment[when][enrolment] for enrolment in both]) for when in (Moment.START, moment)
        }
        shown.append(Pairs(moment, len(both), values))
    return shown


def _is_safe(people: set[int], beside: Sequence[set[int]]) -> bool:
    """Enough of them; and nobody, or enough people, in the difference to a group that is shown as well."""
    differences = [group ^ people for group in beside]
    return len(people) >= SMALLEST and all(not one or len(one) >= SMALLEST for one in differences)


def _averages(answers: Sequence[Mapping[str, int]]) -> dict[str, float]:
    found = {key: [given[key] for given in answers if key in given] for key in items()}
    return {key: round(sum(given) / len(given), 1) for key, given in found.items() if len(given) >= SMALLEST}
