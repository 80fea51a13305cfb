"""Matching mentors: two files in, one out, beside the plainest way to do the same.

The reference is a process too: numpy scores, and scipy's `linear_sum_assignment` on the dense matrix with a column for
each place of a mentor. Both come to the same number of pairs and the same total, or there is no row. CPU times are
those of the whole process, user and system; wall times stand beside them.
"""

import csv
import math
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import metadata
from importlib.util import find_spec
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
    (300, 300, None, None),
    (1_000, 1_000, None, None),
    (3_000, 3_000, 1.0, None),
    (3_000, 1_500, 1.0, None),
    (10_000, 10_000, 0.6, 512),
    (10_000, 5_000, 0.6, 512),
    (20_000, 20_000, None, None),
]
LARGEST_REFERENCE = 10_000
# Up to how many mentees the two are run several times, in turns.
SMALL, ROUNDS = 3_000, 5
PACKAGE_PEOPLE, PACKAGE_TIMES = 1_000, 100
SKILLS, TOPICS, FIELDS, EMPLOYERS = 60, 12, 10, 400


class Spent(NamedTuple):
    cpu: float
    wall: float
    megabytes: float
    ended: bool


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


def run(*command: str, cpu_at_most: float = resource.RLIM_INFINITY) -> Spent:
    """A Python process: its time, the most memory it held at once, and whether it came to its end."""
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL)  # noqa: S603 our own
    resource.prlimit(process.pid, resource.RLIMIT_CPU, (math.ceil(cpu_at_most), resource.RLIM_INFINITY))
    _, status, used = os.wait4(process.pid, 0)
    ended = os.waitstatus_to_exitcode(status)
    if ended not in (0, -signal.SIGXCPU):
        raise RuntimeError(f"{command[0]} ended with {ended}")
    return Spent(used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss / 1024, not ended)


def people(folder: Path, mentees: int, mentors: int) -> tuple[str, str]:
    paths = folder / "mentees.csv", folder / "mentors.csv"
    write_people(paths[0], mentees, mentors=False)
    write_people(paths[1], mentors, mentors=True)
    return str(paths[0]), str(paths[1])


def ours(mentees: str, mentors: str, out: Path) -> Spent:
    return run("manage.py", "match_mentors", "--mentees", mentees, "--mentors", mentors, "--out", str(out))


def both(folder: Path, mentees: int, mentors: int) -> tuple[list[Spent], list[Spent]]:
    """Ours and the reference's, in turns, on the same two files."""
    names = people(folder, mentees, mentors)
    our, reference = [], []
    for _ in range(ROUNDS if mentees <= SMALL else 1):
        our.append(ours(*names, folder / "a.csv"))
        if mentees <= LARGEST_REFERENCE:
            reference.append(run("-m", "bench.plain_matching", *names, str(folder / "b.csv")))
            if outcome(folder / "a.csv") != outcome(folder / "b.csv"):
                raise RuntimeError("The two do not come to the same number of pairs and total.")
    return our, reference


def outcome(pairs: Path) -> tuple[int, int]:
    with pairs.open(encoding="utf-8", newline="") as source:
        scores = [int(row["score"]) for row in csv.DictReader(source)]
    return len(scores), sum(scores)


def middle(runs: list[Spent]) -> Spent:
    """Medians, and the most memory."""
    cpu, wall = (statistics.median(values) for values in zip(*(one[:2] for one in runs), strict=True))
    return Spent(cpu, wall, max(one.megabytes for one in runs), ended=True)


def rows() -> Iterator[Row]:
    for mentees, mentors, share, memory in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            our, reference = (middle(runs) if runs else None for runs in both(Path(folder), mentees, mentors))
        yield Row(
            f"match_mentors, {mentees:,} mentees, {mentors:,} mentors, CPU",
            said(our) + (f", {our.cpu / reference.cpu:.2f}x" if reference else ""),
            " ".join([f"<= {share}x" if share else "", f"<= {memory} MB" if memory else ""]).strip(),
            f"dense scipy {said(reference)}" if reference else "not run",
            (our.cpu <= share * reference.cpu and our.megabytes <= (memory or our.megabytes)) if share else None,
        )
    yield beside_the_package()


def said(spent: Spent) -> str:
    return f"{spent.cpu:.1f} s (wall {spent.wall:.1f} s), {spent.megabytes:,.0f} MB"


def beside_the_package() -> Row:
    """It is stopped when it has taken as many times our time as is asked."""
    what = f"match_mentors, {PACKAGE_PEOPLE:,} each, CPU"
    if find_spec("matching") is None:
        return Row(what, "not measured", f"{PACKAGE_TIMES}x faster", "mentor-match is not installed")
    with tempfile.TemporaryDirectory() as folder:
        names = people(Path(folder), PACKAGE_PEOPLE, PACKAGE_PEOPLE)
        our = middle([ours(*names, Path(folder, "a.csv")) for _ in range(ROUNDS)])
        asked = our.cpu * PACKAGE_TIMES
        package = run("-m", "bench.mentor_match", *names, str(Path(folder, "b.csv")), cpu_at_most=asked)
    told = f"{package.cpu:.0f} s" if package.ended else f"stopped after {package.cpu:.0f} s"
    version = f"mentor-match {metadata.version('mentor-match')}, munkres {metadata.version('munkres')}"
    return Row(
        what, f"{our.cpu:.2f} s, {package.cpu / our.cpu:.0f}x faster", f"{PACKAGE_TIMES}x faster",
        f"{version}: {told}", not package.ended or package.cpu >= asked,
    )  # fmt: skip
