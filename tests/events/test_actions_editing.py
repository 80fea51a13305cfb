"""Events made, changed, published and cancelled: what calendars are told, and what may not be done."""

import datetime as dt

import pytest
from django.db import transaction

from core import places
from core.errors import Refused, SeenOtherwise
from core.regions import Region
from events import actions
from events.models import Event, Speaker, Venue
from tests.events.making import AT, HOUR, START, change, made, published
from tests.factories.accounts import UserFactory
from tests.factories.events import BookingFactory, SpeakerFactory, SupporterFactory, VenueFactory

# -- Making --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_create_makes_a_draft_with_seats_and_a_new_venue_in_its_region():
    venue = Venue(name="Platform", street="New Station Street", town="Leeds", postcode="LS1 4JB", access="A lift")

    event = made(venue=venue, seats={"in person": 40, "online": 100})

    assert event.status == Event.Status.DRAFT
    assert event.venue.region == Region.YORKSHIRE
    assert event.booking_closes_at == event.starts_at
    assert dict(event.pools.values_list("mode", "capacity")) == {"in person": 40, "online": 100}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"starts_at": AT - HOUR}, "cannot start in the past"),
        ({"ends_at": START}, "must end after it starts"),
        ({"ends_at": START + dt.timedelta(days=8)}, "7 days at most"),
        ({"booking_closes_at": START + HOUR}, "Booking must close before"),
        ({"online": False}, "Choose a venue"),
        ({"seats": {}}, "how many seats there are online"),
    ],
)
def test_create_refuses_what_cannot_be(given, words):
    with pytest.raises(Refused, match=words):
        made(**given)

    assert not Event.objects.exists()


@pytest.mark.django_db
def test_copy_takes_everything_but_dates_bookings_and_the_link():
    event = published(online=True, booking_closes_at=START - 2 * HOUR, cancelled=True)
    event.pools.filter(mode="online").update(allowance=5)
    SpeakerFactory(event=event, name="Dr Okoye")
    SupporterFactory(event=event, name="Cummins")
    BookingFactory(event=event, at=AT)
    later = START + dt.timedelta(days=30)

    copy = actions.copy(event, starts_at=later, by=None, at=AT)

    assert (copy.status, copy.title, copy.venue, copy.join_link) == ("draft", event.title, event.venue, "")
    assert (copy.ends_at, copy.booking_closes_at) == (later + 3 * HOUR, later - 2 * HOUR)
    assert sorted(copy.pools.values_list("mode", "capacity", "allowance", "taken")) == [
        ("in person", 40, 0, 0),
        ("online", 40, 5, 0),
    ]
    assert [copy.speakers.get().name, copy.supporters.get().name] == ["Dr Okoye", "Cummins"]
    assert (copy.sequence, copy.cancelled_why, copy.bookings.count()) == (0, "", 0)


# -- Changing ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_change_of_what_a_calendar_shows_raises_the_sequence_once_and_says_what_moved():
    event = published()

    moved = change(event, starts_at=START + HOUR, ends_at=START + 4 * HOUR, title="Insight Event, later", about="More")

    event.refresh_from_db()
    assert [(one.what, one.was, one.now) for one in moved][1] == (
        "time",
        "Saturday 24 April 2027, 10am to 1pm",
        "Saturday 24 April 2027, 11am to 2pm",
    )
    assert [one.what for one in moved] == ["title", "time"]
    assert event.sequence == 1
    assert event.booking_closes_at == event.starts_at


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"venue": "elsewhere"}, ["place"]),
        ({"join_link": "https://meet.example.org/other"}, ["link"]),
        ({"about": "Other words"}, []),
        ({"party_limit": 3}, []),
    ],
)
def test_change_says_only_what_a_calendar_shows(fields, what):
    event = published(online=True)
    if "venue" in fields:
        fields = {"venue": VenueFactory(town="Hull")}

    moved = change(event, **fields)

    event.refresh_from_db()
    assert [one.what for one in moved] == what
    assert event.sequence == len(what)


