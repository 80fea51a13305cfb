"""The package mentor-match 7.0.1 on the same two files: python -m bench.mentor_match MENTEES MENTORS PAIRS.

A rule of the package for each hard rule and each part of the score. It knows no capacity: one mentee each. The portal
does without it: `pip install mentor-match==7.0.1 munkres==1.1.4` (the solver it was released with) to measure it.
"""

import csv
import sys
from typing import Any

from matching.mentee import Mentee  # type: ignore[import-not-found]
from matching.mentor import Mentor  # type: ignore[import-not-found]
from matching.process import process_data  # type: ignore[import-not-found]
from matching.rules.rule import Disqualify, Equivalent, Generic, Rule  # type: ignore[import-not-found]

LISTS = ("skills", "topics", "availability")


class Each(Rule):
    """Points for each thing that two lists share, up to so many."""

    def __init__(self, column: str, points: int, most: int = 1_000):
        self.column, self.points, self.most = column, points, most

    def apply(self, match_object: Any) -> int:
        mine, theirs = getattr(match_object.mentee, self.column), getattr(match_object.mentor, self.column)
        return self.points * min(self.most, len(mine & theirs))


class Step(Rule):
    def apply(self, match_object: Any) -> int:
        return max(0, 12 - 4 * abs(match_object.mentor.grade - match_object.mentee.grade - 2))


# The last is asked first, and whoever is disqualified is asked no more.
RULES = [
    Generic({True: 20}, lambda match: True),
    Equivalent("field", {True: 30, False: 0}),
    Equivalent("region", {True: 15, False: 0}),
    Each("skills", 6),
    Each("topics", 8),
    Each("availability", 2, most=5),
    Step(),
    Disqualify(lambda match: "in person" in (match.mentee.mode, match.mentor.mode) and not same(match, "region")),
    Disqualify(lambda match: {match.mentee.mode, match.mentor.mode} == {"online", "in person"}),
    Disqualify(lambda match: match.mentee.organisation != "" and same(match, "organisation")),
    Disqualify(lambda match: match.mentor.grade < match.mentee.grade),
    Disqualify(lambda match: match.mentee.availability.isdisjoint(match.mentor.availability)),
    Disqualify(lambda match: not same(match, "strand")),
]


def same(match: Any, column: str) -> bool:
    return getattr(match.mentee, column) == getattr(match.mentor, column)


def read(path: str, kind: type[Any]) -> list[Any]:
    with open(path, encoding="utf-8", newline="") as source:
        return [person(row, kind) for row in csv.DictReader(source)]


def person(row: dict[str, str], kind: type[Any]) -> Any:
    made = kind(email=row["id"], grade=row["seniority"], organisation=row["employer"])
    for column in ("strand", "field", "region", "mode"):
        setattr(made, column, row[column])
    for column in LISTS:
        setattr(made, column, frozenset(filter(None, row[column].split("|"))))
    return made


def main(mentees_path: str, mentors_path: str, out: str) -> None:
    mentors, mentees = read(mentors_path, Mentor), read(mentees_path, Mentee)
    process_data(mentors, mentees, [RULES])
    with open(out, "w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["mentee_id", "mentor_id"])
        writer.writerows([mentee.email, mentor.email] for mentee in mentees for mentor in mentee.mentors)


if __name__ == "__main__":
    main(*sys.argv[1:])
