"""What everybody sees of events: the list with its filters, the page, its structured data, files and feeds."""

import datetime as dt
import json
import re
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from accounts.models import Role
from events import actions
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.events import BookingFactory, EventFactory, ModuleFactory

LIST = "/events/"
NOW = dt.datetime(2027, 1, 10, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_january(time_machine):
    time_machine.move_to(NOW, tick=False)


def titles(client, query=""):
    return re.findall(r'<h2 class="portal-event__title">\s*<a[^>]*>([^<]+)</a>', client.get(LIST + query).text)


def event(title, days=10, **given):
    return EventFactory(title=title, starts_at=NOW + days * DAY, **given)


def online(title, days=10, **given):
    return event(title, days, venue=None, online=True, **given)


# -- The list --------------------------------------------------------------------------------------------------------


def test_list_shows_what_is_to_come_soonest_first_with_what_was_called_off(client):
    event("Third", 30)
    event("First", 1)
    event("Second", 2, cancelled=True)
    event("Draft", 3, draft=True)
    event("Over", -3)

    assert titles(client) == ["First", "Second", "Third"]
    assert titles(client, "?when=past") == ["Over"]


def test_list_shows_an_event_until_it_is_over(client):
    EventFactory(title="On now", starts_at=NOW - dt.timedelta(hours=1))

    assert titles(client) == ["On now"]
    assert titles(client, "?when=past") == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?city=Hull", ["Hull"]),
        ("?city=online", ["Online", "Both"]),
        ("?kind=training", ["Training"]),
        ("?month=2027-02", ["Hull", "Both"]),
        ("?month=2027-02&city=Leeds", ["Both"]),
        ("?city=Nowhere", ["Training", "Online", "Hull", "Both"]),
        ("?month=2027-13", ["Training", "Online", "Hull", "Both"]),
        ("?kind=insight&city=Hull&month=2027-01", []),
        ("?city=York", []),
        ("?month=2026-11", []),
    ],
)
def test_list_is_narrowed_by_its_address(client, query, found):
    event("Training", 1, kind="training")
    online("Online", 2)
    event("Hull", 25, venue__town="Hull")
    event("Both", 26, online=True)
    event("Over", -3, venue__town="York")

    assert titles(client, query) == found


def test_month_is_a_month_in_the_uk(client):
    EventFactory(title="Still March", starts_at=dt.datetime(2027, 3, 31, 22, 59, tzinfo=dt.UTC))
    EventFactory(title="April", starts_at=dt.datetime(2027, 3, 31, 23, 0, tzinfo=dt.UTC))

    assert titles(client, "?month=2027-04") == ["April"]


def test_filters_keep_what_was_chosen_and_can_be_cleared(client):
    event("Leeds")

    page = client.get(f"{LIST}?city=Leeds&kind=insight").text

    assert re.search(r'<option value="Leeds"\s+selected', page)
    assert re.search(r'<option value="insight"\s+selected', page)
    assert "Clear the filters" in page
    assert "Clear the filters" not in client.get(LIST).text


def test_only_towns_with_something_to_come_are_to_choose_from(client):
    event("Soon", venue__town="Leeds")
    event("Over", -3, venue__town="Hull")
    event("Draft", draft=True, venue__town="York")

    options = re.findall(r'<option value="([^"]*)"', client.get(LIST).text.split("id_kind")[0])

    assert options == ["", "online", "Leeds"]


@pytest.mark.parametrize(("query", "words"), [("", "No events at the moment"), ("?when=past", "No past events yet")])
def test_empty_lists_are_calm(client, query, words):
    assert words in client.get(LIST + query).text


def test_pages_lead_on_to_later_events_and_back(client):
    for day in range(1, 63):
        event(f"Day {day}", day, venue=None, online=True)

    first = client.get(LIST).text
    later = re.search(r'href="(\?[^"]*newer=[^"]*)"', first)[1].replace("&amp;", "&")
    back = re.search(r'href="(\?[^"]*older=[^"]*)"', client.get(LIST + later).text)[1].replace("&amp;", "&")

    assert titles(client) == [f"Day {day}" for day in range(1, 61)]
    assert titles(client, later) == ["Day 61", "Day 62"]
    assert titles(client, back) == titles(client)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"seats": 12}, "12 places left"),
        ({"seats": 1}, "1 place left"),
        ({"seats": 0}, "Full: you can join the waiting list"),
        ({"seats": 0, "seats__waiting_limit": 0}, "Full"),
        ({"seats": 5, "online": True}, "In person: 5 places left; online: 5 places left"),
        ({"booking_closes_at": NOW}, "Booking is closed"),
    ],
)
def test_list_says_how_many_places_are_left(client, given, words):
    event("Event", **given)

    line = re.findall(r'<p class="portal-event__line">\s*(?:<strong>)?([^<]*)', client.get(LIST).text)[-1]

    assert line.strip() == words


