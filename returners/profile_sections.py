"""The second task list, once a place is confirmed: what helps to prepare for a person. All of it may be skipped."""

import datetime as dt
from typing import Any

from django.urls import reverse

from returners.models import Application
from returners.sections import Section, incomplete


def _has_told_skills(application: Application) -> bool:
    known = application.known_skills.all()
    return all(one.is_rated for one in known) if known else application.profile.has_no_listed_skill


def _has_told_work(application: Application) -> bool:
    profile = application.profile
    return bool(profile.hours and profile.patterns and profile.travel and profile.kinds)


PROFILE_SECTIONS = [
    Section(
        "roles",
        "Your experience",
        lambda a: bool(a.work_roles.all()),
        lambda a: bool(a.work_roles.all()) and a.profile.has_told_all_roles,
    ),
    Section("skills", "Your skills", lambda a: bool(a.known_skills.all()), _has_told_skills),
    Section("availability", "When you can take part", lambda a: False, lambda a: a.profile.enrolment.has_told_when),
    Section("work", "The work you would like", lambda a: False, _has_told_work),
    Section(
        "help",
        "Help you would like",
        lambda a: False,
        lambda a: bool(a.topic_names) or a.profile.wants_no_topic,
    ),
]
# Those with more pages than one have addresses of their own.
PAGES = {"roles": "work_role_list", "skills": "skill_choose"}


def section_url(application: Application, slug: str) -> str:
    if slug in PAGES:
        return reverse(f"returners:{PAGES[slug]}", args=[application.uuid])
    return reverse("returners:profile_section", args=[application.uuid, slug])


def missing(application: Application) -> list[Section]:
    """The sections that are not complete. Fetch the application `with_profile`."""
    return incomplete(application, PROFILE_SECTIONS)


def progress(application: Application, at: dt.datetime) -> dict[str, Any] | None:
    """For pages that lead to the list: how far it has come. None where there is no place, or it was left unused."""
    if not hasattr(application, "profile"):
        return None
    left = len(missing(application))
    return {
        "url": reverse("returners:profile_tasks", args=[application.uuid]),
        "programme": application.cohort.programme.name,
        "done": len(PROFILE_SECTIONS) - left,
        "of": len(PROFILE_SECTIONS),
        "is_open": not application.profile.why_closed(at),
        "asks": left > 0 and not application.profile.why_closed(at),
    }
