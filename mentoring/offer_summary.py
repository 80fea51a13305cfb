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
                "About you": mentor.about,
            },
        ),
        "meeting": (
            "How and when you could meet",
            {
                "How": mentor.get_mode_display(),
                "Where you live": mentor.get_region_display(),
                "At once": number_of(mentor.capacity, "person").replace("persons", "people"),
                "Days and times": slots.in_words(mentor.availability),
            },
        ),
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


def _work(mentor: Mentor) -> dict[str, Any]:
    return {
        "Strand": str(mentor.strand),
        "Kind of work": mentor.field_name or "Something else",
        "Job title": mentor.job_title,
        "Employer": mentor.employer or "None at the moment",
        "Closest to your work": Seniority(mentor.seniority).label,
    }
