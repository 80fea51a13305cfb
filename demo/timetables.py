"""One outline for every cohort of the programme, laid on the dates of each, around a week in which schools are shut."""

import datetime as dt
import uuid
from typing import NamedTuple

from accounts.models import User
from cohorts.models import Cohort, Programme
from core.slots import Day
from demo.leading import Leaders, give_sessions
from participation.actions import outlines
from participation.actions.announcing import announce
from participation.actions.laying import foresee, lay_outline
from participation.models import Outline, SchoolHoliday
from participation.models.outline import SessionKind

COACHING, SKILLS, REFRESH = SessionKind.COACHING, SessionKind.JOB_SKILLS, SessionKind.REFRESH
MEETING, CHECK_IN = SessionKind.MENTORING, SessionKind.FOLLOW_ON
TUE, WED, THU = Day.TUESDAY, Day.WEDNESDAY, Day.THURSDAY
MORNING, NOON = dt.time(10), dt.time(12, 30)


class Row(NamedTuple):
    """Week 1 begins with the cohort. `track`: for this strand only."""

    week: int
    weekday: Day
    starts: dt.time
    minutes: int
    kind: SessionKind
    title: str
    about: str
    track: str = ""


ROWS = [
    Row(1, TUE, MORNING, 120, COACHING, "Where you are now", "What you bring, and what the break has added to it."),
    Row(2, TUE, MORNING, 120, COACHING, "Your strengths", "Bring three things that you did well, at work or outside."),
    Row(2, THU, MORNING, 90, SKILLS, "A CV for coming back", "Bring the last one you wrote, however old it is."),
    Row(
        3, TUE, MORNING, 120, COACHING, "Talking about your break", "On paper, in an interview, and over a cup of tea."
    ),
    Row(4, THU, MORNING, 90, SKILLS, "Finding the work", "Where jobs are that nobody advertises, and what to ask for."),
    Row(5, TUE, MORNING, 120, COACHING, "Work and caring", "Hours, help and what happens when a child is ill."),
    Row(5, WED, NOON, 60, MEETING, "Meet the mentors", "They say who they are, and what they help with."),
    Row(6, TUE, MORNING, 120, COACHING, "People you know", "Who could tell you more, and how to ask them."),
    Row(6, THU, MORNING, 90, SKILLS, "Interviews", "We practise in threes. Nobody has to go first."),
    Row(7, TUE, MORNING, 180, REFRESH, "Cloud and data today", "With engineers from two firms.", "technology"),
    Row(7, WED, MORNING, 180, REFRESH, "Writing code with a machine", "What helps, and what to check.", "technology"),
    Row(7, TUE, MORNING, 180, REFRESH, "Design tools today", "Digital twins, shown at work.", "engineering"),
    Row(7, WED, MORNING, 180, REFRESH, "Net zero on site", "What has changed in materials and rules.", "engineering"),
    Row(8, TUE, MORNING, 120, COACHING, "What comes next", "Finish your roadmap, and say what you will do first."),
    Row(20, TUE, NOON, 60, CHECK_IN, "Check-in after four months", "How it goes, and who needs a hand."),
    Row(46, TUE, NOON, 60, CHECK_IN, "Check-in after ten months", "How it goes, and who needs a hand."),
]
# People choose ReFresh Week, up to so many of each strand.
REFRESH_SEATS = 20
OPTIONAL = {REFRESH, MEETING, CHECK_IN}


def add_outline(programme: Programme, *, by: User) -> Outline:
    outline = outlines.add_outline(programme, name="Eight weeks in school hours", by=by)
    tracks = {strand.slug: strand for strand in programme.strands.all()}
    for number, row in enumerate(ROWS):
        said = row._asdict() | {"track": tracks.get(row.track), "is_core": row.kind not in OPTIONAL}
        seats = REFRESH_SEATS if row.kind == REFRESH else None
        outlines.add_to_outline(outline, key=key_of(outline, number), capacity=seats, by=by, **said)
    return outline


def add_half_term(cohort: Cohort, *, by: User) -> None:
    """Schools are shut in the week of the third Tuesday: what would be then comes a week later."""
    day = cohort.starts_on + dt.timedelta(days=14)
    tuesday = day + dt.timedelta(days=(1 - day.weekday()) % 7)
    first_on, last_on = tuesday - dt.timedelta(days=1), tuesday + dt.timedelta(days=3)
    holiday = SchoolHoliday(programme=cohort.programme, name="Half-term", first_on=first_on, last_on=last_on)
    outlines.add_holiday(holiday, by=by)


def lay(cohort: Cohort, outline: Outline, leaders: Leaders, *, by: User, at: dt.datetime) -> None:
    """Laid, given to those who lead it, and shown to those who take part."""
    add_half_term(cohort, by=by)
    seen = foresee(cohort, outline, move=True, at=at).seen
    lay_outline(cohort, outline, move=True, seen=seen, by=by, at=at)
    give_sessions(cohort, leaders, by=by, at=at)
    announce(cohort, by=by, at=at + dt.timedelta(days=1))


def key_of(row: Outline, number: int) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{row} {number}")
