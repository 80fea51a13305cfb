"""Mentees and mentors from files, and pairs into files, for `manage.py match_mentors`. Columns: docs/matching.md."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TextIO

from core import csv_lists
from core.errors import Refused
from core.regions import Region
from core.slots import SLOTS
from core.words import either
from mentoring.explaining import in_words
from mentoring.matching import Matching
from mentoring.people import LEAST_SENIORITY, MOST_SENIORITY, Mode, Person
from mentoring.reasons import reasons
from mentoring.rules import Parts, parts_of
from mentoring.weights import Weights

STRANDS = ("technology", "engineering")
# A list of more codes than this is a mistake, and more than the arithmetic of scores is made for.
LONGEST_LIST, LONGEST_CODE = 100, 100
MOST_CAPACITY = 3
# How many faults are told at once.
TOLD = 20


class BadCell(Exception):
    """The text says how to mend it."""


def read_both(mentees: Path, mentors: Path) -> tuple[list[Person], list[Person]]:
    """Everybody in the two files. Refused, line by line, where there is anything that cannot be read."""
    faults: list[str] = []
    sides = _read(mentees, MENTEE, faults), _read(mentors, MENTOR, faults)
    if faults:
        raise Refused("\n".join([*first_of(faults), "Nothing was written."]))
    return sides


def first_of(told: Sequence[str]) -> list[str]:
    return [*told[:TOLD], *([f"and {len(told) - TOLD:,} more"] if len(told) > TOLD else [])]


def _read(path: Path, columns: Sequence[str], faults: list[str]) -> list[Person]:
    people: list[Person] = []
    lines: dict[str, int] = {}
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as source:
            for line, cells, fault in csv_lists.read(source, columns):
                try:
                    people.append(_person(columns, cells, fault))
                    if (first := lines.setdefault(people[-1].id, line)) < line:
                        raise BadCell(f"The id {people[-1].id} is on line {first} already.")
                except BadCell as bad:
                    faults.append(f"{path.name}, line {line}: {bad}")
    except Refused as refusal:
        raise Refused(f"{path.name}: {refusal} Nothing was written.") from refusal
    return people


def strangers(people: Sequence[Person], others: Sequence[Person]) -> Iterator[str]:
    """Who is excluded and not there: they take no part this time, or there is a slip in the id."""
    known = {person.id for person in others}
    for person in people:
        for id in sorted(person.exclude - known):
            yield f"{id} (excluded by {person.id})"


def _person(columns: Sequence[str], cells: Sequence[str], fault: str) -> Person:
    """All that is wrong with a row is told at once."""
    values, wrong = [], [fault] if fault else []
    for column, cell in zip(columns, cells, strict=True) if not fault else ():
        try:
            values.append(COLUMNS[column](column, cell))
        except BadCell as bad:
            wrong.append(str(bad))
    if wrong:
        raise BadCell(" ".join(wrong))
    return Person(*values)


# -- Cells -------------------------------------------------------------------------------------------------------------


def _text(column: str, cell: str, *, empty: bool = False) -> str:
    text = cell.strip()
    if len(text) > LONGEST_CODE or "|" in text or not (text or empty):
        raise BadCell(f"Write {column} as one text of up to {LONGEST_CODE} letters.")
    return text


def _codes(column: str, cell: str) -> frozenset[str]:
    codes = frozenset(filter(None, map(str.strip, cell.split("|"))))
    if len(codes) > LONGEST_LIST or max(map(len, codes), default=0) > LONGEST_CODE:
        raise BadCell(f"Write at most {LONGEST_LIST} codes in {column}, with | between them.")
    return codes


def _slots(column: str, cell: str) -> frozenset[str]:
    slots = _codes(column, cell.lower())
    if unknown := sorted(slots.difference(SLOTS)):
        raise BadCell(f"{unknown[0]} in {column} is no time. Write a day and a part of the day, like tue-morning.")
    return slots


@lru_cache
def _one_of(known: tuple[str, ...], column: str, cell: str) -> str:
    meant = csv_lists.plain(cell)
    for value in known:
        if csv_lists.plain(value) == meant:
            return value
    raise BadCell(f"Write {either(known)} in {column}.")


@lru_cache
def _number(least: int, most: int, column: str, cell: str) -> int:
    text = cell.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and least <= int(text) <= most):
        raise BadCell(f"Write {column} as a whole number from {least} to {most}.")
    return int(text)


# In the order of `Person`.
COLUMNS: dict[str, Callable[[str, str], Any]] = {
    "id": _text,
    "strand": partial(_one_of, STRANDS),
    "field": _text,
    "skills": _codes,
    "topics": _codes,
    "region": partial(_one_of, tuple(map(str, Region))),
    "mode": partial(_one_of, tuple(map(str, Mode))),
    "availability": _slots,
    "seniority": partial(_number, LEAST_SENIORITY, MOST_SENIORITY),
    "employer": partial(_text, empty=True),
    "exclude": _codes,
    "capacity": partial(_number, 1, MOST_CAPACITY),
}
MENTOR = list(COLUMNS)
MENTEE = MENTOR[:-1]


# -- Writing -----------------------------------------------------------------------------------------------------------


def write(
    found: Matching, mentees: Sequence[Person], mentors: Sequence[Person], weights: Weights, *, to: Sequence[Path]
) -> None:
    """The pairs and, where there is a second file, the reasons. Both take their places when all is written, or none."""
    out, *explain = to
    try:
        with ExitStack() as drafts:
            _write_pairs(drafts.enter_context(csv_lists.in_place_of(out)), found)
            for path in explain:
                _write_reasons(drafts.enter_context(csv_lists.in_place_of(path)), found, mentees, mentors, weights)
    except OSError as error:
        raise Refused(f"The results cannot be written: {error.strerror}.") from error


def _write_pairs(out: TextIO, found: Matching) -> None:
    writer = csv.writer(out)
    writer.writerow(["mentee_id", "mentor_id", "score"])
    writer.writerows((csv_lists.harmless(a), csv_lists.harmless(b), score) for a, b, score in found.matches)


def _write_reasons(
    out: TextIO, found: Matching, mentees: Sequence[Person], mentors: Sequence[Person], weights: Weights
) -> None:
    """A row for each mentee: what the score is made of, or why there is none."""
    mentor_of = {match.mentee: match.mentor for match in found.matches}
    by_id = {mentor.id: mentor for mentor in mentors}
    why = reasons(found, mentees, mentors)
    writer = csv.writer(out)
    writer.writerow(["mentee_id", "mentor_id", *Parts._fields, "rule", "words"])
    for mentee in sorted(mentees, key=lambda mentee: mentee.id):
        if mentee.id in mentor_of:
            row = _explained(mentee, by_id[mentor_of[mentee.id]], weights)
        else:
            reason = why[mentee.id]
            row = ["", *[""] * len(Parts._fields), reason.rule, f"{reason.words} {reason.change}"]
        writer.writerow([csv_lists.harmless(str(cell)) for cell in (mentee.id, *row)])


def _explained(mentee: Person, mentor: Person, weights: Weights) -> list[object]:
    parts = parts_of(mentee, mentor, weights)
    return [mentor.id, *parts, "", in_words(mentee, mentor, parts)]
