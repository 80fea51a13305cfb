"""The cohort that a round proposes: the best set, with what the manager moved; what each gets, and why.

The search is `selection.choosing`, its check `selection.proof`. Here a round's ranking and settings become their
question, and their answer becomes decisions.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from cohorts.models import Cohort, Pool
from core.errors import Refused
from returners.models import Assessment
from selection.choosing import Candidate, Choice, Wish, best_cohort
from selection.models import Move, Round
from selection.proof import is_best
from selection.ranking import Ranking, Standing

Outcome = Assessment.Outcome
Reason = Assessment.Reason


class Decided(NamedTuple):
    """What somebody would get, and why."""

    standing: Standing
    outcome: Outcome
    reason: Reason


@dataclass(frozen=True)
class Plan:
    """The best set for a wish. `is_proven`: checked apart from the search that no allowed set is better."""

    ranking: Ranking
    wish: Wish
    choice: Choice
    is_proven: bool

    @cached_property
    def chosen(self) -> frozenset[int]:
        return frozenset(self.choice.chosen)  # type: ignore[arg-type]

    def takes_beyond(self, other: "Plan") -> list[Standing]:
        """Whom this one takes and another one does not, in order of rank."""
        return [one for one in self.ranking.ranked if one.candidate in self.chosen - other.chosen]


def plan(ranking: Ranking, wish: Wish) -> Plan:
    """Refuses, in words, what people moved by hand make impossible."""
    candidates = [
        Candidate(one.candidate, one.score, one.rank, one.strand, one.region_group)
        for one in ranking.ranked
        if one.score is not None and one.rank is not None
    ]
    choice = best_cohort(candidates, wish)
    return Plan(ranking, wish, choice, is_best(candidates, wish, choice.chosen, choice.prices))


def wish_of(round_: Round, ranking: Ranking) -> Wish:
    """What the manager has set, with the moves that stand of everybody who can still be chosen."""
    minimums = list(round_.minimums.select_related("strand"))
    ranked = {one.candidate for one in ranking.ranked}
    moves = Move.objects.filter(candidate__round=round_).standing().values_list("candidate", "to")
    return Wish(
        places=places_of(round_),
        strands={one.strand.name: one.least for one in minimums if one.strand},
        groups={one.region_group: one.least for one in minimums if one.region_group},
        kept=frozenset(key for key, to in moves if to == Move.To.IN and key in ranked),
        left_out=frozenset(key for key, to in moves if to == Move.To.OUT and key in ranked),
        least_score=int(100 * round_.least_score),
    )


def without_moves(wish: Wish) -> Wish:
    """As the portal proposes it."""
    return replace(wish, kept=frozenset(), left_out=frozenset())


def moved(wish: Wish, candidate: int, to: str) -> Wish:
    """With one candidate moved, wherever they were moved before."""
    kept, left_out = set(wish.kept) - {candidate}, set(wish.left_out) - {candidate}
    (kept if to == Move.To.IN else left_out).add(candidate)
    return replace(wish, kept=frozenset(kept), left_out=frozenset(left_out))


def places_of(round_: Round) -> int | dict[str, int]:
    """How many offers can be made, in all or in each strand; after the release, as many as there were for it."""
    counts = round_.places if round_.status == Round.Status.RELEASED else free_places(round_)
    return counts if round_.cohort.places_by == Cohort.PlacesBy.STRAND else sum(counts.values())


def free_places(round_: Round) -> dict[str, int]:
    """By the name of the strand, or under "" for all: overbooking allowance and all, less what is taken."""
    pools = Pool.objects.filter(cohort=round_.cohort_id).select_related("strand").order_by("pk")
    return {pool.strand.name if pool.strand else "": max(pool.free, 0) for pool in pools}


def decided(made: Plan) -> list[Decided]:
    """What everybody with a score gets, in order of rank."""
    by_score = _plan_without_minimums(made)
    return [Decided(one, *_decided(made, by_score, one)) for one in made.ranking.ranked]


def _plan_without_minimums(made: Plan) -> frozenset[int]:
    if not (made.wish.strands or made.wish.groups):
        return made.chosen
    return plan(made.ranking, replace(made.wish, strands={}, groups={})).chosen


def _decided(made: Plan, by_score: Iterable[int], one: Standing) -> tuple[Outcome, Reason]:
    """Somebody moved by hand is said to be so, whether or not it changed anything: a person answers for it."""
    if one.candidate in made.wish.kept:
        return Outcome.OFFERED, Reason.MOVED
    if one.candidate in made.wish.left_out:
        return Outcome.NOT_OFFERED, Reason.MOVED
    if one.candidate in made.chosen:
        return Outcome.OFFERED, Reason.AMONG_BEST if one.candidate in by_score else Reason.MINIMUM
    assert one.score is not None  # noqa: S101 only of those with a rank
    if made.wish.least_score is not None and one.score < made.wish.least_score:
        return Outcome.NOT_OFFERED, Reason.TOO_LOW
    return Outcome.WAITING, Reason.HIGHER


class Built(NamedTuple):
    """The proposal, and the cohort with the moves. None with `trouble` in words where these cannot be reconciled."""

    proposed: Plan
    made: Plan | None
    trouble: str = ""


def build(round_: Round, ranking: Ranking) -> Built:
    wish = wish_of(round_, ranking)
    proposed = plan(ranking, without_moves(wish))
    if not (wish.kept or wish.left_out):
        return Built(proposed, proposed)
    try:
        return Built(proposed, plan(ranking, wish))
    except Refused as refusal:
        return Built(proposed, None, str(refusal))
