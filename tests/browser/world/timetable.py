"""A cohort half-way through its timetable: what was, what is now, what clashes, what is off; and one still planned."""

import datetime as dt

from django.utils import timezone

from cohorts.actions import make_manager
from core.calendar import uk_day
from participation.models import Session
from tests.browser.world.place import World
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory, ProgrammeFactory
from tests.factories.participation import (
    OutlineFactory,
    OutlineSessionFactory,
    SchoolHolidayFactory,
    SessionFactory,
    TimetableFactory,
    ToldFactory,
)

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


def add(world: World) -> None:
    at = timezone.now()
    programme = ProgrammeFactory(name="Learning Together", slug="together")
    make_manager(programme, person=world.people["manager"])
    days = {"starts_on": uk_day(at) - 30 * DAY, "follow_on_ends_on": uk_day(at) + 300 * DAY}
    shown = CohortFactory(programme=programme, name="Shown cohort", slug="shown", **days)
    CohortFactory(programme=programme, name="Empty cohort", slug="no-sessions", **days)
    planned = CohortFactory(programme=programme, name="Planned cohort", slug="planned", **days)
    SessionFactory(cohort=planned, title="A first meeting")
    TimetableFactory(cohort=planned, announced_at=None)
    TimetableFactory(cohort=shown)
    world.people["taking part"] = UserFactory(name="Tara Taking-Part", email="tara.taking@example.org")
    world.people["comes to all"] = UserFactory(name="Cleo Comes", email="cleo@example.org")
    for person in ("taking part", "comes to all"):
        EnrolmentFactory(person=world.people[person], cohort=shown)
    _sessions(world, shown, at)
    outline = OutlineFactory(programme=programme, name="Twelve weeks")
    OutlineFactory(programme=programme, name="Nothing in it")
    SchoolHolidayFactory(programme=programme, first_on=uk_day(at), last_on=uk_day(at) + 20 * DAY)
    for week in (1, 5, 8, 40):
        OutlineSessionFactory(outline=outline, week=week)
    empty = CohortFactory(programme=programme, name="Nothing yet", slug="nothing-yet", **days)
    EnrolmentFactory(person=world.people["taking part"], cohort=empty)
    TimetableFactory(cohort=empty)


def _sessions(world: World, cohort, at: dt.datetime) -> None:
    words = {"about": "How to talk about a break.\n\nBring your CV.", "leader": world.people["manager"]}
    given: dict[str, dict] = {
        "was": {"title": "Welcome", "starts_at": at - 7 * DAY},
        "now": {"title": "Your strengths", "starts_at": at - HOUR, **words},
        "soon": {"title": "Your CV after a break", "starts_at": at + 3 * DAY, "kind": "job skills", **words},
        "clash": {"title": "Meet the mentors", "starts_at": at + 3 * DAY + HOUR, "kind": "mentoring"},
        "place": {"title": "A day in Leeds", "starts_at": at + 9 * DAY, "place": "1 High Street, Leeds", "capacity": 1},
        "off": {"title": "Interviews", "starts_at": at + 10 * DAY, "status": "called off"},
        "choice": {"title": "Code again", "starts_at": at + 12 * DAY, "kind": Session.Kind.REFRESH, "is_core": False},
    }
    for name, fields in given.items():
        session = SessionFactory(cohort=cohort, **fields)
        world.sessions[name] = session
        if name != "clash":
            ToldFactory(session=session)
    Session.objects.filter(status="called off").update(called_off_why="The leader is ill.")
