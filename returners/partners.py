"""Partners' lists: who of the people in a CSV file may join a cohort, one row a person, decided as the website decides.

A row is read, decided by `eligibility.check` and written before the next is read: a long list takes no more memory than
a short one. What becomes of a cell (product.md § 3: what the break rule does not know, a person looks at):

| column            | must be                              | where it is empty                                       |
| ----------------- | ------------------------------------ | ------------------------------------------------------- |
| id                | any text                             | bad row                                                 |
| postcode          | a full one; one not in use: refer    | bad row                                                 |
| council           | one of England, or Wales or Scotland | refer, if the postcode is on the edge of the area       |
| break_start       | YYYY-MM                              | refer, if not working; bad row, if the break has a      |
|                   |                                      | reason or an end                                        |
| break_end         | YYYY-MM, not before break_start      | the break goes on                                       |
| break_reason      | one of `Reason`                      | refer, if not working                                   |
| situation         | one of `Situation`                   | refer                                                   |
| because_of_caring | yes, no                              | refer, if working below skill level                     |
| field             | one of `Field`                       | bad row                                                 |
| right_to_work     | yes, no                              | bad row                                                 |

What is given must be readable, even where no rule needs it. Case does not matter, nor do hyphens for spaces.
"""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from django.core.exceptions import ValidationError

from cohorts.models import EligibilityRules, Field
from core import csv_lists, regions
from core.calendar import add_months
from core.errors import Refused
from core.forms import YEARS, PostcodeField
from core.words import either
from returners.eligibility import Answers, Break, Outcome, Reason, Result, Situation, Verdict, check

HOW_TO_MEND = {
    "id": "Give the row an id.",
    "postcode": "Write a full UK postcode in postcode, like LS1 4AP.",
    "council": "Write the council as in the list of English councils, or Wales or Scotland, or leave it empty.",
    "break_start": "Write break_start as YYYY-MM, like 2021-09.",
    "break_end": "Write break_end as YYYY-MM, like 2023-08, or leave it empty if the break goes on.",
    "break_reason": f"Write {either(Reason.values)} in break_reason.",
    "situation": f"Write {either(Situation.values)} in situation.",
    "because_of_caring": "Write yes or no in because_of_caring.",
    "field": f"Write {either(Field.values)} in field.",
    "right_to_work": "Write yes or no in right_to_work. Whoever is not sure can use the check on the website.",
}
COLUMNS = list(HOW_TO_MEND)
TURNED_ROUND = "Check the months: break_end is before break_start."

OUTCOMES = {str(Outcome.MET): "eligible", str(Outcome.NOT_MET): "not eligible", str(Outcome.REFER): "refer"}
BAD_ROW = "bad row"
ALL_MET = "You meet every rule."
# Bound once: Python 3.11 looks them up slowly.
NOT_WORKING, BELOW_SKILL, MET = str(Situation.NOT_WORKING), str(Situation.BELOW_SKILL), str(Outcome.MET)

POSTCODE = PostcodeField()
AS_IT_SHOULD_BE = POSTCODE.postcode_regex.fullmatch
UNREADABLE: Any = object()
LONGEST_CELL = 100
NOT_IN_USE = "-"
REMEMBERED = 4096

Home = tuple[str, str]  # an outcode and a council that the rules do not tell from those of the person
Work = tuple[str, str, str, dt.date | None, dt.date | None]  # situation, because_of_caring, reason, start, end
Rest = tuple[str, str]  # field, right_to_work


class Decided(NamedTuple):
    """The columns of the results, after the id; one row of them."""

    outcome: str
    region: str = ""
    rules: str = ""
    eligible_from: str = ""
    message: str = ""


class BadRow(Exception):
    """A row that cannot be decided. The text says how to mend it."""


def check_list(people: Path, out: Path, *, rules: EligibilityRules, reference: dt.date) -> Counter[str]:
    """Decide everyone in one file and write the results to another: how many came to which outcome."""
    if out.exists() and out.samefile(people):
        raise Refused("The results would overwrite the list. Give another file for them.")
    outcomes: Counter[str] = Counter()
    with people.open(encoding="utf-8-sig", errors="replace", newline="") as source:
        decisions = decide(source, rules=rules, reference=reference)
        with csv_lists.in_place_of(out) as draft:
            writer = csv.writer(draft)
            writer.writerow(["id", *Decided._fields])
            for id, decided in decisions:
                outcomes[decided.outcome] += 1
                writer.writerow((id, *decided))
    return outcomes


