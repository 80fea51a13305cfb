"""What was told once a place was confirmed, as question and answer, for whoever reads it: its person, and staff."""

from django.db.models import Choices
from django.urls import reverse

from core import slots
from core.words import number_of
from returners.models import Application, KnownSkill, Profile, WorkRole
from returners.profile_sections import PROFILE_SECTIONS, section_url
from returners.summary import Card, Row


def profile_cards(application: Application, *, changeable: bool) -> list[Card]:
    """A card for each section that something was told in. `changeable` gives each row the address where it is changed.

    Fetch the application `with_profile`.
    """
    rows = {
        "roles": _roles(application),
        "skills": _skills(application),
        "availability": _availability(application),
        "work": _work(application.profile),
        "help": _help(application),
    }
    return [
        {
            "title": section.title,
            "rows": [_row(application, section.slug, row, changeable) for row in rows[section.slug]],
        }
        for section in PROFILE_SECTIONS
        if any(row["value"] for row in rows[section.slug])
    ]


def _row(application: Application, section: str, row: Row, changeable: bool) -> Row:
    shown = {"key": row["key"], "value": row["value"]}
    return shown | {"url": row.get("url") or section_url(application, section)} if changeable else shown


def _roles(application: Application) -> list[Row]:
    return [role_row(application, role) for role in application.work_roles.all()]


def role_row(application: Application, role: WorkRole, pages: str = "work_role") -> Row:
    """`pages`: how the names of the pages begin where it is changed."""
    return {
        "key": role.job_title,
        "value": [role.employer, role.occupation_name, role.when],
        "url": reverse(f"returners:{pages}_change", args=[application.uuid, role.pk]),
        "remove_url": reverse(f"returners:{pages}_remove", args=[application.uuid, role.pk]),
    }


def _skills(application: Application) -> list[Row]:
    known = application.known_skills.all()
    if not known:
        return [{"key": "Skills", "value": "None of those listed"}] if application.profile.has_no_listed_skill else []
    count = {"key": "Skills chosen", "value": number_of(len(known), "skill")}
    return [count, *(_skill(application, one) for one in known)]


def _skill(application: Application, known: KnownSkill) -> Row:
    return {
        "key": known.skill.name,
        "value": [f"Last used in {known.last_used}", known.get_confidence_display()] if known.is_rated else "",
        "url": reverse("returners:skill_rate", args=[application.uuid, known.pk]),
    }


def _availability(application: Application) -> list[Row]:
    enrolment = application.profile.enrolment
    return [
        {"key": "Days and times", "value": slots.in_words(enrolment.availability)},
        {"key": "When in the year", "value": enrolment.get_terms_display()},
    ]


def _work(profile: Profile) -> list[Row]:
    return [
        {"key": "Hours", "value": profile.get_hours_display()},
        {"key": "Where to work", "value": _labels(Profile.Pattern, profile.patterns)},
        {"key": "Travel", "value": profile.get_travel_display()},
        {"key": "Kinds of work", "value": _labels(Profile.Kind, profile.kinds)},
    ]


def _labels(choices: type[Choices], values: list[str]) -> list[str]:
    return [str(label) for value, label in choices.choices if value in values]


def _help(application: Application) -> list[Row]:
    profile = application.profile
    return [
        {"key": "Help with", "value": application.topic_names or ("None for now" if profile.wants_no_topic else "")},
        {"key": "Hopes for the programme", "value": profile.hopes},
    ]
