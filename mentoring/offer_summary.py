"""What a mentor has told, as question and answer: before it is sent, on their own page, and for staff."""

from collections.abc import Callable, Iterable
from typing import Any

from core import slots
from core.skills import Skill
from core.words import number_of
from mentoring.models import Mentor
from mentoring.seniority import Seniority

Row = dict[str, Any]
Card = dict[str, Any]
Way = Callable[[str], str]


def cards(mentor: Mentor, skills: Iterable[Skill], *, url_of: Way | None = None) -> list[Card]:
    """A card for each section. `url_of` gives the address where a section is changed."""
    known = sorted(skills, key=lambda skill: (skill.position, skill.name))
    rows: dict[str, tuple[str, dict[str, Any]]] = {
        "work": ("Your work", _work(mentor)),
        "help": (
            "What you can help with",
            {
                "Glad to talk about": [skill.name for skill in known if skill.group == Skill.Group.TOPIC],
                "Skills": [skill.name for skill in known if skill.group != Skill.Group.TOPIC],
                "A few words": mentor.about,
            },
        ),
        "meeting": (
            "How you could meet",
            {
                "How": mentor.get_mode_display(),
                "Region": mentor.region,
                "At once": number_of(mentor.capacity, "person").replace("persons", "people"),
            },
        ),
        "times": ("When you could meet", {"Days and times": slots.in_words(mentor.availability)}),
        "limits": ("Anybody you would rather not meet", {"Only our team reads this": mentor.not_with or "Nobody"}),
    }
    return [
        {
            "title": title,
            "rows": [{"key": key, "value": value} for key, value in told.items()],
            "url": url_of(section) if url_of else "",
        }
        for section, (title, told) in rows.items()
    ]


def cards_for_staff(mentor: Mentor, skills: Iterable[Skill]) -> list[Card]:
    """The same, told about them and not to them."""
    titles = [
        "Their work",
        "What they can help with",
        "How they could meet",
        "When they could meet",
        "Whom they would rather not meet",
    ]
    return [card | {"title": title} for title, card in zip(titles, cards(mentor, skills), strict=True)]


def _work(mentor: Mentor) -> dict[str, Any]:
    return {
        "Strand": str(mentor.strand),
        "Kind of work": mentor.field_name or "Something else",
        "Job title": mentor.job_title,
        "Employer": mentor.employer or "None at the moment",
        "Seniority": Seniority(mentor.seniority).label,
    }
