"""What somebody would like of a mentor, before they have said so: what their profile tells."""

from typing import Any

from cohorts.models import Enrolment
from core.skills import Skill
from mentoring.models import Wants
from mentoring.people import LEAST_SENIORITY, Mode
from returners.models import Application

Told = dict[str, Any]


def application_of(enrolment: Enrolment) -> Application | None:
    rows = Application.objects.filter(profile__enrolment=enrolment)
    return rows.prefetch_related("work_roles", "known_skills", "wanted_topics").first()


def told_of(enrolment: Enrolment, application: Application | None) -> Told:
    """By the names of `Wants`: what was told on the page about the mentor, or else in the profile."""
    wants = Wants.objects.filter(enrolment=enrolment).first()
    if wants:
        names = "wants_mentor occupation first_wish_id second_wish_id third_wish_id mode seniority employers not_with"
        told = {name: getattr(wants, name) for name in names.split()}
        return told | {"skills": set(wants.skills.values_list("pk", flat=True))}
    told = {"wants_mentor": True, "mode": Mode.EITHER, "seniority": LEAST_SENIORITY, "employers": [], "not_with": ""}
    if application is None:
        return told | {"occupation": "", "skills": set()}
    roles = [role for role in application.work_roles.all() if role.occupation]
    rows: list[Any] = [*application.known_skills.all(), *application.wanted_topics.all()]
    return told | {"occupation": roles[0].occupation if roles else "", "skills": {row.skill_id for row in rows}}


def employers_of(application: Application | None) -> list[str]:
    """Where they have worked, as they wrote it, each once."""
    return list(dict.fromkeys(role.employer for role in application.work_roles.all())) if application else []


def skills_to_ask(enrolment: Enrolment, chosen: set[int]) -> tuple[list[Skill], list[Skill]]:
    """Topics, and the skills of their strand. One taken out of use stays with whoever has chosen it."""
    asked = [skill for skill in Skill.objects.in_order() if skill.is_active or skill.pk in chosen]
    fields = {Skill.Group.TECHNOLOGY, Skill.Group.ENGINEERING}
    groups = fields & {enrolment.strand.slug} or fields
    topics = [skill for skill in asked if skill.group == Skill.Group.TOPIC]
    return topics, [skill for skill in asked if skill not in topics and (skill.group in groups or skill.pk in chosen)]
