"""An application as question and answer, for whoever reads it: its person, and staff."""

from typing import Any

from core.forms import lower_first
from core.uktime import uk_month
from returners import questions
from returners.doors import Door
from returners.eligibility import KEPT_WORKING, Break, Reason
from returners.models import Application

Row = dict[str, Any]
Card = dict[str, Any]


def summary(application: Application, door: Door | None = None) -> list[Card]:
    """Cards of rows, a card a section. A `door` gives each row the address behind it where it is changed."""
    cards = [
        ("contact", "How to reach you", _contact(application)),
        ("eligibility", "Your situation", _eligibility(application)),
        ("strand", "Strand", [{"key": "Strand", "value": str(application.strand or "")}]),
        ("support", "Support", _support(application)),
    ]
    return [
        {"title": title, "rows": [_row(application, door, slug, row) for row in rows]} for slug, title, rows in cards
    ]


def _contact(application: Application) -> list[Row]:
    return [
        {"key": "Full name", "value": application.full_name},
        {"key": "Email address", "value": application.person.email, "fixed": True},
        {"key": "Phone number", "value": application.phone.as_national if application.phone else ""},
        {"key": "Get in touch by", "value": application.get_contact_by_display()},
    ]


def _eligibility(application: Application) -> list[Row]:
    found = {
        "postcode": ("Postcode", application.postcode),
        "council": ("Local council", application.council),
        "work": ("What you do now", application.get_situation_display()),
        "caring": ("Because of caring", application.get_because_of_caring_display()),
        "break": ("Career break", _breaks(application)),
        "field": ("Field you worked in", application.get_field_display()),
        "right-to-work": ("Right to work in the UK", application.get_right_to_work_display()),
    }
    target = application.cohort.rules.target
    return [
        {"key": found[question.slug][0], "value": found[question.slug][1], "question": question.slug}
        for question in questions.asked(application.answers(), target)
    ]


def _breaks(application: Application) -> list[str]:
    """A break takes two lines; where there are several, each has one to itself."""
    if application.kept_working:
        return [KEPT_WORKING]
    spells = [spell_in_words(spell) for spell in application.answers().breaks]
    return list(spells[0]) if len(spells) == 1 else [f"{why}: {lower_first(when)}" for why, when in spells]


def spell_in_words(spell: Break) -> tuple[str, str]:
    """Why, and from when to when."""
    until = f"to {uk_month(spell.end)}" if spell.end else "and it goes on"
    return Reason(spell.reason).label, f"From {uk_month(spell.start)} {until}"


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
