"""What the cohort builder shows, as the components take it: aggregates, and candidates by their number."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from core.uktime import uk_datetime
from core.words import number_of
from selection.building import Built, Plan
from selection.models import Minimum, Move, Round
from selection.overbooking import PoolEffects
from selection.ranking import Ranking, Standing
from selection.views.ranking_tables import candidate_link, cohort, rank
from selection.words import BREAKS, about, band, number, per_cent, points

PEOPLE: list[Any] = [
    "Candidate",
    "Rank",
    {"text": "Score", "number": True},
    {"text": "Give or take", "number": True},
    "Strand",
    "Region group",
]
LINE = [*PEOPLE, "Cohort"]
OVERBOOKING: list[Any] = [
    "Allowance",
    {"text": "Offers", "number": True},
    {"text": "Places left empty, on average", "number": True},
    {"text": "Chance of too many", "number": True},
    {"text": "Too many, on average", "number": True},
]
# How many on each side of the line.
NEAR = 5


def figures(shown: Plan) -> list[dict[str, Any]]:
    places, moved = shown.wish.places, len(shown.wish.kept) + len(shown.wish.left_out)
    of = places if isinstance(places, int) else sum(places.values())
    found: list[tuple[str, object, int | None]] = [
        ("Offers", len(shown.chosen), of),
        ("Applications with a score", len(shown.ranking.ranked), None),
        ("Mean score in the cohort", points(_mean(shown)), None),
        ("Moved by hand", moved, None),
    ]
    return [{"label": label, "value": value, "of": of} for label, value, of in found]


def _mean(shown: Plan) -> int:
    return round(shown.choice.score / len(shown.chosen)) if shown.chosen else 0


def settings(round_: Round, minimums: Iterable[Minimum]) -> list[dict[str, Any]]:
    least = [f"{one.strand or one.region_group}: at least {one.least}" for one in minimums]
    return [
        {"key": "Ranked by", "value": "Adjusted scores" if round_.use_normalised else "Raw scores"},
        {"key": "Lowest score for a place", "value": f"{round_.least_score:g}" if round_.least_score else "None"},
        {"key": "Minimums", "value": least or "None"},
    ]


def balance_head(built: Built) -> list[Any]:
    with_moves = ["With your moves"] if _differs(built) else []
    return [
        "Group",
        *(
            {"text": text, "number": True}
            for text in ("Applications", "Share of all", "Proposed", *with_moves, "Share of cohort", "Minimum")
        ),
    ]


def _differs(built: Built) -> bool:
    return built.made is not None and built.made.chosen != built.proposed.chosen


def balance(ranking: Ranking, built: Built, minimums: Sequence[Minimum]) -> list[dict[str, Any]]:
    """The cohort beside all who have a score: by strand, region group and time out of work. Counts only."""
    strands = {str(one.strand): one.least for one in minimums if one.strand}
    groups = {one.region_group: one.least for one in minimums if one.region_group}
    kinds: list[tuple[str, Callable[[Standing], str], dict[str, int], Sequence[str]]] = [
        ("Strand", lambda one: one.strand, strands, ()),
        ("Region group", lambda one: one.region_group, groups, ()),
        ("Time out of work", lambda one: band(one.months_out), {}, BREAKS),
    ]
    return [{"title": title, "rows": _balance(ranking, built, of, least, order)} for title, of, least, order in kinds]


def _balance(
    ranking: Ranking, built: Built, of: Callable[[Standing], str], least: dict[str, int], order: Sequence[str]
) -> list[list[Any]]:
    shown = built.made or built.proposed
    sides = [built.proposed, *([shown] if _differs(built) else [])]
    everybody = Counter(of(one) for one in ranking.ranked)
    counts = [Counter(of(one) for one in ranking.ranked if one.candidate in side.chosen) for side in sides]
    names = [name for name in order if name in everybody] or sorted({*everybody, *least})
    return [
        [
            name or "Not known",
            number(everybody[name]),
            number(_share(everybody[name], everybody.total())),
            *(number(count[name]) for count in counts),
            number(_share(counts[-1][name], counts[-1].total())),
            number(least.get(name, "")),
        ]
        for name in names
    ]


def _share(count: int, of: int) -> str:
    return f"{round(100 * count / of)}%" if of else ""


def compared(built: Built) -> list[str]:
    """What the moves do to the proposal, in sentences. Nothing where nothing is moved."""
    if built.made is None or not (built.made.wish.kept or built.made.wish.left_out):
        return []
    comes_in, goes_out = built.made.takes_beyond(built.proposed), built.proposed.takes_beyond(built.made)
    if not comes_in and not goes_out:
        return ["Your moves change nobody: the scores choose the same people."]
    return [
        f"In by your moves: {_numbers(comes_in)}.",
        f"Out by your moves: {_numbers(goes_out)}.",
        in_words(built.made.choice.score - built.proposed.choice.score),
    ]


def _numbers(standings: Sequence[Standing]) -> str:
    return ", ".join(one.number for one in standings) or "nobody"


def in_words(gain: int) -> str:
    """What a change does to the total score."""
    if not gain:
        return "The total score stays the same."
    side = "higher" if gain > 0 else "lower"
    return f"The total score of the cohort is {points(abs(gain))} points {side}."


def moves(round_: Round, standing: Iterable[Move]) -> list[dict[str, Any]]:
    return [
        {
            "move": one,
            "title": f"{one.candidate}: {one.get_to_display().lower()}",
            "rows": [
                {"key": "Reason", "value": [one.get_reason_display(), one.why]},
                {"key": "Moved by", "value": f"{one.by}, {uk_datetime(one.at)}"},
            ],
        }
        for one in standing
    ]


def people(round_: Round, standings: Iterable[Standing]) -> list[list[Any]]:
    return [_person(round_, one) for one in standings]


def line(round_: Round, shown: Plan) -> list[list[Any]]:
    """Those nearest to the line on both sides, in order of rank: where a point more or less decides."""
    within = [one for one in shown.ranking.ranked if one.candidate in shown.chosen][-NEAR:]
    beyond = [one for one in shown.ranking.ranked if one.candidate not in shown.chosen][:NEAR]
    if not (within and beyond):
        return []
    near = sorted([*within, *beyond], key=lambda one: one.rank or 0)
    return [[*_person(round_, one), cohort(one, shown)] for one in near]


def _person(round_: Round, one: Standing) -> list[Any]:
    return [
        candidate_link(round_, one),
        rank(one),
        number(points(one.score)),
        number(points(one.error)),
        one.strand,
        one.region_group,
    ]


def pools(effects: Iterable[PoolEffects]) -> list[dict[str, Any]]:
    return [
        {
            "pool": pool,
            "title": f"{number_of(pool.capacity, 'place')}{f' in {pool.strand}' if pool.strand else ''}",
            "rows": [
                [
                    f"{one.allowance} (set now)" if one.allowance == pool.allowance else str(one.allowance),
                    number(one.offers),
                    number(about(one.empty)),
                    number(per_cent(one.too_many)),
                    number(about(one.over)),
                ]
                for one in theirs
            ],
        }
        for pool, theirs in effects
    ]
