"""Screening what applicants write; and the best cohort beside the same model in HiGHS: 2,000 applications, 3 strands,
6 region groups, 300 places.

The model of the reference is the plain one: a yes or no for each application, the places, and a row for each minimum
with a variable for what it falls short by, at a price above all scores. It knows nothing of ties.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from bench import Row
from selection.choosing import Candidate, Choice, Wish, best_cohort
from selection.proof import is_best
from selection.screening import Identity, screen

APPLICATIONS, PLACES, ROUNDS = 2_000, 300, 9
STRANDS = {"Technology": 60, "Engineering": 30, "Trades": 10}
GROUPS = {"North East": 10, "North West": 25, "Yorkshire": 25, "East Midlands": 15, "West Midlands": 20, "Elsewhere": 5}
# Above every share of the scores: the minimums bind, and the best by score alone would miss them.
WISH = Wish(
    places=PLACES,
    strands={"Technology": 120, "Engineering": 90, "Trades": 60},
    groups={
        "North East": 40,
        "North West": 50,
        "Yorkshire": 50,
        "East Midlands": 50,
        "West Midlands": 50,
        "Elsewhere": 30,
    },
)


def applications() -> list[Candidate]:
    """Scores of two reviews each, so that many are equal; some strands and region groups score higher than others."""
    chance = random.Random(APPLICATIONS)
    drawn = []
    for number in range(APPLICATIONS):
        strand, group = (chance.choices(list(of), of.values())[0] for of in (STRANDS, GROUPS))
        score = 500 * chance.triangular(0, 20, 8 + STRANDS[strand] / 15 + GROUPS[group] / 10) // 1
        drawn.append((-int(score), number, strand, group))
    return [Candidate(key, -score, order, *rest) for order, (score, key, *rest) in enumerate(sorted(drawn), 1)]


def model_of(candidates: list[Candidate]) -> dict[str, Any]:
    """What scipy's milp is asked: no gap allowed. Made outside the measurement."""
    minimums = [("strand", *item) for item in WISH.strands.items()] + [("group", *item) for item in WISH.groups.items()]
    scores = np.array([candidate.score for candidate in candidates])
    members = np.array([[getattr(one, kind) == name for one in candidates] for kind, name, _ in minimums], dtype=float)
    wanted = np.array([least for *_, least in minimums])
    count, rows = len(candidates), len(minimums)
    price = int(np.sort(scores)[-PLACES:].sum()) + 1
    return {
        "c": np.concatenate([-scores, np.full(rows, price)]),
        "integrality": np.ones(count + rows),
        "bounds": Bounds(0, np.concatenate([np.ones(count), wanted])),
        "constraints": [
            LinearConstraint(np.concatenate([np.ones(count), np.zeros(rows)])[None, :], PLACES, PLACES),
            LinearConstraint(np.hstack([members, np.eye(rows)]), lb=wanted),
        ],
        "options": {"mip_rel_gap": 0},
    }


def short_and_score(candidates: list[Candidate], found: OptimizeResult) -> tuple[int, int]:
    """Seats of minimums that HiGHS falls short by, and the total score of its set."""
    taken = np.round(found.x).astype(int).tolist()
    return sum(taken[len(candidates) :]), sum(one.score for one, is_in in zip(candidates, taken, strict=False) if is_in)


def same(candidates: list[Candidate], choice: Choice, found: OptimizeResult) -> bool:
    short = sum(short.wanted - short.met for short in choice.shortfalls)
    return (short, choice.score) == short_and_score(candidates, found)


def cpu_in_turns(*calls: Callable[[], object]) -> list[float]:
    """The median CPU seconds of each call, all of them once a round, after one round that does not count."""
    times: list[list[float]] = [[] for _ in calls]
    for number in range(ROUNDS + 1):
        for call, spent in zip(calls, times, strict=True):
            began = time.process_time()
            call()
            if number:
                spent.append(time.process_time() - began)
    return [statistics.median(spent) for spent in times]


# Typed without end, each once made a pattern begin anew at every letter, or might.
AWKWARD = ["'", "a'", "a.", "a@", "%", "+ ", "0 ", "1/", "may,", "at ", "www.", "zoe-", "m&s "]
PROSE, LETTERS = "I led a team of six engineers, and have kept up with their work since. ", 10_000
WRITER = Identity(names=("Zoe Adebayo",), emails=("zoe@example.org",), postcodes=("LS6 3BN",), employers=("M&S",))


def screening() -> Row:
    """The slowest of what somebody may type in spite, beside as much of what people write."""
    texts = [(again * LETTERS)[:LETTERS] for again in [PROSE, *AWKWARD]]
    prose, *awkward = cpu_in_turns(*(partial(screen, text, WRITER) for text in texts))
    slowest = max(awkward)
    return Row(
        f"screening {LETTERS:,} letters, the slowest of {len(AWKWARD)} awkward texts, CPU",
        f"{slowest / prose:.1f}x ({slowest * 1000:.0f} ms)",
        "<= 10x",
        f"prose of the same length: {prose * 1000:.0f} ms",
        slowest <= 10 * prose,
    )


def rows() -> Iterator[Row]:
    yield screening()
    candidates = applications()
    choice, model = best_cohort(candidates, WISH), model_of(candidates)
    if not same(candidates, choice, milp(**model)) or not is_best(candidates, WISH, choice.chosen, choice.prices):
        raise RuntimeError("The two answers differ, or ours is not proven.")
    ours, reference = cpu_in_turns(lambda: best_cohort(candidates, WISH), lambda: milp(**model))
    yield Row(
        f"best cohort, {PLACES} of {APPLICATIONS:,}, CPU",
        f"{ours / reference:.2f}x ({ours * 1000:.0f} ms)",
        "<= 2x",
        f"scipy milp (HiGHS), same optimum: {reference * 1000:.0f} ms",
        ours <= 2 * reference,
    )
