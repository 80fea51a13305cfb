"""What people write on their roadmaps, and the steps they set themselves."""

import datetime as dt
from itertools import cycle

from cohorts.models import Enrolment
from core.calendar import uk_day
from participation.actions.roadmap import add_next_step, mark_next_step, write_roadmap

DAY = dt.timedelta(days=1)
GOALS = [
    "A job in data or testing, three or four days a week, within an hour of home. By next summer.",
    "Back to design work, in a team that plans ahead. Mornings at first.",
    "To find out whether I want to lead people again, or build things.",
]
STRENGTHS = [
    "I stay calm when five people want something. I explain things so that others can do them. I finish what I start.",
    "I see what is missing on a drawing. I keep a budget. I ask before it is too late.",
    "I learn quickly, and I am not afraid to look slow at first.",
]
VALUES = [
    "Being home at four. Work that is of use to somebody. People who say what they think.",
    "Honesty, and time to do a thing well.",
    "Learning. Being paid what the work is worth.",
]
# What, and by when, in days from now.
STEPS: list[tuple[str, int | None]] = [
    ("Write the first half of my new CV", -9),
    ("Ask Dilys who does the hiring at her firm", -2),
    ("Do the free course on SQL, chapters 1 to 3", 5),
    ("Find three adverts that I would answer", None),
    ("Talk with my sister about Thursday afternoons", 12),
]


def plan_ahead(enrolments: list[Enrolment], at: dt.datetime, *, done: int = 1) -> None:
    """The first writes everything, the others a part. So many of the first steps are done."""
    words = zip(cycle(GOALS), cycle(STRENGTHS), cycle(VALUES), strict=False)
    for number, (enrolment, parts) in enumerate(zip(enrolments, words, strict=False)):
        for part, text in list(zip(("goals", "strengths", "values"), parts, strict=True))[: 3 if not number else 1]:
            write_roadmap(enrolment, part, text=text, by=enrolment.person)
        for position, (what, days) in enumerate(STEPS[: 4 if not number else 2]):
            due_on = uk_day(at + days * DAY) if days is not None else None
            step = add_next_step(enrolment, what=what, due_on=due_on, by=enrolment.person)
            if position < done:
                mark_next_step(step, done=True, by=enrolment.person, at=at - (10 - 5 * position) * DAY)
