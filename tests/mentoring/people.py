"""Mentees and mentors drawn by chance, of many shapes; and the plainest exact answer to set the portal's beside."""

import random

import numpy as np
from scipy.optimize import linear_sum_assignment

from core.regions import Region
from core.slots import SLOTS
from mentoring.people import Mode, Person, Wish
from mentoring.rules import broken, parts_of

FIELDS = {"technology": ["web", "data", "cloud"], "engineering": ["civil", "rail"]}
SKILLS, TOPICS = [f"skill {number}" for number in range(12)], ["confidence", "interviews", "flexible work", "pay"]
REGIONS, TIMES = list(Region)[:4], list(SLOTS)[:10]
EMPLOYERS = ["", "", "Aire Rail", "aire  rail", "Mersey Data"]


def a_person(id, chance, others, *, choosy=0.3, most=1):
    """Somebody. `choosy` (0 to 1): how little they leave open; `others`: ids to exclude some of."""
    strand = chance.choice(list(FIELDS))
    return Person(
        id=id,
        strand=strand,
        field=chance.choice(FIELDS[strand]),
        skills=frozenset(chance.sample(SKILLS, chance.randrange(6))),
        topics=frozenset(chance.sample(TOPICS, chance.randrange(4))),
        region=chance.choice(REGIONS),
        mode=chance.choice([Mode.IN_PERSON, Mode.ONLINE] if chance.random() < choosy else [Mode.EITHER]),
        slots=frozenset(chance.sample(TIMES, chance.randrange(1 if choosy > 0.5 else 2, 5))),
        seniority=chance.randrange(1, 9),
        employer=chance.choice(EMPLOYERS),
        exclude=frozenset(chance.sample(others, min(len(others), 2)) if chance.random() < 0.2 else []),
        capacity=chance.randrange(1, most + 1),
    )


def as_the_portal_knows(person, chance):
    """With what a file does not tell."""
    return person._replace(
        other_employers=frozenset(chance.sample(EMPLOYERS, chance.choice([0, 0, 0, 2]))),
        wished=tuple(chance.sample(TOPICS, chance.choice([0, 0, 1, 3]))),
        left_out=chance.choice([0, 0, 0, 2]),
    )


def a_case(number, largest=60, *, from_files=False):
    """Both sides and what staff set by hand, by the number of the case."""
    chance = random.Random(number)
    choosy = chance.choice([0.1, 0.4, 0.9])
    mentee_ids = [f"R{at:03}" for at in range(chance.randrange(largest + 1))]
    mentor_ids = [f"M{at:03}" for at in range(chance.randrange(largest + 1))]
    mentees = [a_person(id, chance, mentor_ids, choosy=choosy) for id in mentee_ids]
    mentors = [a_person(id, chance, mentee_ids, choosy=choosy, most=chance.choice([1, 3])) for id in mentor_ids]
    if not from_files:
        mentees, mentors = ([as_the_portal_knows(person, chance) for person in side] for side in (mentees, mentors))
    return mentees, mentors, a_wish(mentees, mentors, chance)


def a_wish(mentees, mentors, chance):
    """Some pairs that can be made are locked, others forbidden or worth more."""
    pairs = [(a.id, b.id) for a in mentees for b in mentors if chance.random() < 0.1 and not broken(a, b)]
    chance.shuffle(pairs)
    locked, left = {}, {mentor.id: mentor.capacity for mentor in mentors}
    for mentee, mentor in pairs[: chance.choice([0, 3, 8])]:
        if mentee not in locked and left[mentor]:
            locked[mentee] = mentor
            left[mentor] -= 1
    others = pairs[8:]
    some = chance.sample(others, len(others) // 2)
    return Wish(set(locked.items()), set(some[:10]), {pair: chance.randrange(1, 40) for pair in some[10:]})


def points(mentee, mentor, weights, wish):
    """The score of a pair; None where a rule stands in the way."""
    pair = (mentee.id, mentor.id)
    if broken(mentee, mentor, forbidden=pair in wish.forbidden):
        return None
    return parts_of(mentee, mentor, weights, preference=wish.bonus.get(pair, 0)).total


def the_best(mentees, mentors, weights, wish):
    """How many can be matched and the highest total: scipy on the dense matrix, with a column for each place."""
    places = [mentor for mentor in mentors for _ in range(mentor.capacity)]
    more_than_all = 1_000_000
    worth = np.zeros((len(mentees), len(places)))
    for row, mentee in enumerate(mentees):
        for column, mentor in enumerate(places):
            if (score := points(mentee, mentor, weights, wish)) is not None:
                locked = (mentee.id, mentor.id) in wish.locked
                worth[row, column] = score + more_than_all * (1 + 1_000 * locked)
    made = worth[linear_sum_assignment(worth, maximize=True)]
    made = made[made > 0] % more_than_all
    return len(made), int(made.sum())
