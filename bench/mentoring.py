"""Matching mentors: two files in, one out, beside the plainest way to do the same.

The reference is a process too: numpy scores, and scipy's `linear_sum_assignment` on the dense matrix with a column for
each place of a mentor. Both come to the same number of pairs and the same total, or the row says so.
"""

import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench import Row
from core.regions import Region
from core.slots import SLOTS
from mentoring.files import MENTEE, MENTOR
from mentoring.people import Mode

# Mentees, mentors, the most of the reference's time, and of memory in megabytes; None where nothing is asked.
SIZES = [
    (100, 100, None, None),
    (1_000, 1_000, None, None),
    (3_000, 3_000, 1.0, None),
    (3_000, 1_500, 1.0, None),
    (10_000, 10_000, 0.6, 512),
    (10_000, 5_000, 0.6, 512),
    (20_000, 20_000, None, None),
]
LARGEST_REFERENCE = 10_000
ROUNDS = 3
SKILLS, TOPICS, FIELDS, EMPLOYERS = 60, 12, 10, 400


class Spent(NamedTuple):
    seconds: float
    megabytes: float
    said: str


def write_people(path: Path, length: int, *, mentors: bool) -> None:
    chance = random.Random(f"{length} {mentors}")
    columns = MENTOR if mentors else MENTEE
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(a_person(f"{'M' if mentors else 'R'}{at:05}", chance, mentors) for at in range(length))


def a_person(id: str, chance: random.Random, is_mentor: bool) -> dict[str, object]:
    strand = chance.choice(["technology", "engineering"])
    return {
        "id": id,
        "strand": strand,
        "field": f"{strand} {chance.randrange(FIELDS)}",
        "skills": some("skill", SKILLS, chance.randrange(2, 9), chance),
        "topics": some("topic", TOPICS, chance.randrange(1, 5), chance),
        "region": chance.choice(list(Region)),
        "mode": chance.choices(list(Mode), [40, 45, 15])[0],
        "availability": "|".join(chance.sample(list(SLOTS)[:20], chance.randrange(2, 8))),
        "seniority": chance.randrange(2, 9) if is_mentor else chance.randrange(1, 6),
        "employer": f"Employer {chance.randrange(EMPLOYERS)}" if chance.random() < 0.5 else "",
        "exclude": "",
        "capacity": chance.randrange(1, 4),
    }


def some(thing: str, known: int, number: int, chance: random.Random) -> str:
    return "|".join(f"{thing} {code}" for code in chance.sample(range(known), number))


def run(*command: str) -> Spent:
    """A Python process: its wall time, the most memory it held at once, and what it said."""
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True)  # noqa: S603 our own
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{command[0]} ended with {status}")
    return Spent(time.monotonic() - began, used.ru_maxrss / 1024, said)


def both(folder: Path, mentees: int, mentors: int) -> tuple[list[Spent], list[Spent]]:
    """Ours and the reference's, in turns, on the same two files."""
    people = folder / "mentees.csv", folder / "mentors.csv"
    write_people(people[0], mentees, mentors=False)
    write_people(people[1], mentors, mentors=True)
    names = [str(people[0]), str(people[1])]
    ours, reference = [], []
    for _ in range(ROUNDS):
        ours.append(
            run(
                "manage.py",
                "match_mentors",
                "--mentees",
                names[0],
                "--mentors",
                names[1],
                "--out",
                str(folder / "a.csv"),
            )
        )
        if mentees <= LARGEST_REFERENCE:
            reference.append(run("-m", "bench.plain_matching", *names, str(folder / "b.csv")))
            if outcome(folder / "a.csv") != outcome(folder / "b.csv"):
                raise RuntimeError("The two do not come to the same number of pairs and total.")
    return ours, reference


def outcome(pairs: Path) -> tuple[int, int]:
    with pairs.open(encoding="utf-8", newline="") as source:
        scores = [int(row["score"]) for row in csv.DictReader(source)]
    return len(scores), sum(scores)


def rows() -> Iterator[Row]:
    for mentees, mentors, share, memory in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            ours, reference = both(Path(folder), mentees, mentors)
        seconds, most = statistics.median(one.seconds for one in ours), max(one.megabytes for one in ours)
        beside = statistics.median(one.seconds for one in reference) if reference else None
        yield Row(
            f"match_mentors, {mentees:,} mentees, {mentors:,} mentors",
            f"{seconds:.1f} s, {most:.0f} MB" + (f", {seconds / beside:.2f}x" if beside else ""),
            " ".join([f"<= {share}x" if share else "", f"<= {memory} MB" if memory else ""]).strip(),
            f"dense scipy {beside:.1f} s, {max(one.megabytes for one in reference):,.0f} MB" if beside else "not run",
            (beside is not None and seconds <= share * beside and most <= (memory or most)) if share else None,
        )
