"""Partners' lists: what deciding one costs beside reading and writing it with the csv module, and how much memory.

No two rows are quite alike: homes all over the country, breaks of any month, every situation.
"""

import csv
import datetime as dt
import random
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench import Row
from cohorts.models import EligibilityRules, Field
from core import regions
from returners.eligibility import Reason, Situation
from returners.partners import COLUMNS, check_list
from tests.factories.cohorts import EligibilityRulesFactory

FEW, MANY, ROUNDS = 10_000, 100_000, 3
REFERENCE = dt.date(2026, 10, 1)
MEGABYTE = 1024 * 1024


def write_list(path: Path, length: int) -> None:
    chance = random.Random(length)
    outcodes, councils = list(regions.outcodes()), list(regions.councils())
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(length):
            start, end = sorted((chance.randrange(2005, 2026), chance.randrange(2005, 2026)))
            row = [
                f"P{number:06}",
                f"{chance.choice(outcodes)} {chance.randrange(10)}AA",
                chance.choice(councils) if chance.random() < 0.1 else "",
                f"{start}-{chance.randrange(1, 7):02}",
                f"{end}-{chance.randrange(7, 13):02}" if chance.random() < 0.5 else "",
                chance.choice(Reason.values),
                Situation.NOT_WORKING.value if chance.random() < 0.7 else chance.choice(Situation.values),
                chance.choice(["yes", "no", ""]),
                chance.choice(Field.values),
                chance.choice(["yes", "yes", "yes", "no"]),
            ]
            writer.writerow(row)


def copy(people: Path, out: Path) -> None:
    with people.open(encoding="utf-8", newline="") as source, out.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        for row in csv.reader(source):
            writer.writerow(row)


def cpu_of(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def peak_of(work: Callable[[], object]) -> float:
    """The most memory in use at once, in megabytes."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / MEGABYTE
    finally:
        tracemalloc.stop()


def measured(folder: Path, length: int, rules: EligibilityRules) -> tuple[float, float, float]:
    """The CPU seconds of deciding a list and of copying it, and the peak of memory."""
    people = folder / f"{length}.csv"
    write_list(people, length)
    decide = partial(check_list, people, folder / "results.csv", rules=rules, reference=REFERENCE)
    both = [(cpu_of(decide), cpu_of(partial(copy, people, folder / "copy.csv"))) for _ in range(ROUNDS)]
    ours, reference = (statistics.median(times) for times in zip(*both, strict=True))
    return ours, reference, peak_of(decide)


def rows() -> Iterator[Row]:
    rules = EligibilityRulesFactory.build(programme=None)
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        peaks = []
        for length in (FEW, MANY):
            ours, reference, peak = measured(Path(name), length, rules)
            peaks.append(peak)
            yield Row(
                f"a partner's list of {length:,} rows, CPU",
                f"{ours / reference:.1f}x ({ours:.2f} s)",
                "<= 10x",
                f"csv module, read and write: {reference:.2f} s",
                ours <= 10 * reference,
            )
        yield Row(
            f"its peak of memory, {MANY:,} rows",
            f"{peaks[1]:.1f} MB",
            "<= 1.5x",
            f"{FEW:,} rows: {peaks[0]:.1f} MB",
            peaks[1] <= 1.5 * peaks[0],
        )
