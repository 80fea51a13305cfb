"""Mentors in every state one can be in, with somebody to answer about and somebody they meet."""

import datetime as dt

from django.utils import timezone

from core.skills import Skill
from mentoring.models import Mentor
from tests.browser.world.place import World
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.mentoring import MentorFactory, MentorResourceFactory, PairFactory

Status = Mentor.Status
NOW = timezone.now()
STATES = {
    "mentors": ("Grace Adeyemi", {"capacity": 3, "asked_to_renew_at": NOW}),
    "offers-to-mentor": ("Tom Birch", {"status": Status.WAITING}),
    "mentors-later": ("Ines Costa", {"status": Status.PAUSED}),
    "not-a-mentor": ("Jo Dale", {"status": Status.TURNED_DOWN, "decided_at": NOW}),
    "no-longer-mentors": ("Kit Evans", {"status": Status.LEFT, "left_at": NOW}),
}
TOLD = {
    "job_title": "Lead developer",
    "employer": "Cummins",
    "about": "I came back after five years with my two children. I am glad to be asked about it.",
    "not_with": "Alex Reed, whom I know in private",
    "availability": ["tue-school", "tue-evening", "thu-school"],
}


def add(world: World) -> None:
    told = [*Skill.objects.topics().in_order()[:3], *Skill.objects.filter(group=Skill.Group.TECHNOLOGY).in_order()[:4]]
    for who, (name, state) in STATES.items():
        person = world.people[who] = UserFactory(name=name, email=f"{who}@example.org")
        world.mentors[who] = MentorFactory(person=person, programme=world.programme, **TOLD, **state)
        world.mentors[who].skills.set(told)
    asked, active = (
        EnrolmentFactory(cohort=world.cohort, person=UserFactory(name=name)) for name in ("Leila Farah", "Mo Grant")
    )
    words = "You both work in software. You could both talk about confidence, and have Tuesdays in school hours."
    PairFactory(mentor=world.mentors["mentors"], enrolment=asked, words=words)
    PairFactory(mentor=world.mentors["mentors"], enrolment=active, active=True, asked_at=NOW - dt.timedelta(days=20))
    MentorResourceFactory(programme=world.programme)
    MentorResourceFactory(programme=world.programme, title="Questions for a first talk", document=True)
    world.people["to-mentor"] = UserFactory(name="Nia Hughes", email="to-mentor@example.org")
