"""A timetable over both clock changes, bank holidays and school holidays: the same UK times wherever one reads them."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from cohorts.actions import make_manager
from core.calendar import UK
from core.uktime import uk_date
from notifications.timed import send_due
from participation.actions.announcing import announce
from participation.actions.feed import renew_feed
from participation.actions.laying import foresee, lay_outline
from participation.views.feed import feed_url
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import SessionLeaderFactory
from tests.factories.participation import OutlineFactory, OutlineSessionFactory, SchoolHolidayFactory
from tests.letters import letter_to
from tests.participation.planning import AT, cohort_that_runs, takes_part

pytestmark = pytest.mark.django_db

# Clocks go forward on 28 March 2027 and back on 31 October. Easter Monday is 29 March.
MEANT = {
    3: dt.datetime(2027, 3, 22, 10, tzinfo=dt.UTC),
    4: dt.datetime(2027, 4, 19, 9, tzinfo=dt.UTC),
    33: dt.datetime(2027, 10, 18, 9, tzinfo=dt.UTC),
    34: dt.datetime(2027, 11, 1, 10, tzinfo=dt.UTC),
}
DAYS = [uk_date(instant) for instant in MEANT.values()]


def laid():
    """Mondays at ten, in four weeks of the outline: two of them are away, and their sessions come later."""
    cohort = cohort_that_runs(ends_on=dt.date(2027, 11, 12))
    programme = cohort.programme
    for name, first_on, last_on in (("Easter", (4, 5), (4, 16)), ("Half-term", (10, 25), (10, 29))):
        SchoolHolidayFactory(
            programme=programme, name=name, first_on=dt.date(2027, *first_on), last_on=dt.date(2027, *last_on)
        )
    outline = OutlineFactory(programme=programme)
    for week in MEANT:
        OutlineSessionFactory(outline=outline, week=week, weekday="mon", title=f"Session of week {week}")
    manager, leader = ProgrammeManagerFactory(), SessionLeaderFactory(programme=programme).person
    make_manager(programme, person=manager)
    plan = foresee(cohort, outline, move=True, at=AT)
    lay_outline(cohort, outline, move=True, seen=plan.seen, by=manager, at=AT)
    cohort.sessions.update(leader=leader)
    return cohort, manager, leader


def page(person, name, *keys):
    with time_machine.travel(AT, tick=False):
        text = sign_in(Client(), person).get(reverse(f"participation:{name}", args=keys)).text
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_times_are_right_on_every_page_in_letters_and_in_calendars():
    cohort, manager, leader = laid()
    me = takes_part(cohort, now=AT)
    announce(cohort, by=manager, at=AT)
    keys = [cohort.programme.slug, cohort.slug]

    pages = [
        page(manager, "timetable_detail", *keys),
        page(me.person, "my_timetable", *keys),
        page(leader, "leading_list"),
    ]
    reminders = []
    for instant in MEANT.values():
        send_due(instant - dt.timedelta(hours=20))
        reminders.append(letter_to(me.person, "session_reminder").text)
    path = re.sub(r"^https?://[^/]+", "", feed_url(renew_feed(me.person, at=AT)))
    with time_machine.travel(AT, tick=False):
        calendar = Calendar.from_ical(Client().get(path).content)

    assert list(cohort.sessions.in_order().values_list("starts_at", flat=True)) == list(MEANT.values())
    for text in pages:
        assert [f"{day}, 10am to midday" in text for day in DAYS] == [True] * 4
    assert f"{DAYS[0]}, 10am to midday" in letter_to(me.person, "timetable").text
    for day, text in zip(DAYS, reminders, strict=True):
        assert day in text
        assert "10am to midday: Session of week" in text
    entries = {str(entry["summary"]): entry for entry in calendar.walk("VEVENT")}
    assert {name: entry.decoded("dtstart") for name, entry in entries.items()} == {
        f"Session of week {week}": instant for week, instant in MEANT.items()
    }
    assert {entry.decoded("dtend").astimezone(UK).hour for entry in entries.values()} == {12}
