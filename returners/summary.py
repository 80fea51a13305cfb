"""An application as question and answer, for whoever reads it: its person, and staff."""

from collections.abc import Sequence
from typing import Any

from django.db.models import TextChoices

from cohorts.models import Field
from core.uktime import uk_month
from core.words import lower_first
from returners import questions
from returners.doors import Door
from returners.eligibility import KEPT_WORKING, Answers, Break, Reason, RightToWork, Situation
from returners.models import Application, Decision

Row = dict[str, Any]
Card = dict[str, Any]


def summary(application: Application, door: Door | None = None) -> list[Card]:
    """Cards of rows, a card a section. A `door` gives each row the address behind it where it is changed."""
    cards = [
        ("contact", "How to reach you", _contact(application)),
        ("eligibility", "Your situation", _eligibility(application)),
        ("strand", "Strand", [{"key": "Strand", "value": str(application.strand or "")}]),
        *_assessed(application),
        ("support", "Support", _support(application)),
    ]
    return [
        {"title": title, "rows": [_row(application, door, slug, row) for row in rows]} for slug, title, rows in cards
    ]


def _assessed(application: Application) -> list[tuple[str, str, list[Row]]]:
    """What a ranked cohort reads besides."""
    if not application.cohort.is_ranked:
        return []
    told = application.criteria_told
    return [
        ("experience", "Your experience", _roles(application)),
        *(
            (f"question-{one.pk}", one.name, [{"key": one.question, "value": told.get(one.pk, "").splitlines()}])
            for one in application.criteria_asked
        ),
    ]


def _roles(application: Application) -> list[Row]:
    roles = [
        {"key": role.job_title, "value": [role.employer, role.occupation_name, role.when]}
        for role in application.work_roles.all()
    ]
    return roles or [{"key": "Jobs", "value": "None to tell of" if application.has_told_roles else ""}]


def _contact(application: Application) -> list[Row]:
    return [
        {"key": "Full name", "value": application.full_name},
        {"key": "Email address", "value": application.person.email, "fixed": True},
        {"key": "Phone number", "value": application.phone.as_national if application.phone else ""},
        {"key": "Get in touch by", "value": application.get_contact_by_display()},
    ]


def _eligibility(application: Application) -> list[Row]:
    return told(application.answers(), application.cohort.rules.target)


def told(answers: Answers, target: frozenset[str]) -> list[Row]:
    """The answers about eligibility, a row for each question that was asked."""
    found = {
        "postcode": ("Postcode", answers.postcode),
        "council": ("Local council", answers.council),
        "work": ("What you do now", _label(Situation, answers.situation)),
        "caring": ("Because of caring", _label(Application.YesNo, answers.because_of_caring)),
        "break": ("Career break", _breaks(answers)),
        "field": ("Field you worked in", _label(Field, answers.field)),
        "right-to-work": ("Right to work in the UK", _label(RightToWork, answers.right_to_work)),
    }
    return [
        {"key": found[question.slug][0], "value": found[question.slug][1], "question": question.slug}
        for question in questions.asked(answers, target)
    ]


def _label(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label) if value else ""


def changed(before: Answers, after: Answers, target: frozenset[str]) -> list[Row]:
    """What has become of each answer that is not as it was: a line before, a line now."""
    old, new = ({row["key"]: row["value"] for row in told(answers, target)} for answers in (before, after))
    keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    return [{"key": key, "value": [f"Before: {_line(old.get(key))}", f"Now: {_line(new.get(key))}"]} for key in keys]


def between(application: Application, decisions: Sequence[Decision]) -> list[Row]:
    """What the applicant has changed since it was sent, by the answers that were decided on, newest decision first."""
    if not decisions:
        return []
    newest, first = (Answers.from_json(decision.answers) for decision in (decisions[0], decisions[-1]))
    return changed(first, newest, application.cohort.rules.target)


def _line(value: str | list[str] | None) -> str:
    return (", ".join(value) if isinstance(value, list) else value) or "not asked"


def _breaks(answers: Answers) -> list[str]:
    """A break takes two lines; where there are several, each has one to itself."""
    if answers.kept_working:
        return [KEPT_WORKING]
    spells = [spell_in_words(spell) for spell in answers.breaks]
    return list(spells[0]) if len(spells) == 1 else [f"{why}: {lower_first(when)}" for why, when in spells]


def spell_in_words(spell: Break) -> tuple[str, str]:
    """Why, and from when to when."""
    until = uk_month(spell.end) if spell.end else "now"
    return Reason(spell.reason).label, f"From {uk_month(spell.start)} to {until}"


def _support(application: Application) -> list[Row]:
    rows: list[Row] = [{"key": "Support you need", "value": application.get_needs_support_display()}]
    if application.support_needs:
        rows.append({"key": "What would help", "value": application.support_needs})
    return rows


def _row(application: Application, door: Door | None, section: str, row: Row) -> Row:
    plain = {"key": row["key"], "value": row["value"]}
    if door is None or row.get("fixed"):
        return plain
    if "question" in row:
        return {**plain, "url": door.question_url(application, row["question"])}
    return {**plain, "url": door.section_url(application, section)}
