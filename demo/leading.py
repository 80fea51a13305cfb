"""Two people who lead the sessions of the programme. One of them has a sign-in."""

import datetime as dt
from typing import NamedTuple

from accounts import second_factor
from accounts.actions import grant_role
from accounts.models import Role, User
from cohorts.holders import make_holder
from cohorts.models import Cohort, Programme
from demo.applying import person
from participation.actions.timetable import change_session
from participation.models import Session

LEADER, LEADER_NAME = "marie.osei@example.org", "Marie Osei"
OTHER, OTHER_NAME = "dewi.tranter@example.org", "Dewi Tranter"


class Leaders(NamedTuple):
    """Who leads the career coaching of a cohort, and who the rest. Both are there where two strands meet at once."""

    coach: User
    trainer: User


def add_leaders(programme: Programme, *, manager: User, administrator: User) -> Leaders:
    leaders = Leaders(User.objects.get(email=LEADER), person(OTHER_NAME, OTHER))
    for leader in leaders:
        grant_role(leader, role=Role.SESSION_LEADER, by=administrator)
        make_holder(programme, role=Role.SESSION_LEADER, person=leader, by=manager)
        second_factor.enrol(leader)
    return leaders


def give_sessions(cohort: Cohort, leaders: Leaders, *, by: User, at: dt.datetime) -> None:
    """Each session has somebody who leads it, and a meeting of its own."""
    coached = cohort.programme.strands.earliest("name")
    for number, session in enumerate(cohort.sessions.select_related("track").in_order(), start=1):
        leader = leaders.coach if session.kind == Session.Kind.COACHING or session.track == coached else leaders.trainer
        join_url = f"https://meet.example.org/{cohort.slug}-{number}"
        change_session(session, leader=leader, join_url=join_url, by=by, at=at)