def test_nothing_is_left_for_whoever_comes_while_somebody_waits(client):
    """A party of two waits: the one seat that is free is not for the next to come."""
    shown = event("Event", seats=2)
    BookingFactory(event=shown, names=["Ada"])
    BookingFactory(event=shown, names=["Bo", "Cy"])

    assert "Full: you can join the waiting list" in client.get(LIST).text
    assert "1 booking is on the waiting list" in client.get(f"/events/{shown.slug}/").text


# -- The page --------------------------------------------------------------------------------------------------------


def json_ld(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])


def test_page_says_what_who_for_when_where_and_who_speaks(client):
    shown = event("Event", about="One.\n\nTwo.", online=True)
    shown.speakers.create(position=1, name="Dr Okoye", role="Engineer")
    shown.supporters.create(position=1, name="Cummins")

    page = client.get(f"/events/{shown.slug}/").text

    for words in ("Wednesday 20 January 2027, midday to 3pm", "LS1 4JB", "Hearing loop", "openstreetmap.org"):
        assert words in page
    for words in (
        "Employers in the Midlands",
        "Dr Okoye",
        "Cummins",
        "40 places left",
        '<p class="govuk-body">Two.</p>',
    ):
        assert words in page
    assert shown.join_link not in page


def test_structured_data_is_what_schema_org_asks_for(client):
    shown = event("Event", online=True)

    found = json_ld(client.get(f"/events/{shown.slug}/").text)

    assert (found["@context"], found["@type"], found["name"]) == ("https://schema.org", "Event", "Event")
    assert (found["startDate"], found["endDate"]) == ("2027-01-20T12:00:00+00:00", "2027-01-20T15:00:00+00:00")
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    assert found["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in found["location"]] == ["Place", "VirtualLocation"]
    assert found["location"][0]["address"]["postalCode"] == "LS1 4JB"
    assert found["offers"]["availability"] == "https://schema.org/InStock"
    assert found["organizer"]["name"] == shown.programme.name


@pytest.mark.parametrize(
    ("given", "path", "value"),
    [
        ({"cancelled": True}, ["eventStatus"], "EventCancelled"),
        ({"venue": None, "online": True}, ["eventAttendanceMode"], "OnlineEventAttendanceMode"),
        ({}, ["eventAttendanceMode"], "OfflineEventAttendanceMode"),
        ({"seats": 0}, ["offers", "availability"], "BackOrder"),
        ({"booking_closes_at": NOW}, ["offers", "availability"], "SoldOut"),
    ],
)
def test_structured_data_follows_the_event(client, given, path, value):
    shown = event("Event", **given)

    found = json_ld(client.get(f"/events/{shown.slug}/").text)
    for part in path:
        found = found[part]

    assert found == f"https://schema.org/{value}"


def test_summer_time_is_in_the_structured_data(client):
    shown = EventFactory(starts_at=dt.datetime(2027, 4, 24, 9, tzinfo=dt.UTC))

    assert json_ld(client.get(f"/events/{shown.slug}/").text)["startDate"] == "2027-04-24T10:00:00+01:00"


def test_nothing_typed_ends_the_structured_data(client):
    shown = event("</script><script>alert(1)</script> & <!-- ", slug="odd", summary="<b>]]>\u2028")

    page = client.get("/events/odd/").text

    assert "<script>alert" not in page
    assert json_ld(page)["name"] == shown.title
    assert json_ld(page)["description"] == shown.summary


def test_a_draft_is_seen_by_its_team_alone(client):
    shown = event("Event", draft=True)
    officer = sign_in(type(client)(), ProgrammeManagerFactory(role=Role.EVENTS_OFFICER))

    assert client.get(f"/events/{shown.slug}/").status_code == 404
    page = officer.get(f"/events/{shown.slug}/").text
    assert "Only staff see it" in page
    assert "ld+json" not in page


def test_a_cancelled_event_says_so_and_why(client):
    shown = event("Event", cancelled=True)

    page = client.get(f"/events/{shown.slug}/").text

    assert "This event is cancelled" in page
    assert "The venue is closed." in page
    assert "places left" not in page


# -- Files and feeds -------------------------------------------------------------------------------------------------


def test_event_can_be_added_to_a_calendar(client):
    shown = event("Event")

    response = client.get(f"/events/{shown.slug}/calendar.ics")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{shown.slug}.ics"'
    assert f"UID:{shown.uuid}" in response.text


def test_calendar_feed_has_what_is_to_come_as_filtered(client):
    shown, gone = event("Leeds"), event("Cancelled", cancelled=True)
    event("Hull", venue__town="Hull")
    event("Over", -3)
    event("Draft", draft=True)

    feed = client.get("/events/feed.ics?city=Leeds").text

    assert re.findall(r"UID:(\S+)", feed) == [str(shown.uuid), str(gone.uuid)]
    assert "STATUS:CANCELLED" in feed
    assert client.get("/events/feed.ics").text.count("BEGIN:VEVENT") == 3


@pytest.mark.parametrize("query", ["?city=York", "?month=2026-11"])
def test_followed_calendar_is_empty_between_two_events(client, query):
    """It never fills up with the events of other cities and months."""
    event("Leeds")
    event("Over", -3, venue__town="York")

    assert "BEGIN:VEVENT" not in client.get(f"/events/feed.ics{query}").text
    assert "No events like that" in client.get(LIST + query).text


def test_atom_feed_can_be_read(client):
    shown = event("Talks & tea", seats=3)

    root = ElementTree.fromstring(client.get("/events/feed/").content)

    atom = {"a": "http://www.w3.org/2005/Atom"}
    entry = root.find("a:entry", atom)
    assert entry.find("a:title", atom).text == "Talks & tea"
    assert entry.find("a:id", atom).text == f"urn:uuid:{shown.uuid}"
    assert "3 places left" in entry.find("a:summary", atom).text


def test_atom_feed_says_when_people_were_last_told_of_an_event(client):
    shown, unchanged = event("Talks"), event("Unchanged")
    actions.change(shown, title="Talks and tea", by=ProgrammeManagerFactory(), at=NOW + HOUR)
    actions.cancel(shown, why="Ill", by=ProgrammeManagerFactory(), at=NOW + 2 * HOUR)

    root = ElementTree.fromstring(client.get("/events/feed/").content)

    atom = {"a": "http://www.w3.org/2005/Atom"}
    updated = {
        one.find("a:title", atom).text: one.find("a:updated", atom).text for one in root.findall("a:entry", atom)
    }
    assert dt.datetime.fromisoformat(updated["Cancelled: Talks and tea"]) == NOW + 2 * HOUR
    assert dt.datetime.fromisoformat(updated["Unchanged"]) == unchanged.published_at == NOW


def test_atom_feed_can_be_read_whatever_was_copied_into_an_event(client):
    event("Talks\x0b and tea", summary="Copied\x0c from slides\x01.")

    root = ElementTree.fromstring(client.get("/events/feed/").content)

    title, summary = (
        root.find(f"a:entry/a:{name}", {"a": "http://www.w3.org/2005/Atom"}) for name in ("title", "summary")
    )
    assert title.text == "Talks and tea"
    assert "Copied from slides." in summary.text


# -- Training ----------------------------------------------------------------------------------------------------------


def test_series_shows_its_modules_in_order_with_sessions_to_come(client):
    first = ModuleFactory(name="Recruiting")
    second = ModuleFactory(series=first.series, name="Keeping")
    event("Session one", kind="training", module=first)
    event("Session over", -3, kind="training", module=first)

    page = client.get(f"/training/{first.series.slug}/").text

    assert page.index("1. Recruiting") < page.index("Session one") < page.index(f"2. {second.name}")
    assert "Session over" not in page
    assert "No session is planned" in page


def test_session_leads_to_its_series(client):
    shown = event("Session", kind="training", module=ModuleFactory())

    assert reverse("events:series_detail", args=[shown.module.series.slug]) in client.get(f"/events/{shown.slug}/").text
