"""Somebody who leads the sessions of a cohort, and the first of these."""

import datetime as dt
import uuid

from accounts import second_factor
from accounts.actions import grant_role
from accounts.models import Role, User
from cohorts.holders import make_holder
from cohorts.models import Cohort
from core.calendar import uk_instant
from participation.actions.timetable import add_session
from participation.models import Session

LEADER, LEADER_NAME = "marie.osei@example.org", "Marie Osei"
WEEK = dt.timedelta(days=7)
TITLES = {
    "Where you are now": "What you bring, and what the break has added to it.",
    "Your strengths": "Bring three things that you did well, at work or outside it.",
    "Talking about your break": "In a CV, in an interview, and over a cup of tea.",
}


def add_leader(cohort: Cohort, *, manager: User, administrator: User, at: dt.datetime) -> None:
    """A session a week from the first day on, during school hours."""
    leader = User.objects.get(email=LEADER)
    grant_role(leader, role=Role.SESSION_LEADER, by=administrator)
    make_holder(cohort.programme, role=Role.SESSION_LEADER, person=leader, by=manager)
    second_factor.enrol(leader)
    for number, (title, about) in enumerate(TITLES.items()):
        starts_at = uk_instant(cohort.starts_on + number * WEEK, 10)
        add_session(
            cohort,
            key=uuid.uuid5(uuid.NAMESPACE_URL, f"{cohort.slug} {number}"),
            kind=Session.Kind.COACHING,
            title=title,
            about=about,
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(hours=2),
            join_url=f"https://meet.example.org/{cohort.slug}",
            leader=leader,
            by=manager,
            at=at,
        )
