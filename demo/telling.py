"""What people with a place have told since: most of them everything, some a part, some nothing yet."""

import datetime as dt
import random
from typing import Any

from cohorts.models import Cohort, Enrolment
from core.occupations import VERSION, occupations
from core.skills import Skill
from core.slots import Day, Part
from returners import actions
from returners.models import Application, KnownSkill, Profile

EMPLOYERS = """
Airedale Software, Brigg and Sons, Calder Networks, Derwent Data, Ellers Engineering, Foss Systems, Goyt Rail,
Holme Valley Water, Irwell Devices, Jorvik Analytics
"""
HOPES = [
    "To feel at home in a team again.",
    "To find out what has changed, and which of it I need.",
    "A job that ends in time for the school run.",
]


def tell_more(cohort: Cohort, chance: random.Random, at: dt.datetime) -> None:
    skills, topics = list(Skill.objects.active()), list(Skill.objects.active().topics())
    profiles = Profile.objects.filter(enrolment__cohort=cohort, enrolment__status=Enrolment.Status.ACTIVE)
    profiles = profiles.select_related("application__person", "enrolment__strand").order_by("pk")
    for number, profile in enumerate(profiles):
        application, strand = profile.application, profile.enrolment.strand
        if number % 5 < 4:
            tell_availability(application, chance, at)
            tell_experience(application, chance, at)
        if 0 < number % 5 < 4:
            own = [skill for skill in skills if skill.group == strand.slug]
            tell_skills(application, own, chance, at)
            tell_wishes(application, topics, chance, at)


def tell_experience(application: Application, chance: random.Random, at: dt.datetime) -> None:
    kinds = [one for one in occupations().values() if one.field == application.strand.slug]  # type: ignore[union-attr]
    firms = [firm.strip() for firm in EMPLOYERS.split(",")]
    year = at.year - chance.randint(12, 20)
    for firm in chance.sample(firms, 2):
        kind, until = chance.choice(kinds), year + chance.randint(2, 4)
        actions.add_role(
            application,
            job_title=kind.name,
            employer=firm,
            occupation=kind.code,
            occupation_version=VERSION,
            start=dt.date(year, chance.randint(1, 12), 1),
            end=dt.date(until, 12, 1),
            at=at,
            by=application.person,
        )
        year = until + 1
    actions.finish_roles(application, at=at, by=application.person)


def tell_skills(application: Application, skills: list[Skill], chance: random.Random, at: dt.datetime) -> None:
    chosen = chance.sample(skills, min(len(skills), chance.randint(2, 4)))
    actions.choose_skills(application, skills=[skill.pk for skill in chosen], at=at, by=application.person)
    for known in application.known_skills.all():
        used, confidence = at.year - chance.randint(2, 9), chance.choice(KnownSkill.Confidence.values)
        actions.rate_skill(known, last_used=used, confidence=confidence, at=at, by=application.person)


def tell_availability(application: Application, chance: random.Random, at: dt.datetime) -> None:
    """School hours on most weekdays, now and then an evening."""
    days = chance.sample(Day.values[:5], chance.randint(3, 5))
    slots = [f"{day}-{Part.SCHOOL}" for day in days] + [f"{days[0]}-{Part.EVENING}"] * chance.randint(0, 1)
    terms = chance.choice(Enrolment.Terms.values)
    actions.tell_availability(application, slots=slots, terms=terms, at=at, by=application.person)


def tell_wishes(application: Application, topics: list[Skill], chance: random.Random, at: dt.datetime) -> None:
    told: dict[str, Any] = {"at": at, "by": application.person}
    actions.tell_wanted_work(
        application,
        hours=chance.choice(Profile.Hours.values),
        patterns=chance.sample(Profile.Pattern.values[:3], chance.randint(1, 2)),
        travel=chance.choice(Profile.Travel.values),
        kinds=chance.sample(Profile.Kind.values[:3], chance.randint(1, 2)),
        **told,
    )
    chosen = chance.sample(topics, min(len(topics), 2))
    actions.tell_wanted_help(application, topics=[t.pk for t in chosen], hopes=chance.choice(HOPES), **told)
