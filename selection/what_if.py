"""What other settings would have decided in a round that is released. Nothing is written, and nobody is named.

The same search on the same reviews. With the settings of the release it comes to what was released, as long as nothing
it rests on has been deleted since.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Subquery

from cohorts.models import EligibilityRules
from returners.eligibility import Answers, Outcome, check
from returners.models import Assessment, Decision
from selection.building import places_of, plan
from selection.choosing import Shortfall, Wish
from selection.models import Candidate, Move, Round
from selection.ranking import Ranking, Weights, read_ranking, weights_of


@dataclass(frozen=True)
class Setting:
    """By what it is decided. `least_score` is in hundredths of a point; `rules` is a version that came later."""

    weights: Weights
    adjusted: bool
    least_score: int
    strands: Mapping[str, int]
    groups: Mapping[str, int]
    keeps_moves: bool = True
    rules: EligibilityRules | None = None


class Share(NamedTuple):
    """How many places went to a strand or a group of regions, and how many would have gone there."""

    name: str
    was: int
    would_be: int


class Effect(NamedTuple):
    """Offers that were made, that would have been, and those that would have gone to the same people.

    `turned_down`: applications the later rules do not allow. `let_in`: of those turned down then, how many the later
    rules would not turn down. Nobody has read these, so they are in no figure.
    """

    was: int
    would_be: int
    same: int
    strands: list[Share]
    groups: list[Share]
    shortfalls: tuple[Shortfall, ...]
    turned_down: int = 0
    let_in: int = 0

    @property
    def is_the_same(self) -> bool:
        return self.was == self.would_be == self.same

    @property
    def comes_in(self) -> int:
        return self.would_be - self.same

    @property
    def goes_out(self) -> int:
        return self.was - self.same


def setting_of(round_: Round) -> Setting:
    """As it was decided."""
    minimums = list(round_.minimums.select_related("strand"))
    return Setting(
        weights=weights_of(round_),
        adjusted=round_.use_normalised,
        least_score=int(100 * round_.least_score),
        strands={one.strand.name: one.least for one in minimums if one.strand},
        groups={one.region_group: one.least for one in minimums if one.region_group},
    )


def what_if(round_: Round, setting: Setting) -> Effect:
    """Refuses, in words, what people moved by hand make impossible."""
    ranking = read_ranking(round_, weights=setting.weights, adjusted=setting.adjusted, scores_alone=True)
    turned_down, let_in = _by_rules(round_, setting.rules) if setting.rules else (frozenset[int](), 0)
    left = replace(ranking, standings=tuple(one for one in ranking.standings if one.candidate not in turned_down))
    was, moves = _as_it_was(round_)
    made = plan(left, _wish(round_, left, setting, moves))
    return Effect(
        was=len(was),
        would_be=len(made.chosen),
        same=len(was & made.chosen),
        strands=_shares(ranking, "strand", was, made.chosen),
        groups=_shares(ranking, "region_group", was, made.chosen),
        shortfalls=made.choice.shortfalls,
        turned_down=len(turned_down & {one.candidate for one in ranking.standings}),
        let_in=let_in,
    )


def _wish(round_: Round, ranking: Ranking, setting: Setting, moves: Mapping[int, str]) -> Wish:
    kept = {one.candidate: moves.get(one.candidate) for one in ranking.ranked} if setting.keeps_moves else {}
    return Wish(
        places=places_of(round_),
        strands=setting.strands,
        groups=setting.groups,
        kept=frozenset(key for key, to in kept.items() if to == Move.To.IN),
        left_out=frozenset(key for key, to in kept.items() if to == Move.To.OUT),
        least_score=setting.least_score,
    )


def _as_it_was(round_: Round) -> tuple[frozenset[int], dict[int, str]]:
    """The candidates who were offered a place at the release, not by a person later; and who had been moved where."""
    offers = Assessment.objects.filter(application=OuterRef("application"), outcome=Assessment.Outcome.OFFERED)
    moves = Move.objects.standing().filter(candidate=OuterRef("pk"))
    rows = Candidate.objects.filter(round=round_).annotate(
        was_offered=Exists(offers.exclude(reason=Assessment.Reason.LOOKED_AT)), moved=Subquery(moves.values("to")[:1])
    )
    found = list(rows.values_list("pk", "was_offered", "moved"))
    return frozenset(pk for pk, offered, _ in found if offered), {pk: to for pk, _, to in found if to}


def _shares(ranking: Ranking, part: str, was: Collection[int], would_be: Collection[int]) -> list[Share]:
    before, after = (
        Counter(getattr(one, part) for one in ranking.standings if one.candidate in chosen)
        for chosen in (was, would_be)
    )
    names = sorted({getattr(one, part) for one in ranking.standings})
    return [Share(name, before[name], after[name]) for name in names]


# -- Later rules -----------------------------------------------------------------------------------------------------


def _by_rules(round_: Round, rules: EligibilityRules) -> tuple[frozenset[int], int]:
    """The candidates whom other rules turn down, and how many of those turned down then they would not.

    What a person decided stands: they knew more than the rules.
    """
    cohort = round_.cohort
    newest = Decision.objects.filter(application__cohort=cohort).order_by("application", "-pk").distinct("application")
    turned_down, let_in = set(), 0
    for candidate, outcome, answers, person in newest.values_list(
        "application__candidate", "outcome", "answers", "decided_by"
    ):
        if person:
            continue
        now = check(Answers.from_json(answers), rules, cohort.reference_date).outcome
        if candidate and now == Outcome.NOT_MET:
            turned_down.add(candidate)
        elif outcome == Outcome.NOT_MET and now != Outcome.NOT_MET:
            let_in += 1
    return frozenset(turned_down), let_in
