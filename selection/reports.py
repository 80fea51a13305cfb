"""What a round came to: who was offered a place and why, what became of the offers, how alike people read.

Counted from the rows, kept nowhere. It names nobody, and hides numbers so small that somebody could be recognised.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q

from core.exports import Cell
from core.places import Status
from core.small_numbers import hide_small, share
from returners.models import Application, Assessment, Place, ReviewRequest
from selection.models import Move, Review, Round, Score
from selection.scores import Agreement, agreement

SMALLEST = 5
HEAD = ["Part", "Figure", "Number"]
HIDDEN = "Hidden"
Outcome, Reason = Assessment.Outcome, Assessment.Reason
# Those who wait do so because others scored higher. In every table what is missed least comes last: it is hidden
# beside a small number.
REASONS = {
    Outcome.OFFERED: [Reason.AMONG_BEST, Reason.MINIMUM, Reason.MOVED],
    Outcome.NOT_OFFERED: [Reason.TOO_LOW, Reason.HIGHER, Reason.MOVED],
}
OFFERS = {
    Status.CONFIRMED: "Accepted",
    Status.DECLINED: "Turned down",
    Status.EXPIRED: "Ran out without an answer",
    Status.CANCELLED: "Given up later",
    Status.OFFERED: "Not answered yet",
}


@dataclass(frozen=True)
class Row:
    """Something counted. None: hidden, or no percentage, because the base is too small."""

    label: str
    count: int | None
    percent: float | None


class Table(NamedTuple):
    """Each person is in one row of it. `total`: None where even that is too small to be shown."""

    title: str
    head: str
    total: int | None
    rows: list[Row]

    @property
    def is_hidden(self) -> bool:
        """There are people in it, and no number can be shown."""
        return self.total != 0 and all(row.count is None for row in self.rows)


class Work(NamedTuple):
    """How much was read. It says nothing about an applicant, so nothing of it is hidden."""

    reviewers: int
    reviews: int
    thirds: int
    handed_back: int


class Report(NamedTuple):
    """`decisions` and all about them is there once they are released."""

    work: Work
    agreement: dict[str, Agreement]
    decisions: list[Table]


def report(round_: Round) -> Report:
    is_released = round_.status == Round.Status.RELEASED
    return Report(work(round_), agreements(round_), decisions(round_) if is_released else [])


def decisions(round_: Round) -> list[Table]:
    tables = [*_released(round_), offers(round_), *moves(round_), requests(round_)]
    return [table for table in tables if table.total != 0]


def _whole(title: str, head: str, counts: Mapping[str, int]) -> Table:
    """Numbers of places, which stand on the page of the cohort, too: nothing of it is hidden."""
    total = sum(counts.values())
    return Table(title, head, total, [Row(label, count, share(count, total)) for label, count in counts.items()])


def _hidden(title: str, head: str, counts: Mapping[str, int]) -> Table:
    """Numbers that say something about people: small ones are hidden, with what would tell them."""
    total = sum(counts.values())
    shown = hide_small(list(counts.values()), smallest=SMALLEST)
    rows = [Row(label, count, share(count, total)) for label, count in zip(counts, shown, strict=True)]
    return Table(title, head, None if 0 < total < SMALLEST else total, rows)


# -- Decisions -------------------------------------------------------------------------------------------------------


def _released(round_: Round) -> list[Table]:
    """As they were released: what a person decided later, on request, is counted apart."""
    released = Assessment.objects.filter(application__candidate__round=round_).exclude(reason=Reason.LOOKED_AT)
    counted = released.values_list("outcome", "reason").annotate(count=Count("pk")).order_by()
    found = Counter({(outcome, reason): count for outcome, reason, count in counted})
    sums = {outcome: sum(found[outcome, reason] for reason in Reason) for outcome in Outcome}
    left = round_.candidates.count() - found.total()
    outcomes = _whole(
        "What was decided", "Decision", {o.label: sums[o] for o in Outcome} | {"Left before the release": left}
    )
    reasons = [
        _hidden(f"Why: {outcome.label.lower()}", "Reason", {why.label: found[outcome, why] for why in known})
        for outcome, known in REASONS.items()
    ]
    return [outcomes, *reasons]


def offers(round_: Round) -> Table:
    """What became of every offer, those made later from the waiting list among them."""
    made = Place.objects.filter(application__candidate__round=round_, offered_at__isnull=False)
    found = dict(made.values_list("status").annotate(count=Count("pk")).order_by())
    counts = {label: found.get(status, 0) for status, label in OFFERS.items()}
    return _whole("What became of the offers", "Offers", counts)


def moves(round_: Round) -> list[Table]:
    """What managers changed in the proposal, of the moves that stand: which way, and why."""
    standing = Move.objects.filter(candidate__round=round_, taken_back_at__isnull=True)
    found = Counter(standing.order_by().values_list("to", "reason"))
    ways = {to.label: sum(count for (way, _), count in found.items() if way == to) for to in Move.To}
    reasons = {why.label: sum(count for (_, its), count in found.items() if its == why) for why in Move.Reason}
    return [
        _hidden("Moved by a manager: which way", "To", ways),
        _hidden("Moved by a manager: why", "Reason", reasons),
    ]


def requests(round_: Round) -> Table:
    """Those who asked for a person to look at what was released."""
    asked = ReviewRequest.objects.filter(assessment__application__candidate__round=round_)
    answered, placed = Q(answered_at__isnull=False), Q(application__status=Application.Status.DECIDED)
    counts = asked.aggregate(
        placed=Count("pk", filter=answered & placed),
        upheld=Count("pk", filter=answered & ~placed),
        open=Count("pk", filter=Q(answered_at__isnull=True, taken_back_at__isnull=True)),
        back=Count("pk", filter=Q(taken_back_at__isnull=False)),
    )
    labels = {
        "placed": "A place was given",
        "upheld": "The decision stood",
        "open": "To be answered",
        "back": "Taken back",
    }
    return _hidden(
        "Asked for a person to look at it", "Answer", {label: counts[name] for name, label in labels.items()}
    )


# -- Reading ---------------------------------------------------------------------------------------------------------


def work(round_: Round) -> Work:
    submitted = Q(status=Review.Status.SUBMITTED)
    counts = Review.objects.filter(candidate__round=round_).aggregate(
        reviewers=Count("reviewer", filter=submitted, distinct=True),
        reviews=Count("pk", filter=submitted),
        thirds=Count("pk", filter=submitted & Q(is_third=True)),
        handed_back=Count("pk", filter=Q(status=Review.Status.RECUSED)),
    )
    return Work(**counts)


def agreements(round_: Round) -> dict[str, Agreement]:
    """How alike two people read, by criterion. Third reviews are left out: they are asked for where two differ."""
    given = Score.objects.filter(
        review__candidate__round=round_, review__status=Review.Status.SUBMITTED, review__is_third=False
    )
    read = given.values_list("criterion", "review__candidate").annotate(levels=ArrayAgg("level")).order_by()
    levels: dict[int, list[Sequence[int]]] = {}
    for criterion, _, both in read:
        levels.setdefault(criterion, []).append(both)
    return {one.name: agreement(levels.get(one.pk, [])) for one in round_.rubric.criteria.all()}


# -- As a file -------------------------------------------------------------------------------------------------------


def figures(found: Report) -> list[list[Cell]]:
    """The report as rows of a file, by HEAD."""
    rows: list[list[Cell]] = [
        ["Reading", "Reviewers", found.work.reviewers],
        ["Reading", "Reviews", found.work.reviews],
        ["Reading", "Third reviews", found.work.thirds],
        ["Reading", "Reviews handed back", found.work.handed_back],
    ]
    for criterion, alike in found.agreement.items():
        part = f"Agreement: {criterion}"
        rows.append([part, "Pairs of reviews", alike.pairs])
        rows += [[part, label, _hundredths(number)] for label, number in in_words(alike).items()]
    for table in found.decisions:
        rows.append([table.title, "All", HIDDEN if table.total is None else table.total])
        rows += [[table.title, row.label, HIDDEN if row.count is None else row.count] for row in table.rows]
    return rows


def in_words(alike: Agreement) -> dict[str, int | None]:
    """The figures of an agreement, in hundredths, with what they are called."""
    return {
        "Same level, in per cent": alike.exact_share,
        "At most one level apart, in per cent": alike.within_one_share,
        "Mean distance in levels": alike.mean_gap if alike.exact_share is not None else None,
        "Agreement beyond chance (kappa)": alike.kappa,
    }


def _hundredths(number: int | None) -> Cell:
    return HIDDEN if number is None else number / 100
