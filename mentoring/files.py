"""Mentees and mentors from files, and pairs into files, for `manage.py match_mentors`. Columns: docs/matching.md."""

import csv
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

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


class BadCell(Exception):
    """The text says how to mend it."""


class Read(NamedTuple):
    """The people of a file, and the line each stands on, by id."""

    path: Path
    people: list[Person]
    lines: dict[str, int]


def read_both(mentees: Path, mentors: Path) -> tuple[list[Person], list[Person]]:
    """Everybody in the two files. Refused, with the line, where one of them has anything that cannot be read."""
    sides = _read(mentees, MENTEE), _read(mentors, MENTOR)
    for read, others in (sides, sides[::-1]):
        for person in read.people:
            # An exclusion with a slip in it would exclude nobody.
            if unknown := sorted(id for id in person.exclude if id not in others.lines):
                raise _bad(
                    read.path, read.lines[person.id], f"exclude names {unknown[0]}, who is not in {others.path.name}."
                )
    return sides[0].people, sides[1].people


def _read(path: Path, columns: Sequence[str]) -> Read:
    read = Read(path, [], {})
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as source:
        for line, cells, fault in csv_lists.read(source, columns):
            try:
                person = _person(columns, cells, fault)
            except BadCell as bad:
                raise _bad(path, line, str(bad)) from bad
            if person.id in read.lines:
                raise _bad(path, line, f"the id {person.id} is on line {read.lines[person.id]} already.")
            read.people.append(person)
            read.lines[person.id] = line
    return read


def _bad(path: Path, line: int, words: str) -> Refused:
    return Refused(f"{path.name}, line {line}: {words} Nothing was written.")


def _person(columns: Sequence[str], cells: Sequence[str], fault: str) -> Person:
    if fault:
        raise BadCell(fault)
    return Person(*(COLUMNS[column](column, cell) for column, cell in zip(columns, cells, strict=True)))


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


def write_pairs(out: Path, matching: Matching) -> None:
    with csv_lists.in_place_of(out) as draft:
        writer = csv.writer(draft)
        writer.writerow(["mentee_id", "mentor_id", "score"])
        writer.writerows((csv_lists.harmless(a), csv_lists.harmless(b), score) for a, b, score in matching.matches)


def write_reasons(
    out: Path, matching: Matching, mentees: Sequence[Person], mentors: Sequence[Person], weights: Weights
) -> None:
    """A row for each mentee: what the score is made of, or why there is none."""
    mentor_of = {match.mentee: match.mentor for match in matching.matches}
    by_id = {mentor.id: mentor for mentor in mentors}
    why = reasons(matching, mentees, mentors)
    with csv_lists.in_place_of(out) as draft:
        writer = csv.writer(draft)
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