def decide(source: TextIO, *, rules: EligibilityRules, reference: dt.date) -> Iterator[tuple[str, Decided]]:
    """The id of each row and what was decided. A heading that lacks a column is refused now, not with the first row."""
    return _each(csv_lists.read(source, COLUMNS), Judge(rules, reference))


def _each(rows: Iterable[csv_lists.Row], judge: "Judge") -> Iterator[tuple[str, Decided]]:
    for line, cells, fault in rows:
        try:
            if fault:
                raise BadRow(fault)
            decided = judge.decide(*_read(cells))
        except BadRow as bad:
            decided = Decided(BAD_ROW, message=f"Line {line}: {bad}")
        yield csv_lists.harmless(cells[0].strip()), decided


# -- Deciding ----------------------------------------------------------------------------------------------------------


class Part(NamedTuple):
    """What the rules that look at some of the answers say; why, by what all rules come to in the end."""

    region: str
    outcomes: tuple[str, ...]
    rules: str
    why: dict[str, tuple[str, ...]]
    may_wait: bool


class Judge:
    """The rules of a cohort, for many people.

    Each rule looks at answers of its own, and many people give the same: so home, work and the rest are judged apart,
    each by `check`, and remembered. Only the date depends on all: where there may be one, `check` has them together.
    """

    def __init__(self, rules: EligibilityRules, reference: dt.date):
        self._check = partial(check, rules=rules, reference=reference)
        self._long_enough = add_months(reference, -rules.min_break_months)
        remember = lru_cache(maxsize=REMEMBERED)
        self._home, self._work, self._rest = remember(self._of_home), remember(self._of_work), remember(self._of_rest)
        self._eligible_from = remember(self._date)

    def decide(self, home: Home, work: Work, rest: Rest) -> Decided:
        work = self._in_short(work)
        at_home, at_work, beside = self._home(*home), self._work(*work), self._rest(*rest)
        outcome = _together(at_home.outcomes + at_work.outcomes + beside.outcomes)
        return Decided(
            OUTCOMES[outcome],
            at_home.region,
            f"{at_home.rules};{at_work.rules};{beside.rules}",
            self._eligible_from(home, work, rest) if at_work.may_wait else "",
            " ".join(at_home.why[outcome] + at_work.why[outcome] + beside.why[outcome]) or ALL_MET,
        )

    def _in_short(self, work: Work) -> Work:
        """A break that began earlier than it had to counts as if it had not: so there are fewer to remember."""
        situation, because_of_caring, reason, start, end = work
        if start and start < self._long_enough:
            start = min(self._long_enough, end or self._long_enough)
        return situation, because_of_caring, reason, start, end

    def _of_home(self, *home: Any) -> Part:
        return _part(self._check(_answers(home=home)), "region")

    def _of_work(self, *work: Any) -> Part:
        return _part(self._check(_answers(work=work)), "break")

    def _of_rest(self, *rest: Any) -> Part:
        return _part(self._check(_answers(rest=rest)), "field", "right_to_work")

    def _date(self, home: Home, work: Work, rest: Rest) -> str:
        day = self._check(_answers(home, work, rest)).eligible_from
        return day.isoformat() if day else ""


def _answers(home: Home = ("", ""), work: Work = ("", "", "", None, None), rest: Rest = ("", "")) -> Answers:
    """What the website would have been told."""
    situation, because_of_caring, reason, start, end = work
    return Answers(
        postcode=home[0],
        council=home[1],
        situation=situation,
        because_of_caring=because_of_caring,
        breaks=(Break(reason, start, end),) if start else (),
        field=rest[0],
        right_to_work=rest[1],
    )


