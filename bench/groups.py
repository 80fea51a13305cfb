"""Small groups beside the same question in HiGHS: 60 people, every time of the week, 6 to 10 in a group.

The reference only asks how many people can be placed: a yes or no for each person and time, and a whole number of
groups at each time. Ours also spreads strands and regions and says what it proved.
"""

import random
from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from bench import Row
from bench.selection import cpu_in_turns
from core.slots import SLOTS
from participation.grouping import Person, Wish, form_groups

PEOPLE = 60
WISH = Wish(tuple(SLOTS))
# How often a part of the day is ticked, and a day at the weekend beside one in the week.
LIKELY = {"morning": 1, "school": 6, "afternoon": 2, "evening": 4}
WEEKEND, WEEK = 1, 4


def cohort() -> list[Person]:
    chance = random.Random(1)
    likely = [(WEEKEND if slot.day in ("sat", "sun") else WEEK) * LIKELY[slot.part] for slot in SLOTS.values()]
    people = []
    for key in range(PEOPLE):
        ticked = frozenset(chance.choices(list(SLOTS), likely, k=max(1, round(chance.gauss(4, 2)))))
        people.append(Person(key, ticked, chance.choice("TTE"), chance.choice(["NE", "NW", "YH", "EM", "WM"])))
    return people


def model_of(people: list[Person]) -> dict[str, Any]:
    """What scipy's milp is asked: no gap allowed. Made outside the measurement."""
    pairs = [(person, slot) for person in people for slot in sorted(person.slots)]
    slots = list(WISH.slots)
    at = np.array([[slot == of for _, of in pairs] for slot in slots], dtype=float)
    seats = np.array([[person.key == one.key for one, _ in pairs] for person in people], dtype=float)
    no_groups, groups = np.zeros((len(people), len(slots))), np.eye(len(slots))
    return {
        "c": np.concatenate([-np.ones(len(pairs)), np.zeros(len(slots))]),
        "integrality": np.ones(len(pairs) + len(slots)),
        "bounds": Bounds(0, np.concatenate([np.ones(len(pairs)), np.full(len(slots), WISH.at_once)])),
        "constraints": [
            LinearConstraint(np.hstack([seats, no_groups]), ub=1),
            LinearConstraint(np.hstack([at, -WISH.least * groups]), lb=0),
            LinearConstraint(np.hstack([at, -WISH.most * groups]), ub=0),
        ],
        "options": {"mip_rel_gap": 0},
    }


def rows() -> Iterator[Row]:
    people = cohort()
    grouping, model = form_groups(people, WISH), model_of(people)
    if not grouping.is_most or grouping.placed != round(-milp(**model).fun):
        raise RuntimeError("The two answers differ, or ours is not proven.")
    ours, reference = cpu_in_turns(lambda: form_groups(people, WISH), lambda: milp(**model))
    yield Row(
        f"groups for {PEOPLE} people, proven, CPU",
        f"{ours * 1000:.0f} ms",
        "<= 1 s",
        f"scipy milp (HiGHS), who is placed only: {reference * 1000:.0f} ms",
        ours <= 1,
    )
