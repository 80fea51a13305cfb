"""The decisions of a round between preparing and the release: what stands in the way, what each letter says.

Nothing here writes. What is fixed is in `Pending`; whoever has withdrawn since is passed over.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q, QuerySet

from cohorts.models import Cohort, Pool
from core.errors import Refused
from core.words import number_of
from returners import assessment_letters
from returners.models import Application, Assessment
from selection import standing as reading
from selection.building import Decided, build, decided
from selection.models import Pending, Round
from selection.ranking import Ranking

Outcome, Status = Assessment.Outcome, Application.Status
OVER = "The last day to join this cohort has passed, so it has no place to give."
AGAIN = "Go back to choosing, and prepare the decisions again."


# -- Before they are prepared ----------------------------------------------------------------------------------------


def objections(round_: Round, ranking: Ranking, *, at: dt.datetime) -> list[str]:
    """Why the decisions cannot be prepared yet, each with what to do about it."""
    applications = Application.objects.filter(cohort=round_.cohort)
    undecided = applications.in_review().count()
    unfinished = {one.candidate for one in ranking.unfinished}
    lacking = unfinished and unfinished & set(reading.needs(round_, reading.waiting(round_)).lacking)
    to_come = unfinished - lacking
    outside = applications.in_assessment().exclude(pk__in=round_.candidates.values("application")).count()
    found = {
        OVER: round_.cohort.last_joining_at <= at,
        "There is nobody to decide on.": not ranking.standings,
        f"{number_of(undecided, 'application')} still with a person. Decide whether they are eligible.": undecided,
        f"{number_of(outside, 'eligible application')} not given to reviewers yet. Share them out.": outside,
        f"{number_of(len(to_come), 'candidate')} with a review still to come. Remind the reviewers, or give it to"
        " others.": to_come,
        f"{number_of(len(lacking), 'candidate')} without enough readers. The page “What finds no reader” says why, and"
        " what helps.": lacking,
    }
    return [words for words, is_so in found.items() if is_so]


def final(round_: Round, ranking: Ranking) -> list[Decided]:
    """What everybody gets, in order of rank. Whoever finds the waiting list full gets no place."""
    built = build(round_, ranking)
    if built.made is None:
        raise Refused(built.trouble)
    by_strand = round_.cohort.places_by == Cohort.PlacesBy.STRAND
    longest = dict(Pool.objects.filter(cohort=round_.cohort).values_list("strand__name", "waiting_limit"))
    before: Counter[str | None] = Counter()
    found = []
    for one in decided(built.made):
        pool = one.standing.strand if by_strand else None
        before[pool] += one.outcome == Outcome.WAITING
        most = longest.get(pool)
        is_full = one.outcome == Outcome.WAITING and most is not None and before[pool] > most
        found.append(one._replace(outcome=Outcome.NOT_OFFERED) if is_full else one)
    return found


# -- Once they are ---------------------------------------------------------------------------------------------------


class Line(NamedTuple):
    """One decision. `pool`: the strand whose places it is about, none where they are counted for the whole cohort."""

    candidate: int
    number: str
    outcome: str
    pool: int | None
    stands: bool


@dataclass(frozen=True)
class Sheet:
    """All decisions that were prepared, the best first, read in one question."""

    lines: list[Line]

    @cached_property
    def standing(self) -> list[Line]:
        return [line for line in self.lines if line.stands]

    @property
    def has_lost_an_offer(self) -> bool:
        return any(line.outcome == Outcome.OFFERED and not line.stands for line in self.lines)

    def numbers(self) -> dict[Assessment.Outcome, int]:
        """How many there are of each outcome."""
        counts = Counter(line.outcome for line in self.standing)
        return {outcome: counts[outcome] for outcome in Outcome}

    def of_pool(self, pool: Pool) -> Counter[str]:
        return Counter(line.outcome for line in self.standing if line.pool == pool.strand_id)

    @cached_property
    def turns(self) -> dict[int, int]:
        """Which number on the waiting list each will be, by candidate."""
        before: Counter[int | None] = Counter()
        found = {}
        for line in self.standing:
            if line.outcome == Outcome.WAITING:
                before[line.pool] += 1
                found[line.candidate] = before[line.pool]
        return found

    def beside(self, candidate: int) -> tuple[str | None, str | None]:
        """The numbers of those just before and just after a candidate."""
        numbers = [line.number for line in self.standing]
        at = [line.candidate for line in self.standing].index(candidate)
        return (numbers[at - 1] if at else None), (numbers[at + 1] if at + 1 < len(numbers) else None)


def read_sheet(round_: Round) -> Sheet:
    by_strand = round_.cohort.places_by == Cohort.PlacesBy.STRAND
    of = "candidate__application"
    rows = round_.pending.order_by("rank").values_list(
        "candidate", "candidate__number", "outcome", f"{of}__strand", f"{of}__status"
    )
    return Sheet(
        [
            Line(candidate, number, outcome, strand if by_strand else None, status == Status.ASSESSMENT)
            for candidate, number, outcome, strand, status in rows
        ]
    )


def why_stale(round_: Round, sheet: Sheet, *, at: dt.datetime) -> str:
    """Why what was prepared cannot be released any more, fit for the page. Empty where it can."""
    if round_.cohort.last_joining_at <= at:
        return OVER
    if late := _late(round_):
        return f"{number_of(late, 'application')} to this cohort came to be decided since. {AGAIN}"
    if sheet.has_lost_an_offer:
        return f"Somebody who was to be offered a place has left since. {AGAIN}"
    for pool in Pool.objects.filter(cohort=round_.cohort).order_by("pk"):
        counts = sheet.of_pool(pool)
        offers, waiting = counts[Outcome.OFFERED], counts[Outcome.WAITING]
        if offers > pool.free or (waiting and offers < pool.free):
            return f"The number of places has changed since. {AGAIN}"
    return ""


def _late(round_: Round) -> int:
    """How many wait for a decision that was not prepared, or for a person to say whether they are eligible."""
    is_late = Q(status=Status.IN_REVIEW) | Q(status=Status.ASSESSMENT) & ~Q(
        pk__in=round_.pending.values("candidate__application")
    )
    return Application.objects.live().filter(is_late, cohort=round_.cohort).count()


def standing(round_: Round) -> QuerySet[Pending]:
    """The decisions on those who are still there."""
    return round_.pending.filter(candidate__application__status=Status.ASSESSMENT)


def with_applications(rows: QuerySet[Pending]) -> QuerySet[Pending]:
    """With all that a letter says."""
    cohort = "candidate__application__cohort"
    return rows.select_related("candidate__application__person", f"{cohort}__programme", f"{cohort}__rubric")


def assessment_of(pending: Pending, *, at: dt.datetime) -> Assessment:
    """What the release writes for this one, not saved. Its application has to have been read along."""
    return Assessment(
        application=pending.candidate.application,
        outcome=pending.outcome,
        reason=pending.reason,
        score=pending.score,
        rank=pending.rank,
        feedback=pending.feedback,
        decided_at=at,
    )


def letter_of(pending: Pending, turn: int | None, *, at: dt.datetime) -> dict[str, str]:
    """The letter as it goes out if it is released at this instant."""
    return assessment_letters.preview(assessment_of(pending, at=at), turn=turn)