def _part(verdict: Verdict, *rules: str) -> Part:
    results = [result for result in verdict.results if result.rule in rules]
    return Part(
        region=str(verdict.region),
        outcomes=tuple(result.outcome for result in results),
        rules=";".join(f"{result.rule}={result.outcome}" for result in results),
        why={outcome: tuple(r.reason for r in results if r.outcome == outcome != MET) for outcome in OUTCOMES},
        may_wait=verdict.eligible_from is not None,
    )


@cache
def _together(outcomes: tuple[str, ...]) -> str:
    """What the rules come to."""
    return str(Verdict(tuple(Result("", outcome, "") for outcome in outcomes), "", None).outcome)


# -- Reading a row -----------------------------------------------------------------------------------------------------


def _read(cells: tuple[str, ...]) -> tuple[Home, Work, Rest]:
    """What a row says; of work, what its situation asks. `BadRow` names everything that is wrong with it."""
    told = [meaning(cell) for meaning, cell in zip(_readers(), cells, strict=True)]
    _, outcode, council, start, end, reason, situation, because_of_caring, field, right_to_work = told
    if situation == NOT_WORKING and start is None and (end or reason):
        told[COLUMNS.index("break_start")] = UNREADABLE
    if UNREADABLE in told:
        wrong = (column for column, meaning in zip(COLUMNS, told, strict=True) if meaning is UNREADABLE)
        raise BadRow(" ".join(HOW_TO_MEND[column] for column in wrong))
    if start and end and end < start:
        raise BadRow(TURNED_ROUND)
    if situation == NOT_WORKING and start:
        work: Work = (situation, "", reason, start, end)
    else:
        work = (situation, because_of_caring if situation == BELOW_SKILL else "", "", None, None)
    return (outcode, council), work, (field, right_to_work)


def _id(cell: str) -> Any:
    return cell.strip() or UNREADABLE


def _outcode(cell: str) -> Any:
    """Where a postcode lies. Most lack no more than capitals or the space; the form's field reads the others."""
    outcode = cell[:-3].strip().upper()
    if not AS_IT_SHOULD_BE(f"{outcode} {cell[-3:].upper()}"):
        outcode = _outcode_as_typed(cell) if len(cell) <= LONGEST_CELL else ""
    return _outcodes().get(outcode, NOT_IN_USE) if outcode else UNREADABLE


@lru_cache(maxsize=REMEMBERED)
def _outcode_as_typed(cell: str) -> str:
    try:
        return POSTCODE.clean(cell).partition(" ")[0]
    except ValidationError:
        return ""


_plain = lru_cache(maxsize=REMEMBERED)(csv_lists.plain)


class Meanings(dict[str, Any]):
    """What may be written in a column, and what it means. Most write it as they should, else it is read plainly."""

    def __missing__(self, cell: str) -> Any:
        return self.get(_plain(cell), UNREADABLE) if len(cell) <= LONGEST_CELL else UNREADABLE


@cache
def _outcodes() -> dict[str, str]:
    """For each outcode the first one that lies just so: in the same regions, and mostly in the same."""
    first: dict[Any, str] = {}
    return {o.code: first.setdefault((o.region, o.touches), o.code) for o in regions.outcodes().values()}


@cache
def _councils() -> dict[str, str]:
    """For each council the first one of its region."""
    first: dict[str, str] = {}
    return {name: first.setdefault(region, name) for name, region in regions.councils().items()}


@cache
def _readers() -> list[Callable[[str], Any]]:
    """How to read each column. Where a cell may be empty, that has a meaning too."""
    months = {f"{year}-{month:02}": dt.date(year, month, 1) for year in YEARS for month in range(1, 13)}
    month = _reader({"": None, **months})
    return [
        _id,
        _outcode,
        _reader({"": "", **_councils()}),
        month,
        month,
        _one_of("", *Reason.values),
        _one_of("", *Situation.values),
        _one_of("", "yes", "no"),
        _one_of(*Field.values),
        _one_of("yes", "no"),
    ]


def _one_of(*choices: str) -> Callable[[str], Any]:
    return _reader({choice: choice for choice in choices})


def _reader(meanings: dict[str, Any]) -> Callable[[str], Any]:
    return Meanings(meanings | {csv_lists.plain(text): meaning for text, meaning in meanings.items()}).__getitem__
