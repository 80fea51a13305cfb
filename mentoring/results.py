"""What a run found, for those who look at it: how the scores lie, and what is different from another run."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mentoring.models import Proposal, Run, Unmatched

# Steps of a scale that people read easily, and how many of them a chart has at most.
WIDTHS = (5, 10, 20, 50, 100, 200, 500)
MOST_BARS = 6

# Keys: of everybody's enrolment and of their mentor, if the run found one.
Pairs = Mapping[int, int | None]


class Range(NamedTuple):
    """How many pairs have a score from `least` to `most`."""

    least: int
    most: int
    pairs: int

    @property
    def label(self) -> str:
        return f"{self.least} to {self.most}"


def histogram(scores: Sequence[int]) -> list[Range]:
    """Ranges of one width without a gap, from the lowest score to the highest."""
    if not scores:
        return []
    width = next((width for width in WIDTHS if max(scores) // width - min(scores) // width < MOST_BARS), max(scores))
    counts = Counter(score // width for score in scores)
    bars = range(min(counts), max(counts) + 1)
    return [Range(width * bar, width * (bar + 1) - 1, counts[bar]) for bar in bars]


class Changes(NamedTuple):
    """Against an earlier run, keys of enrolments: who has another mentor, who has none any more, who has one now.

    Of those in the later run: whoever has begun to meet their mentor since, or has left, is in it no more.
    """

    other: list[int]
    lost: list[int]
    won: list[int]

    @property
    def any(self) -> bool:
        return bool(self.other or self.lost or self.won)


def changes(before: Pairs, now: Pairs) -> Changes:
    had = {key for key, mentor in before.items() if mentor}
    return Changes(
        other=[key for key, mentor in now.items() if mentor and key in had and before[key] != mentor],
        lost=[key for key, mentor in now.items() if not mentor and key in had],
        won=[key for key, mentor in now.items() if mentor and key not in had],
    )


def pairs_of(run: Run) -> dict[int, int | None]:
    left: dict[int, int | None] = dict.fromkeys(Unmatched.objects.filter(run=run).values_list("enrolment", flat=True))
    return left | dict(Proposal.objects.filter(run=run).values_list("enrolment", "mentor"))


def run_before(run: Run) -> Run | None:
    """The last one of this cohort that found anything."""
    found: Run | None = Run.objects.found().filter(cohort=run.cohort_id, number__lt=run.number).first()
    return found
