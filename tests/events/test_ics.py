"""Events as calendars read them, read back line by line: what RFC 5545 asks for, and nothing else."""

import datetime as dt
import re

import pytest

from events.ics import calendar_of, feed_of
from tests.factories.events import EventFactory

AT = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
# Ten in the morning in UK summer time.
START = dt.datetime(2027, 4, 24, 9, tzinfo=dt.UTC)


def lines_of(content: bytes) -> list[str]:
    """Unfolded: every line ends in CRLF, is at most 75 bytes long, and goes on where the next begins with a space."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return content.decode().replace("\r\n ", "").rstrip("\r\n").split("\r\n")


def read(content: bytes) -> dict[str, str]:
    """The properties of its one event, parameters and all."""
    lines = lines_of(content)
    inside = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    pairs = [re.fullmatch(r"([A-Z-]+)((?:;[^:]*)?):(.*)", line).groups() for line in inside]
    names = [name for name, *_ in pairs]
    assert len(names) == len(set(names)), "a property twice"
    return {name: value for name, _, value in pairs}


def meaning(text: str) -> str:
    return text.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")


def event(**given):
    words = {"title": "Talks, tea; and \\ more", "summary": "Come in"}
    return EventFactory(made_at=AT, starts_at=START, **{**words, **given})


@pytest.mark.django_db
def test_calendar_of_an_event_says_what_calendars_need():
    shown = event()

    content = calendar_of(shown)

    assert lines_of(content)[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Returner Portal//Events//EN"]
    assert "METHOD:PUBLISH" in lines_of(content)
    found = read(content)
    assert found["UID"] == str(shown.uuid)
    assert (found["SEQUENCE"], found["STATUS"]) == ("0", "CONFIRMED")
    assert (found["DTSTAMP"], found["DTSTART"], found["DTEND"]) == (
        "20270301T090000Z",
        "20270424T090000Z",
        "20270424T120000Z",
    )
    assert found["SUMMARY"] == "Talks\\, tea\\; and \\\\ more"
    assert meaning(found["SUMMARY"]) == shown.title
    assert meaning(found["LOCATION"]) == "Platform, New Station Street, Leeds LS1 4JB"
    assert found["URL"] == f"http://localhost:8000/events/{shown.slug}/"


@pytest.mark.django_db
def test_the_same_event_is_the_same_file():
    shown = event()

    assert calendar_of(shown) == calendar_of(shown)
    assert b"DTSTAMP:20270302T090000Z" in calendar_of(shown, at=AT + dt.timedelta(days=1))


@pytest.mark.django_db
def test_an_event_that_moved_keeps_its_uid_with_a_higher_sequence():
    shown = event()
    before = read(calendar_of(shown))

    shown.starts_at, shown.sequence = START + dt.timedelta(hours=1), 1
    after = read(calendar_of(shown))

    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after["DTSTART"] == "20270424T100000Z"


@pytest.mark.django_db
def test_a_cancelled_event_takes_itself_off_calendars():
    found = read(calendar_of(event(cancelled=True), method="CANCEL"))

    assert found["STATUS"] == "CANCELLED"
    assert found["SUMMARY"].startswith("Cancelled: ")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mode", "where", "has_access"),
    [
        ("", "Platform, New Station Street, Leeds LS1 4JB and online", True),
        ("in person", "Platform, New Station Street, Leeds LS1 4JB", True),
        ("online", "Online", False),
    ],
)
def test_whoever_comes_one_way_reads_only_that_way(mode, where, has_access):
    found = read(calendar_of(event(online=True), mode=mode))

    assert meaning(found["LOCATION"]) == where
    assert ("Hearing loop" in found["DESCRIPTION"]) == has_access


@pytest.mark.django_db
def test_the_link_to_join_is_in_it_only_where_it_is_given():
    shown = event(online=True)

    assert shown.join_link not in read(calendar_of(shown))["DESCRIPTION"]
    assert shown.join_link in read(calendar_of(shown, link=shown.join_link))["DESCRIPTION"]


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["x" * 150, "é" * 150, "👩‍👩‍👧‍👦" * 20, 'a "quoted" title'])
def test_long_and_odd_titles_are_folded_and_come_back(title):
    assert meaning(read(calendar_of(event(title=title, slug="odd")))["SUMMARY"]) == title


@pytest.mark.django_db
def test_feed_has_every_event_and_says_when_to_ask_again():
    shown = [event(), event(slug="another", online=True)]

    lines = lines_of(feed_of(shown, name="Events"))

    assert [line for line in lines if line.startswith("UID:")] == [f"UID:{one.uuid}" for one in shown]
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in lines
    assert "X-WR-CALNAME:Events" in lines
