"""Somebody's sessions in a calendar: read by a parser of our own, for the one that wrote them would forgive itself."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core.audit import AuditEntry
from participation.actions.feed import renew_feed
from participation.actions.timetable import call_off, change_session
from participation.models import CalendarFeed
from participation.views.feed import feed_url
from tests.factories.accounts import ProgrammeManagerFactory
from tests.participation.planning import AT, DAY, HOUR, START, shown, takes_part, told

pytestmark = pytest.mark.django_db


def entries(text):
    """Each VEVENT as a dict, straight from RFC 5545: lines unfolded, split at the first colon, texts unescaped."""
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = re.sub(r"\r\n[ \t]", "", text)
    found = []
    for block in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", unfolded, re.DOTALL):
        pairs = (line.split(":", 1) for line in block.split("\r\n") if line)
        found.append({name: re.sub(r"\\([,;\\])", r"\1", value.replace("\\n", "\n")) for name, value in pairs})
    return found


def read(person, at=AT):
    feed = CalendarFeed.objects.filter(person=person).first() or renew_feed(person, at=AT)
    path = re.sub(r"^https?://[^/]+", "", feed_url(feed))
    with time_machine.travel(at, tick=False):
        response = Client().get(path)
    assert response["Content-Type"].startswith("text/calendar")
    return entries(response.content.decode())


def test_feed_says_when_and_where_in_utc_across_both_clock_changes():
    cohort = shown()
    me = takes_part(cohort)
    for day, hour in ((dt.date(2027, 3, 27), 10), (dt.date(2027, 3, 28), 9), (dt.date(2027, 10, 31), 10)):
        starts_at = dt.datetime.combine(day, dt.time(hour), tzinfo=dt.UTC)
        told(cohort, title="Talk; coffee, cake", starts_at=starts_at, place="1 High Street, Leeds")

    found = read(me.person)

    assert [one["DTSTART"] for one in found] == ["20270327T100000Z", "20270328T090000Z", "20271031T100000Z"]
    assert {(one["SUMMARY"], one["LOCATION"]) for one in found} == {("Talk; coffee, cake", "1 High Street, Leeds")}


def test_feed_moves_and_calls_off_what_it_had_before():
    cohort, manager = shown(), ProgrammeManagerFactory()
    me = takes_part(cohort)
    session, off = told(cohort), told(cohort, starts_at=START + DAY)
    before = {one["UID"]: one for one in read(me.person)}
    change_session(session, starts_at=START + HOUR, ends_at=START + 2 * HOUR, by=manager, at=AT + HOUR)
    call_off(off, why="The leader is ill.", by=manager, at=AT + HOUR)

    after = {one["UID"]: one for one in read(me.person)}

    assert after.keys() == before.keys()
    assert all(int(after[uid]["SEQUENCE"]) == int(before[uid]["SEQUENCE"]) + 1 for uid in after)
    assert all(after[uid]["DTSTAMP"] > before[uid]["DTSTAMP"] for uid in after)
    assert after[str(session.uuid)]["DTSTART"] == "20270420T100000Z"
    assert after[str(off.uuid)]["STATUS"] == "CANCELLED"


def test_feed_has_ones_own_sessions_and_no_link_to_join():
    cohort = shown()
    me, other = takes_part(cohort), takes_part(cohort, "engineering")
    session = told(cohort, track=me.strand)
    told(cohort, track=other.strand)

    (one,) = read(me.person)

    assert one["UID"] == str(session.uuid)
    assert session.join_url not in str(one)
    assert reverse("participation:my_session", args=[cohort.programme.slug, cohort.slug, session.uuid]) in one["URL"]


def test_feed_says_the_same_after_a_change_of_name():
    cohort = shown()
    me = takes_part(cohort)
    told(cohort)
    before = read(me.person)
    me.person.name = "Änne O’Brien, née Smith"
    me.person.save()

    assert read(me.person) == before


def test_an_address_ends_when_it_is_renewed_or_stopped_and_none_can_be_made_up(sign_in):
    me = takes_part(shown())
    client = sign_in(me.person)
    page = reverse("participation:my_calendar")
    addresses = []
    for _ in range(2):
        client.post(page, {"do": "renew"})
        addresses.append(re.sub(r"^https?://[^/]+", "", feed_url(CalendarFeed.objects.get())))
    unsigned = reverse("participation:calendar_feed", args=[CalendarFeed.objects.get().key.hex])

    assert [Client().get(path).status_code for path in (*addresses, unsigned)] == [404, 200, 404]
    assert addresses[1] in client.get(page).text
    client.post(page, {"do": "end"})
    assert Client().get(addresses[1]).status_code == 404


def test_the_trail_says_who_renewed_an_address():
    me = takes_part(shown()).person

    renew_feed(me, at=AT)

    assert AuditEntry.objects.get(table="participation_calendarfeed").actor == me


def test_feed_is_empty_for_whoever_has_left():
    cohort = shown()
    me = takes_part(cohort, ended=True)
    told(cohort)

    assert read(me.person) == []
