"""The forms of mentors, and of the staff who approve them."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from cohorts.models import Programme
from core.skills import Skill
from mentoring.models import Mentor
from tests.conftest import sign_in
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.mentoring import MentorFactory
from tests.inputs.form import Scene, Typed
from tests.queries.growing import manager_of


def a_mentor() -> tuple[Client, Mentor]:
    """With a topic and a skill whose keys a form can name."""
    mentor = MentorFactory()
    for pk, group in ((TOPIC, Skill.Group.TOPIC), (SKILL, Skill.Group.TECHNOLOGY)):
        mentor.skills.add(Skill.objects.create(pk=pk, group=group, name="One of before"))
    return sign_in(Client(), mentor.person), mentor


def who_waits() -> tuple[Client, Mentor]:
    mentor = MentorFactory(status=Mentor.Status.WAITING)
    return sign_in(Client(), manager_of(mentor.programme)), mentor


def a_programme() -> tuple[Client, Programme]:
    programme = ProgrammeFactory()
    return sign_in(Client(), manager_of(programme)), programme


def change(section: str) -> Callable[[Mentor], str]:
    return lambda mentor: reverse("mentoring:offer_change", args=[mentor.uuid, section])


def decide(mentor: Mentor) -> str:
    return reverse("mentoring:mentor_turn_down", args=[mentor.programme.slug, mentor.uuid])


def of_programme(name: str) -> Callable[[Programme], str]:
    return lambda programme: reverse(f"mentoring:{name}", args=[programme.slug])


SCENES: dict[str, Scene] = {"a mentor": a_mentor, "who waits": who_waits, "a programme with mentors": a_programme}

TOPIC, SKILL = 990_001, 990_002
WORK = {
    "strand": "technology",
    "occupation": "2134",
    "job_title": "Lead developer",
    "employer": "Cummins",
    "seniority": "4",
}
MEETING = {"mode": "online", "region": "North West", "capacity": "2"}
KEY = "1f0d8b1e-2f0a-4c7e-9a51-0d6f0c8f2b11"
FORMS: dict[str, Typed] = {
    "WorkForm": Typed("a mentor", change("work"), WORK),
    "HelpForm": Typed(
        "a mentor", change("help"), {"topics": str(TOPIC), "skills": str(SKILL), "about": "I came back myself."}
    ),
    "MeetingForm": Typed("a mentor", change("meeting"), MEETING),
    "TimesForm": Typed("a mentor", change("times"), {"mon": "morning", "tue": "school"}),
    "LimitsForm": Typed("a mentor", change("limits"), {"not_with": "Somebody I know"}),
    "TurnDownForm": Typed("who waits", decide, {"words": "We have enough mentors in London."}),
    "MentorFilterForm": Typed(
        "a programme with mentors", of_programme("mentor_list"), {"status": "waiting", "strand": ""}, method="get"
    ),
    "ResourceForm": Typed(
        "a programme with mentors",
        of_programme("resource_add"),
        {"title": "A guide", "link": "https://example.org/guide", "key": KEY},
    ),
}
BASES = {"OfferForm"}
