"""Runs and what they found, as the components take it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from cohorts.models import Enrolment
from core.charts import BarChart, bar_chart
from core.uktime import uk_datetime
from core.words import number_of
from mentoring.models import Mentor, Proposal, Run, Unmatched
from mentoring.naming import by_name, names_in
from mentoring.results import Pairs, Range

COLOURS = {
    Run.Status.SEARCHING: "blue",
    Run.Status.FOUND: "green",
    Run.Status.STOPPED: "grey",
    Run.Status.PUBLISHED: "purple",
}
STRANDS: list[Any] = [
    "Strand",
    {"text": "Waiting", "number": True},
    {"text": "Mentors", "number": True},
    {"text": "Places", "number": True},
]
RUNS: list[Any] = ["Run", "Started", "By", "How it stands", {"text": "Matched", "number": True}]
PAIRS: list[Any] = ["Returner", "Mentor", {"text": "Score", "number": True}, "Why"]
UNMATCHED: list[Any] = ["Returner", "What stood in the way", "The smallest change"]
CHANGED: list[Any] = ["Returner", "Before", "Now"]
RANGES: list[Any] = ["Score", {"text": "Pairs", "number": True}]


def strands(mentees: Iterable[Enrolment], mentors: Iterable[Any]) -> list[list[Any]]:
    """A row for each strand in which anybody waits or mentors."""
    names: dict[str, list[int]] = {}
    for one in mentees:
        names.setdefault(one.strand.name, [0, 0, 0])[0] += 1
    for mentor in mentors:
        row = names.setdefault(mentor.strand.name, [0, 0, 0])
        free = max(0, mentor.capacity - mentor.live)
        row[1] += bool(free)
        row[2] += free
    return [[name, *({"text": str(count), "number": True} for count in row)] for name, row in sorted(names.items())]


def runs(rows: Iterable[Any]) -> list[list[Any]]:
    """Of runs with `matched` and `left`."""
    return [
        [
            {"text": f"Run {run.number}", "url": reverse("mentoring:run_detail", args=[run.uuid])},
            uk_datetime(run.started_at),
            str(run.started_by or "Somebody who has left"),
            {"tag": run.get_status_display(), "colour": COLOURS[run.status]},
            {"text": f"{run.matched} of {run.matched + run.left}" if run.found_at else "", "number": True},
        ]
        for run in rows
    ]


def pairs(proposals: Iterable[Proposal]) -> list[list[Any]]:
    return [
        [
            {
                "text": str(one.enrolment.person),
                "url": reverse("mentoring:proposal_detail", args=[one.run.uuid, one.enrolment.uuid]),
                "about": f"and {one.mentor}",
            },
            {"text": f"{one.mentor}{' (kept together by hand)' if one.was_locked else ''}"},
            {"text": str(one.score), "number": True},
            one.words,
        ]
        for one in proposals
    ]


def unmatched(rows: list[Unmatched]) -> list[list[Any]]:
    names = names_in(text for one in rows for text in (one.words, one.change))
    return [[_choose(one), by_name(one.words, names), by_name(one.change, names)] for one in rows]


def _choose(one: Unmatched) -> dict[str, str]:
    """Every mentor there is, with what stands in the way of each."""
    url = reverse("mentoring:match_list", args=[one.enrolment.uuid])
    return {"text": str(one.enrolment.person), "url": url, "about": "and every mentor"}


def changed(keys: Iterable[int], before: Pairs, now: Pairs, people: Mapping[int, str]) -> list[list[Any]]:
    """`people`: names of returners, by key of the enrolment."""
    named = {key for pairs in (before, now) for key in pairs.values() if key}
    mentors = dict(Mentor.objects.filter(pk__in=named).values_list("pk", "person__name"))
    rows = ((people[key], *(mentors.get(pairs.get(key) or 0, "Nobody") for pairs in (before, now))) for key in keys)
    return [list(row) for row in sorted(rows)]


def chart(ranges: list[Range]) -> BarChart:
    said = "; ".join(f"{one.label}: {one.pairs}" for one in ranges)
    return bar_chart(
        [(f"Score {one.label}", one.pairs, number_of(one.pairs, "pair")) for one in ranges],
        most=max(one.pairs for one in ranges),
        name="scores",
        title="How many pairs have which score",
        description=f"{said}.",
    )


def figures(ranges: list[Range]) -> list[list[Any]]:
    return [[one.label, {"text": str(one.pairs), "number": True}] for one in ranges]
