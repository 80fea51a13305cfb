"""Those who mentor in STEM ReCharge: most work at an employer of the demonstration world, some for themselves."""

import datetime as dt
import random
import uuid
from typing import Any

from accounts.models import User
from cohorts.models import Programme
from core.occupations import VERSION, occupations
from core.regions import Region, outcode_of
from core.skills import Skill
from core.slots import Day, Part
from demo.applying import person
from demo.employers import EMPLOYERS, PROSPECTS, Employer
from demo.taking_part import DAY, strangers
from employers.models import Organisation
from mentoring.actions.registering import change, register
from mentoring.actions.resources import share
from mentoring.actions.standing import approve, pause
from mentoring.models import Mentor
from mentoring.people import Mode

MENTOR, MENTOR_NAME = "nisha.pillai@example.org", "Nisha Pillai"
# So many, of whom the last have offered in these days and wait for an answer.
MENTORS, WAITING = 45, 2
FIRST_DAY = -300
TECHNICAL = {Organisation.Sector.TECHNOLOGY, Organisation.Sector.FINANCE, Organisation.Sector.PROFESSIONAL}
ABOUT = [
    "I came back after four years with two small children, and remember well how it felt.",
    "Ask me anything about interviews: I have been on the other side of the table for years.",
    "I work four days a week and help run a coding club on the fifth.",
    "I changed fields at forty. It can be done.",
    "",
]
SAME_FAMILY = "My sister-in-law may take part. We would both rather talk to somebody else."


def add_mentors(programme: Programme, manager: User, at: dt.datetime) -> None:
    """They offer one after the other over most of a year, and are approved the day after."""
    chance = random.Random("mentors")
    mine = User.objects.get(email=MENTOR)
    people = [mine, *(person(one.name, one.email) for one in strangers("mentors")[: MENTORS - 1])]
    for number, one in enumerate(people):
        waits = MENTORS - number <= WAITING
        offered = at + ((number - MENTORS) * DAY if waits else (FIRST_DAY + 4 * number) * DAY)
        offer = her_offer(programme) if one == mine else an_offer(number, programme, chance)
        mentor = register(one, programme, offer=offer, at=offered)
        if not waits:
            approve(mentor, by=manager, at=offered + DAY)
    share_guides(programme, manager, at + FIRST_DAY * DAY)


def her_offer(programme: Programme) -> dict[str, Any]:
    """Of the one whose sign-in is printed: she has time on every working day, and for one person to begin with."""
    topics = Skill.objects.active().topics().in_order()[:3]
    skills = Skill.objects.active().filter(group="technology").in_order()[:5]
    return {
        "strand": programme.strands.get(slug="technology"),
        "occupation": "2134",
        "occupation_version": VERSION,
        "job_title": "Lead software developer",
        "employer": "Aire Valley Software (invented)",
        "region": Region.YORKSHIRE,
        "mode": Mode.EITHER,
        "seniority": 4,
        "capacity": 1,
        "availability": [f"{day}-{Part.SCHOOL}" for day in Day.values[:5]] + [f"{Day.TUESDAY}-{Part.EVENING}"],
        "about": "I was away for six years and came back through a programme like this one.",
        "skills": [skill.pk for skill in (*topics, *skills)],
    }


def an_offer(number: int, programme: Programme, chance: random.Random) -> dict[str, Any]:
    employer = chance.choice([one for one in EMPLOYERS if one.name not in PROSPECTS])
    slug = "technology" if employer.sector in TECHNICAL or number % 3 else "engineering"
    work = chance.choice([one for one in occupations().values() if one.field == slug])
    skills = list(Skill.objects.active().filter(group=slug).in_order())
    topics = list(Skill.objects.active().topics().in_order())
    chosen = chance.sample(skills, min(len(skills), chance.randint(3, 6))) + chance.sample(topics, chance.randint(1, 3))
    return {
        "strand": programme.strands.get(slug=slug),
        "occupation": work.code,
        "occupation_version": VERSION,
        "job_title": work.name,
        "employer": employer.name if number % 8 else "",
        "region": region_of(employer, chance),
        "mode": chance.choices(Mode.values, [3, 6, 1])[0],
        "seniority": chance.randint(3, 7),
        "capacity": chance.choice([1, 1, 1, 2, 2, 3]),
        "availability": some_times(chance),
        "about": chance.choice(ABOUT),
        "not_with": SAME_FAMILY if number == WAITING else "",
        "skills": [skill.pk for skill in chosen],
    }


def region_of(employer: Employer, chance: random.Random) -> str:
    """They live near one of its sites."""
    outcode = outcode_of(chance.choice(employer.sites.split(" | ")).split()[-1])
    return outcode.region if outcode else ""


def some_times(chance: random.Random) -> list[str]:
    """Lunch breaks in school hours, and an evening."""
    days = chance.sample(Day.values[:5], 3)
    return [f"{day}-{Part.SCHOOL}" for day in days[:2]] + [f"{days[2]}-{Part.EVENING}"]


def share_guides(programme: Programme, manager: User, at: dt.datetime) -> None:
    for title, page in [("How to begin: your first meeting", "first-meeting"), ("When to ask us for help", "help")]:
        link, key = f"https://guides.example.org/mentors/{page}", uuid.uuid5(programme.uuid, page)
        share(programme, title=title, link=link, document=None, by=manager, at=at, key=key)


def take_one_more() -> None:
    """The one with a sign-in has found that she has time for a second person."""
    mentor = Mentor.objects.get(person__email=MENTOR)
    change(mentor, told={"capacity": 2}, by=mentor.person)


def take_a_break(programme: Programme, at: dt.datetime) -> None:
    """One of those who mentor nobody at the moment."""
    free = Mentor.objects.approved().filter(programme=programme, pairs=None).select_related("person").earliest("pk")
    pause(free, by=free.person, at=at)