@pytest.mark.django_db
def test_change_of_a_draft_leaves_the_sequence():
    event = published(draft=True)

    moved = change(event, title="Another")

    event.refresh_from_db()
    assert (len(moved), event.sequence, event.edition) == (1, 0, 2)


@pytest.mark.django_db
def test_change_to_the_same_changes_nothing():
    event = published()

    assert change(event, title=event.title, starts_at=event.starts_at) == []

    event.refresh_from_db()
    assert event.edition == 1


@pytest.mark.django_db
def test_change_of_two_people_at_once_tells_the_second():
    event = published()
    change(event, about="First", seen=1)

    with pytest.raises(SeenOtherwise):
        change(event, about="Second", seen=1)

    event.refresh_from_db()
    assert event.about == "First"


@pytest.mark.django_db
@pytest.mark.parametrize("given", [{"starts_at": AT - HOUR}, {"starts_at": AT}])
def test_an_event_is_not_moved_to_the_past(given):
    event = published()

    with pytest.raises(Refused, match="past"):
        change(event, **given)

    event.refresh_from_db()
    assert event.starts_at == START


@pytest.mark.django_db
def test_an_event_that_began_can_still_be_described():
    event = published(past=True)

    change(event, about="What happened")

    event.refresh_from_db()
    assert event.about == "What happened"


@pytest.mark.django_db
def test_a_cancelled_event_is_not_changed():
    event = published(cancelled=True)

    with pytest.raises(Refused, match="cancelled"):
        change(event, title="Back again")

    event.refresh_from_db()
    assert event.title != "Back again"


@pytest.mark.django_db
def test_moving_the_start_earlier_closes_booking_and_offers_by_it():
    event = published(seats=1, booking_closes_at=START - HOUR)
    first = BookingFactory(event=event, at=AT)
    offered = BookingFactory(event=event, at=AT)
    soon = START - dt.timedelta(hours=30)
    give_up_seat(first, at=soon)
    new = START - 20 * HOUR

    change(event, starts_at=new, ends_at=new + HOUR)

    event.refresh_from_db()
    offered.refresh_from_db()
    assert (event.booking_closes_at, offered.offer_expires_at) == (new, new)


@pytest.mark.django_db
def test_moving_the_start_later_gives_offers_back_the_hours_it_had_cut():
    event = published(seats=1)
    first = BookingFactory(event=event, at=AT)
    offered = BookingFactory(event=event, at=AT)
    late = START - 10 * HOUR
    give_up_seat(first, at=late)
    new = START + dt.timedelta(days=7)

    change(event, starts_at=new, ends_at=new + HOUR)

    offered.refresh_from_db()
    assert offered.offer_expires_at == late + 48 * HOUR


def give_up_seat(booking, *, at):
    with transaction.atomic():
        places.give_up(booking, places.Status.CANCELLED, at=at)


@pytest.mark.django_db
def test_a_way_to_take_part_is_added_with_its_seats_and_goes_only_while_nobody_has_booked_it():
    event = published()
    change(event, online=True, seats={"online": 15})
    BookingFactory(event=event, mode="online", at=AT)

    with pytest.raises(Refused, match="bookings to come online"):
        change(event, online=False)
    change(event, venue=None)

    assert list(event.pools.values_list("mode", "capacity")) == [("online", 15)]


# -- Speakers ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_speakers_are_added_in_order_changed_and_removed():
    event, by = published(), UserFactory()
    first = actions.add_named(event, Speaker, by=by, name="One", role="", about="")
    actions.add_named(event, Speaker, by=by, name="Two", role="", about="")

    actions.change_named(first, by=by, name="First")
    names = [speaker.name for speaker in event.speakers.all()]
    actions.remove_named(first, by=by)
    actions.remove_named(first, by=by)

    assert names == ["First", "Two"]
    assert [speaker.name for speaker in event.speakers.all()] == ["Two"]


@pytest.mark.django_db
def test_access_of_a_venue_shows_at_every_event_there():
    event = published()

    actions.change_access(event.venue, access="Ring the bell", by=UserFactory())

    assert Event.objects.get().venue.access == "Ring the bell"
