"""Who may join: the rules of a programme applied to a person's answers, one by one, with the reason in plain words.

No database, no clock: breaks are measured to the cohort's reference date. Source of the rules: the published rules of
STEM ReCharge (October 2023) and product decisions on what a person has to look at.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import models
from django.utils.crypto import salted_hmac

from cohorts.models import EligibilityRules, Field
from core import regions
from core.calendar import add_months
from core.words import either, number_of


class Situation(models.TextChoices):
    NOT_WORKING = "not working", "Not working"
    BELOW_SKILL = "working below skill level", "Working in a job below my skill level"
    SELF_EMPLOYED = "self-employed", "Self-employed"
    STUDYING = "studying", "Studying"
    OTHER = "other", "Something else"


class Reason(models.TextChoices):
    CHILDCARE = "childcare", "Looking after my children"
    ELDERCARE = "eldercare", "Looking after an older relative"
    OTHER_CARE = "other care", "Looking after someone else"
    OTHER = "other", "Another reason"


class RightToWork(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_SURE = "not sure", "I am not sure"


# More than anybody needs: most people have had one.
MOST_BREAKS = 10

# A person looks at these anyway, and they may never have stopped working in their field.
MAY_HAVE_KEPT_WORKING = {Situation.SELF_EMPLOYED, Situation.STUDYING, Situation.OTHER}
KEPT_WORKING = "I did not stop working in my field"
# An answer to where one lives: it settles nothing, so whoever lives near a border is referred.
COUNCIL_NOT_KNOWN = "I do not know"

COUNTED_CARING = {Reason.CHILDCARE, Reason.ELDERCARE}
# Reasons the rules alone can decide on; any other one is for a person.
DECIDED = {*COUNTED_CARING, Reason.OTHER}


class Outcome(models.TextChoices):
    """What a rule, or all of them together, comes to."""

    MET = "met", "Met"
    NOT_MET = "not met", "Not met"
    REFER = "refer", "A person will look at it"


@dataclass(frozen=True)
class Break:
    """A break from work. `start` and `end` are the first days of the months it began and ended; no end: it goes on."""

    reason: str
    start: dt.date
    end: dt.date | None = None

    def covers_until(self, reference: dt.date) -> dt.date:
        """The day after its last: an ended break lasts to the end of its month. Nothing after the reference counts."""
        return min(add_months(self.end, 1), reference) if self.end else reference

    @property
    def key(self) -> str:
        """Its name in an address: made of what it says, so that a page left open in another tab never means another.

        Keyed, because addresses end up in logs and nobody should read a life out of them.
        """
        return salted_hmac("returners.break", f"{self.reason} {self.start} {self.end}").hexdigest()[:16]


@dataclass(frozen=True)
class Answers:
    """What the eligibility check asks, in full. Empty means not answered."""

    postcode: str = ""
    council: str = ""
    situation: str = ""
    because_of_caring: str = ""  # "yes", "no" or not asked
    breaks: tuple[Break, ...] = ()
    kept_working: str = ""  # "yes": there was no break
    field: str = ""
    right_to_work: str = ""

    @property
    def has_told_of_break(self) -> bool:
        """When they stopped or, where that may be, that they never did."""
        return bool(self.breaks) or (bool(self.kept_working) and self.situation in MAY_HAVE_KEPT_WORKING)

    def find_break(self, key: str) -> Break | None:
        return next((spell for spell in self.breaks if spell.key == key), None)

    def with_break(self, spell: Break, *, instead_of: Break | None = None) -> "Answers":
        """With one more break, or one changed, the earliest first. Told twice it is still one."""
        others = {known for known in self.breaks if known != instead_of}
        breaks = sorted(others | {spell}, key=lambda b: (b.start, b.end or dt.date.max, b.reason))
        return replace(self, breaks=tuple(breaks), kept_working="")

    def without_break(self, spell: Break) -> "Answers":
        return replace(self, breaks=tuple(known for known in self.breaks if known != spell))

    def as_json(self) -> dict[str, Any]:
        """For a session or a decision; months as YYYY-MM."""
        breaks = [
            {"reason": b.reason, "start": f"{b.start:%Y-%m}", "end": f"{b.end:%Y-%m}" if b.end else None}
            for b in self.breaks
        ]
        return {**asdict(self), "breaks": breaks}

    @classmethod
    def from_session(cls, saved: Any) -> "Answers":
        """Answers that a session kept; none where an older version of the portal kept what this one would not ask."""
        try:
            answers = cls.from_json(saved)
        except (AttributeError, KeyError, TypeError, ValueError):
            return cls()
        return answers if answers._can_be_given() else cls()

    def _can_be_given(self) -> bool:
        chosen = [
            (self.situation, Situation.values),
            (self.because_of_caring, ["yes", "no"]),
            (self.kept_working, ["yes"]),
            (self.field, Field.values),
            (self.right_to_work, RightToWork.values),
            *((spell.reason, Reason.values) for spell in self.breaks),
        ]
        typed = isinstance(self.postcode, str) and isinstance(self.council, str)
        return typed and all(choice in ["", *choices] for choice, choices in chosen)

    @classmethod
    def from_json(cls, saved: dict[str, Any]) -> "Answers":
        breaks = (
            Break(b["reason"], _month(b["start"]), _month(b["end"]) if b["end"] else None)
            for b in saved.get("breaks", [])
        )
        return cls(**{**saved, "breaks": tuple(breaks)})


@dataclass(frozen=True)
class Result:
    """One rule: its name, what it comes to, and why."""

    rule: str
    outcome: str
    reason: str

    @property
    def label(self) -> str:
        return Outcome(self.outcome).label

    @property
    def title(self) -> str:
        return TITLES[self.rule]


@dataclass(frozen=True)
class Verdict:
    """All rules together. `eligible_from` is set where only time is missing: the first day the break is long enough."""

    results: tuple[Result, ...]
    region: str
    eligible_from: dt.date | None

    @property
    def outcome(self) -> str:
        """Not met outweighs refer outweighs met."""
        found = {result.outcome for result in self.results}
        return next(o for o in (Outcome.NOT_MET, Outcome.REFER, Outcome.MET) if o in found)

    def as_json(self) -> dict[str, Any]:
        return {
            "results": [asdict(result) for result in self.results],
            "region": self.region,
            "eligible_from": self.eligible_from.isoformat() if self.eligible_from else None,
        }


TITLES = {
    "region": "Where you live",
    "break": "Your career break or work",
    "field": "Your experience",
    "right_to_work": "Your right to work in the UK",
}


def check(answers: Answers, rules: EligibilityRules, reference: dt.date) -> Verdict:
    """Apply a version of the rules to a person's answers, as of the cohort's reference date."""
    on_break, eligible_from = _break(answers, rules.min_break_months, reference)
    results = (
        _region(answers, rules.target),
        on_break,
        _field(answers, rules.fields),
        _right_to_work(answers),
    )
    only_time_missing = all(r.outcome != Outcome.NOT_MET for r in results if r.rule != "break")
    return Verdict(results, region_of(answers), eligible_from if only_time_missing else None)


def region_of(answers: Answers) -> str:
    """The region a person counts to: certain, or where most homes of a border postcode lie. Empty if not known."""
    possible = regions.regions_of(answers.postcode, answers.council)
    if len(possible) == 1:
        return next(iter(possible))
    outcode = regions.outcode_of(answers.postcode)
    return outcode.region if outcode else ""


def _region(answers: Answers, target: frozenset[str]) -> Result:
    possible = regions.regions_of(answers.postcode, answers.council)
    if possible and possible <= target:
        return Result("region", Outcome.MET, f"You live in {region_of(answers)}.")
    if possible and not possible & target:
        names = either(region for region in regions.Region.values if region in target)
        return Result("region", Outcome.NOT_MET, f"You need to live in {names}. Your postcode is in another area.")
    if not possible:
        return Result("region", Outcome.REFER, "We could not find your postcode in our list, so we will look it up.")
    return Result("region", Outcome.REFER, "Your postcode is on the edge of our area, so we will check your address.")


def _break(answers: Answers, months: int, reference: dt.date) -> tuple[Result, dt.date | None]:
    if answers.situation == Situation.BELOW_SKILL:
        return _below_skill(answers), None
    if answers.situation != Situation.NOT_WORKING:
        words = {
            Situation.SELF_EMPLOYED: "You are self-employed. That can count: we will ask you about your work.",
            Situation.STUDYING: "You are studying. That can count: we will ask you about it.",
        }
        reason = words.get(Situation(answers.situation)) if answers.situation else None
        return Result("break", Outcome.REFER, reason or "Your situation is one a person needs to understand."), None
    return _caring_break(answers.breaks, months, reference)


def _below_skill(answers: Answers) -> Result:
    if answers.because_of_caring == "yes":
        return Result("break", Outcome.MET, "You work below your skill level because of caring.")
    if answers.because_of_caring == "no":
        reason = "Working below your skill level counts when it is because of caring. You told us it is not."
        return Result("break", Outcome.NOT_MET, reason)
    return Result("break", Outcome.REFER, "We need to ask why you work below your skill level.")


def _caring_break(breaks: tuple[Break, ...], months: int, reference: dt.date) -> tuple[Result, dt.date | None]:
    """Not working: caring breaks, merged, must reach the reference date and span at least so many whole months."""
    caring = [b for b in breaks if b.reason in COUNTED_CARING]
    start = reaching_since(caring, reference)
    if start and add_months(start, months) <= reference:
        return Result("break", Outcome.MET, _long_enough(caring, start, reference)), None
    if not breaks or any(b.reason not in DECIDED for b in breaks):
        return Result("break", Outcome.REFER, "Your break is one a person needs to understand."), None
    if not caring:
        reason = "The break needs to be for looking after children or an older relative. Yours was for another reason."
        return Result("break", Outcome.NOT_MET, reason), None
    return _too_short(caring, months, reference)


def _long_enough(caring: list[Break], since: dt.date, reference: dt.date) -> str:
    length = number_of(whole_months(since, reference), "month")
    whose = "Your caring breaks together" if _is_merged(caring, since, reference) else "Your caring break"
    return f"{whose} will be {length} long by {reference:%-d %B %Y}. That is long enough."


def _is_merged(caring: list[Break], since: dt.date, reference: dt.date) -> bool:
    """Whether what counts since then is more than one break."""
    return sum(since <= spell.start < reference for spell in caring) > 1


def _too_short(caring: list[Break], months: int, reference: dt.date) -> tuple[Result, dt.date | None]:
    """Only a break that goes on becomes long enough by waiting."""
    needed = f"Your caring break needs to be at least {months} months long by {reference:%-d %B %Y}."
    since = reaching_since(caring, dt.date.max)
    if since and any(spell.start < since for spell in caring):
        needed += " A break does not count if there is a gap after it."
    if since:
        length = number_of(max(0, whole_months(since, reference)), "month")
        whose = "Your breaks together" if _is_merged(caring, since, reference) else "It"
        reason, eligible_from = f"{needed} {whose} will be {length} long by then.", add_months(since, months)
    elif start := reaching_since(caring, reference):
        length = number_of(whole_months(start, reference), "month")
        whose = "Yours together were" if _is_merged(caring, start, reference) else "Yours was"
        reason, eligible_from = f"{needed} {whose} {length} long.", None
    else:
        ended = max(b.end for b in caring if b.end)
        reason = f"Your caring break needs to last until {reference:%-d %B %Y}. Yours ended in {ended:%B %Y}."
        eligible_from = None
    return Result("break", Outcome.NOT_MET, reason), eligible_from


def reaching_since(breaks: Iterable[Break], reference: dt.date) -> dt.date | None:
    """Since when breaks, merged where they overlap or touch, have gone on up to the reference date; else None."""
    since = reference
    for spell in sorted(breaks, key=lambda b: b.covers_until(reference), reverse=True):
        if spell.covers_until(reference) >= since:
            since = min(since, spell.start)
    return since if since < reference else None


def whole_months(start: dt.date, reference: dt.date) -> int:
    """Whole months from the first of a month to a day."""
    return (reference.year - start.year) * 12 + reference.month - start.month


def _field(answers: Answers, fields: list[str]) -> Result:
    if answers.field in fields:
        return Result("field", Outcome.MET, f"You have worked in {Field(answers.field).label.lower()}.")
    if not answers.field:
        return Result("field", Outcome.REFER, "We need to ask about your experience.")
    names = either(Field(field).label.lower() for field in fields)
    return Result("field", Outcome.NOT_MET, f"You need experience in {names}.")


def _right_to_work(answers: Answers) -> Result:
    if answers.right_to_work == RightToWork.YES:
        return Result("right_to_work", Outcome.MET, "You have the right to work in the UK.")
    if answers.right_to_work == RightToWork.NO:
        return Result("right_to_work", Outcome.NOT_MET, "You need the right to work in the UK.")
    return Result("right_to_work", Outcome.REFER, "We will help you to find out whether you have it.")


def _month(text: str) -> dt.date:
    return dt.datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 - a month has no time zone
