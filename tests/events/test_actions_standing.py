"""How an event stands: published, its booking closed and opened, called off."""

from functools import partial

import pytest
from django.utils import timezone

from core.errors import Refused, SeenOtherwise
from events import actions
from events.models import Event
from tests.events.making import AT, HOUR, START, change, made, published
from tests.factories.events import BookingFactory
from tests.parallel import in_parallel

# -- Publishing, closing and cancelling --------------------------------------------------------------------------


@pytest.mark.django_db
def test_publish_gives_an_address_from_title_and_date_that_stays():
    event = made()

    event = actions.publish(event, by=None, at=AT)
    change(event, title="Another title", starts_at=START + 24 * HOUR, ends_at=START + 25 * HOUR)

    event.refresh_from_db()
    assert event.slug == "insight-event-leeds-24-april-2027"
    assert (event.status, event.published_at) == ("published", AT)


@pytest.mark.django_db
def test_publish_numbers_the_second_event_of_a_title_and_day():
    slugs = [actions.publish(made(), by=None, at=AT).slug for _ in range(3)]

    assert slugs == [f"insight-event-leeds-24-april-2027{more}" for more in ("", "-2", "-3")]


@pytest.mark.django_db
def test_publish_refuses_with_everything_that_is_missing():
    event = made(about="", who_for="")

    with pytest.raises(Refused, match="what happens at it, who it is for"):
        actions.publish(event, by=None, at=AT)
    with pytest.raises(Refused, match="a start that is still to come"):
        actions.publish(event, by=None, at=START)

    event.refresh_from_db()
    assert event.status == Event.Status.DRAFT


@pytest.mark.django_db
def test_booking_is_closed_and_opened_again():
    event = published()

    closed = actions.close_booking(event, by=None, at=AT)
    assert not closed.is_bookable(AT)
    again = actions.open_booking(event, by=None, at=AT)

    assert again.is_bookable(AT)
    assert again.booking_closes_at == START


@pytest.mark.django_db
@pytest.mark.parametrize("given", [{"draft": True}, {"cancelled": True}, {"past": True}])
def test_booking_opens_only_for_what_is_to_come(given):
    event = published(**given)

    with pytest.raises(Refused):
        actions.open_booking(event, by=None, at=AT)

    event.refresh_from_db()
    assert event.edition == 1


@pytest.mark.django_db
def test_cancel_tells_why_raises_the_sequence_and_leaves_bookings_as_history():
    event = published()
    booking = BookingFactory(event=event, at=AT)

    actions.cancel(event, why="The venue is flooded.", by=None, at=AT)
    actions.cancel(event, why="Pressed twice", by=None, at=AT)

    event.refresh_from_db()
    booking.refresh_from_db()
    assert (event.status, event.cancelled_why, event.sequence) == ("cancelled", "The venue is flooded.", 1)
    assert booking.status == "confirmed"
    assert event.pools.get().taken == 1


@pytest.mark.django_db
@pytest.mark.parametrize("given", [{"draft": True}, {"past": True}])
def test_what_nobody_can_come_to_is_not_cancelled(given):
    event = published(**given)

    with pytest.raises(Refused):
        actions.cancel(event, why="No", by=None, at=AT)

    event.refresh_from_db()
    assert event.cancelled_why == ""


@pytest.mark.django_db(transaction=True)
def test_rivals_publish_two_events_of_one_title_under_two_addresses():
    events = [made(), made()]

    outcomes = in_parallel(partial(actions.publish, event, by=None, at=AT) for event in events)

    assert sorted(event.slug for event in outcomes) == [
        "insight-event-leeds-24-april-2027",
        "insight-event-leeds-24-april-2027-2",
    ]


@pytest.mark.django_db(transaction=True)
def test_rivals_change_an_event_once():
    event = published()

    outcomes = in_parallel(partial(outcome_of, event, words) for words in ("One", "Other"))

    assert sorted(outcomes) == ["changed", "told"]


def outcome_of(event, words):
    try:
        actions.change(event, about=words, seen=1, by=None, at=timezone.now())
    except SeenOtherwise:
        return "told"
    return "changed"
