"""Staff make an event, look at it, publish it, change it and call it off: the pages, and what is typed wrongly."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from cohorts.actions import make_manager
from events.models import Event, Venue
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.events import BookingFactory, EventFactory, ModuleFactory, SpeakerFactory, VenueFactory
from tests.typed import NEW_EVENT, day

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return sign_in(Client(), ProgrammeManagerFactory(role=Role.EVENTS_OFFICER))


def url(name, event=None, *more):
    return reverse(f"events:{name}", args=[event.uuid, *more] if event else [])


def typed(event):
    """What the form of an event that stands is sent with, as it shows it."""
    client = sign_in(Client(), ProgrammeManagerFactory(role=Role.EVENTS_OFFICER))
    form = client.get(url("event_change", event)).context["form"]
    given = {}
    for field in form:
        value = field.value()
        if hasattr(field.field.widget, "parts"):
            parts = field.field.widget.decompress(value)
            given |= {f"{field.name}_{part}": text for part, text in zip(field.field.widget.parts, parts, strict=True)}
        else:
            given[field.name] = "" if value is None else value
    return given


def test_an_event_is_made_looked_at_and_published(officer):
    ProgrammeFactory()

    officer.post(url("event_create"), NEW_EVENT)
    event = Event.objects.get()
    preview = officer.get(f"/events/{event.slug}/").text
    officer.post(url("event_publish", event))

    event.refresh_from_db()
    assert "Only staff see it" in preview
    assert (event.status, event.slug) == ("published", "employer-insight-event-leeds-1-march-2091")
    assert event.pools.get().capacity == 40
    assert Client().get(f"/events/{event.slug}/").status_code == 200


def test_a_venue_is_used_again(officer):
    ProgrammeFactory()
    venue = VenueFactory()

    officer.post(url("event_create"), {**NEW_EVENT, "venue": str(venue.pk)})

    assert Event.objects.get().venue == venue
    assert Venue.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (day("ends_at", 2090, time="1pm"), "The event must end after it starts"),
        (day("booking_closes_at", 2092, time="1pm"), "Booking must close before the event starts"),
        (day("starts_at", 2019, time="9am") | day("ends_at", 2019, time="10am"), "cannot start in the past"),
        ({"venue": ""}, "Choose a venue, or add a new one"),
        ({"venue_postcode": "nowhere"}, "Enter a full UK postcode"),
        ({"venue_name": ""}, "Enter the name of the building of the new venue"),
        ({"in_person_seats": ""}, "Enter how many seats there are in the room"),
        ({"held": "both"}, "Enter how many seats there are online"),
        ({"party_limit": "0"}, "must be 1 or more"),
        ({"join_link": "javascript:alert(1)", "held": "both", "online_seats": "4"}, "not in a format"),
    ],
)
def test_what_is_typed_wrongly_is_said_beside_it_and_kept(officer, wrong, words):
    ProgrammeFactory()

    page = officer.post(url("event_create"), {**NEW_EVENT, **wrong}).text

    assert words in page
    assert "Talks, and time for questions." in page
    assert not Event.objects.exists()
    assert not Venue.objects.exists()


def test_each_thing_left_empty_is_called_by_its_name(officer):
    page = officer.post(url("event_create"), {"title": ""}).text

    for words in ("Enter the title", "Enter when the event starts", "Enter when the event ends"):
        assert words in page


def test_a_manager_makes_events_of_their_programmes_only():
    mine, foreign, person = ProgrammeFactory(), ProgrammeFactory(), ProgrammeManagerFactory()
    make_manager(mine, person=person)
    client = sign_in(Client(), person)

    client.post(url("event_create"), {**NEW_EVENT, "programme": foreign.pk})

    assert Event.objects.get().programme == mine


def test_a_form_sent_as_it_is_shown_changes_nothing(officer):
    event = EventFactory(
        online=True, about="Talks", booking_closes_at=dt.datetime(2026, 1, 1, 10, 0, 31, tzinfo=dt.UTC)
    )

    officer.post(url("event_change", event), typed(event))

    event.refresh_from_db()
    assert (event.edition, event.sequence) == (1, 0)


def test_a_change_is_saved_and_says_that_people_are_told(officer):
    event = EventFactory(about="Talks")

    page = officer.post(url("event_change", event), typed(event) | {"title": "Another title"}, follow=True).text

    event.refresh_from_db()
    assert event.title == "Another title"
    assert "Everybody who booked is told what is different." in page


def test_two_tabs_do_not_undo_each_other(officer):
    event = EventFactory(about="Talks")
    first, second = typed(event) | {"about": "First"}, typed(event) | {"about": "Second"}

    officer.post(url("event_change", event), first)
    page = officer.post(url("event_change", event), second).text

    event.refresh_from_db()
    assert event.about == "First"
    assert "A colleague has changed this event" in page
    assert "Second" in page


def test_a_copy_begins_as_a_draft_with_its_own_dates(officer):
    event = EventFactory(past=True)
    SpeakerFactory(event=event)

    officer.post(url("event_copy", event), day("starts_at", 2091, time="10am"))

    copy = Event.objects.get(status="draft")
    assert (copy.title, copy.starts_at.year, copy.speakers.count()) == (event.title, 2091, 1)


def test_an_unfinished_event_is_not_published(officer):
    event = EventFactory(draft=True, about="")

    asked = officer.get(url("event_publish", event)).text
    pressed = officer.post(url("event_publish", event), follow=True).text

    event.refresh_from_db()
    assert "what happens at it" in asked
    assert "this event needs what happens at it" in pressed
    assert event.status == "draft"


def test_cancelling_says_first_how_many_are_told(officer):
    event = EventFactory(seats=2)
    BookingFactory(event=event, names=["Ada", "Bo"])
    BookingFactory(event=event, names=["Cy"])

    asked = officer.get(url("event_cancel", event)).text
    officer.post(url("event_cancel", event), {"why": "The venue is flooded."})

    event.refresh_from_db()
    assert "2 bookings for 3 people are told by letter" in " ".join(asked.split())
    assert (event.status, event.cancelled_why) == ("cancelled", "The venue is flooded.")


def test_booking_closes_and_opens_with_one_press(officer):
    event = EventFactory()

    officer.post(url("booking_close", event))
    closed = Client().get(f"/events/{event.slug}/").text
    officer.post(url("booking_open", event))

    assert "Booking is closed" in closed
    assert "40 places left" in Client().get(f"/events/{event.slug}/").text


def test_added_seats_go_to_who_waits_and_taken_ones_stay(officer):
    event = EventFactory(seats=1)
    BookingFactory(event=event)
    waiting = BookingFactory(event=event)
    seats = reverse("events:seats_change", args=[event.uuid, "in-person"])

    refused = officer.post(seats, {"capacity": "0", "allowance": "0"}).text
    officer.post(seats, {"capacity": "2", "allowance": "0"})

    waiting.refresh_from_db()
    assert "1 place is taken already" in refused
    assert waiting.status == "offered"


def test_hub_counts_seats_by_how_people_come(officer):
    event = EventFactory(seats=3, online=True)
    BookingFactory(event=event, mode="in person", names=["Ada", "Bo"])
    BookingFactory(event=event, mode="in person", names=["Cy", "Di"])

    seats = officer.get(url("event_manage", event)).context["seats"]

    figures = [[cell["text"] for cell in row[1:]] for row in seats]
    assert figures == [["3", "0", "2", "0", "1", "2 (1 booking)"], ["3", "0", "0", "0", "3", "0"]]


def test_staff_list_is_filtered_by_state(officer):
    for title, given in {
        "Open": {},
        "Draft": {"draft": True},
        "Over": {"past": True},
        "Off": {"cancelled": True},
    }.items():
        EventFactory(title=title, **given)

    found = {
        state: [row[0]["text"] for row in officer.get(f"/staff/events/?state={state}").context["rows"]]
        for state in ("coming", "draft", "over", "cancelled")
    }

    assert found == {"coming": ["Open"], "draft": ["Draft"], "over": ["Over"], "cancelled": ["Off"]}


def test_a_session_is_added_from_its_module(officer):
    module = ModuleFactory()

    form = officer.get(f"{url('event_create')}?module={module.pk}").context["form"]

    assert (form.initial["kind"], form.initial["module"]) == ("training", str(module.pk))
    assert officer.get(f"{url('event_create')}?module={'9' * 40}").status_code == 200
