"""The meetings of a small group: one a week at its time, between two days. Laid again, what is missing is added."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models import User
from core import audit
from core.calendar import uk_day, uk_instant
from core.errors import Refused, SeenOtherwise
from core.seen import mark_of
from core.slots import SLOTS, Day
from notifications.timed import replan_all
from participation.actions.laying import away_of
from participation.actions.timetable import hold_timetable
from participation.models import Group, Session

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Weekly:
    """From one day to another, at this time on UK clocks and for so long."""

    first_on: dt.date
    last_on: dt.date
    starts: dt.time
    minutes: int


@dataclass(frozen=True)
class Meeting:
    """One week's meeting, or `why` there is none."""

    day: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    why: str


@dataclass(frozen=True)
class Plan:
    meetings: list[Meeting]

    @property
    def adds(self) -> list[Meeting]:
        return [one for one in self.meetings if not one.why]

    @property
    def leaves_out(self) -> list[Meeting]:
        return [one for one in self.meetings if one.why]

    @property
    def seen(self) -> str:
        """Tells this plan from any other: a press does what was shown, or is shown again."""
        return mark_of(*((one.starts_at, one.ends_at) for one in self.adds))


def why_no_meetings(group: Group) -> str:
    """Why none can be laid yet, in words for the page."""
    if group.told_members.live().exists():
        return ""
    return "Nobody has been told that they are in this group yet. Tell them first, then lay its meetings."


def foresee_meetings(group: Group, weekly: Weekly, *, at: dt.datetime) -> Plan:
    """A meeting on the group's weekday in each week; none on a bank holiday, in a school holiday, or where one is."""
    met = group.sessions.standing().values_list("starts_at", flat=True)
    there, away = {uk_day(starts_at) for starts_at in met}, away_of(group.cohort)
    meetings, day = [], _first_day(group, weekly)
    while day <= weekly.last_on:
        starts_at = uk_instant(day, weekly.starts.hour, weekly.starts.minute)
        why = (
            "the group meets on that day already" if day in there else "that is over" if starts_at <= at else away(day)
        )
        meetings.append(Meeting(day, starts_at, starts_at + dt.timedelta(minutes=weekly.minutes), why))
        day += WEEK
    return Plan(meetings)


def _first_day(group: Group, weekly: Weekly) -> dt.date:
    weekday = list(Day).index(SLOTS[group.slot].day)
    return weekly.first_on + dt.timedelta(days=(weekday - weekly.first_on.weekday()) % 7)


@transaction.atomic
def lay_meetings(group: Group, weekly: Weekly, *, seen: str, by: User, at: dt.datetime, **words: Any) -> int:
    """Do what was shown: SeenOtherwise if it would be something else by now. How many sessions that made."""
    if refusal := why_no_meetings(group):
        raise Refused(refusal)
    # Two managers lay one after the other, and whoever lays an outline, too.
    hold_timetable(group.cohort)
    plan = foresee_meetings(group, weekly, at=at)
    if seen != plan.seen:
        raise SeenOtherwise("The timetable has changed since this page was shown. Look at the meetings again.")
    with audit.acting(by=by, why=f"Meetings of {str(group).lower()}"):
        made = [
            Session.objects.create(
                cohort=group.cohort,
                group=group,
                kind=Session.Kind.SMALL_GROUP,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                changed_at=at,
                **words,
            )
            for one in plan.adds
        ]
    replan_all(Session.objects.filter(pk__in=[session.pk for session in made]), at=at)
    return len(made)
