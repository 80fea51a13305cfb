"""The plainest way to match mentors, to measure ours beside: python -m bench.plain_matching MENTEES MENTORS PAIRS.

Scores as whole arrays, everybody with everybody; a column for each place of a mentor; scipy's dense solver.
"""

import csv
import sys
from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

MORE_THAN_ALL = 1_000_000
MODES = ["online", "either", "in person"]
People = list[dict[str, str]]


def read(path: str) -> People:
    with open(path, encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def in_common(mentees: People, mentors: People, column: str) -> np.ndarray:
    """How many codes of a list each two share."""
    known = {code: at for at, code in enumerate({code for p in mentees + mentors for code in p[column].split("|")})}
    sides = []
    for people in (mentees, mentors):
        table = np.zeros((len(people), len(known)), np.float32)
        for row, person in enumerate(people):
            table[row, [known[code] for code in person[column].split("|") if code]] = 1
        sides.append(table)
    return sides[0] @ sides[1].T


def same(mentees: People, mentors: People, column: str) -> np.ndarray:
    mine, theirs = (np.array([person[column] for person in people]) for people in (mentees, mentors))
    _, codes = np.unique(np.concatenate([mine, theirs]), return_inverse=True)
    return codes[: len(mine), None] == codes[len(mine) :]


def numbers(people: People, column: str, of: Sequence[str] = ()) -> np.ndarray:
    return np.array([of.index(person[column]) if of else int(person[column]) for person in people], np.int16)


def worth(mentees: People, mentors: People) -> np.ndarray:
    """The score of each two and `MORE_THAN_ALL`; 0 where a rule stands between them."""
    above = numbers(mentors, "seniority") - numbers(mentees, "seniority")[:, None]
    region = same(mentees, mentors, "region")
    shared = in_common(mentees, mentors, "availability")
    points = 20 + MORE_THAN_ALL + 30 * same(mentees, mentors, "field").astype(np.float32)
    points += 6 * in_common(mentees, mentors, "skills") + 8 * in_common(mentees, mentors, "topics")
    points += 15 * region + np.maximum(0, 12 - 4 * np.abs(above - 2)) + 2 * np.minimum(shared, 5)
    mine, theirs = numbers(mentees, "mode", MODES)[:, None], numbers(mentors, "mode", MODES)
    points *= same(mentees, mentors, "strand") & (above >= 0) & (shared > 0) & (abs(mine - theirs) < 2)
    points *= region | ((mine < 2) & (theirs < 2))
    points *= ~(same(mentees, mentors, "employer") & np.array([p["employer"] != "" for p in mentees])[:, None])
    return points


def main(mentees_path: str, mentors_path: str, out: str) -> None:
    mentees, mentors = read(mentees_path), read(mentors_path)
    places = np.repeat(np.arange(len(mentors)), [int(mentor["capacity"]) for mentor in mentors])
    table = worth(mentees, mentors)[:, places]
    made = [
        (row, column)
        for row, column in zip(*linear_sum_assignment(table, maximize=True), strict=True)
        if table[row, column]
    ]
    with open(out, "w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["mentee_id", "mentor_id", "score"])
        for row, column in made:
            score = int(table[row, column]) - MORE_THAN_ALL
            writer.writerow([mentees[row]["id"], mentors[places[column]]["id"], score])


if __name__ == "__main__":
    main(*sys.argv[1:])
