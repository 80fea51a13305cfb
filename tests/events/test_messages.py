"""Staff write to those who booked: to the right ones, each once, and not before they have seen the letter."""

import datetime as dt
import uuid
from functools import partial

import pytest
from django.urls import reverse

from core.errors import Refused
from core.jobs import Job
from events import actions
from events.actions.messaging import carry_out_message
from events.models import Attendee, Booking, Event, EventMessage
from events.tasks import send_event_messages
from notifications.models import Message
from tests.conftest import sign_in
from tests.factories.accounts import EventsOfficerFactory
from tests.factories.events import BookingFactory, EventFactory
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2027, 3, 1, 12, 0, tzinfo=dt.UTC)
WRITTEN = {"audience": "booked", "subject": "Bring your laptop", "text": "There are sockets.\n\nSee you there."}


@pytest.fixture
def staff(db):
    return EventsOfficerFactory()


@pytest.fixture
def event(db):
    return EventFactory(seats=60)


def draft(event: Event, by, **fields) -> EventMessage:
    return actions.draft_message(event, by=by, at=NOW, **{**WRITTEN, **fields})


def sent_to() -> list[str]:
    messages = Message.objects.filter(template="events/email/event_message")
    return sorted(messages.values_list("to", flat=True))


def parties(event: Event) -> dict[str, Booking]:
    """One of each kind. Of the party that came, one has an address and stayed away."""
    found = {"came": BookingFactory(event=event, names=["Ada", "Bo", "Cy"]), "absent": BookingFactory(event=event)}
    Attendee.objects.filter(booking=found["came"], position__lte=2).update(arrived_at=NOW)
    for position, name in ((2, "bo"), (3, "cy")):
        found["came"].attendees.filter(position=position).update(email=f"{name}@example.org")
    Attendee.objects.create(
        event=event, name="Di", email="di@example.org", arrived_at=NOW, walked_in=True, organisation_name="Cummins"
    )
    for status in ("waiting", "cancelled"):
        found[status] = BookingFactory(event=event)
        closed = NOW if status == "cancelled" else None
        Booking.objects.filter(pk=found[status].pk).update(status=status, closed_at=closed)
    return found


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ("booked", ["came", "bo", "cy", "absent"]),
        ("waiting", ["waiting"]),
        ("live", ["came", "bo", "cy", "absent", "waiting"]),
        ("came", ["came", "bo", "di"]),
        ("absent", ["absent"]),
    ],
)
def test_a_message_goes_to_those_it_is_for_and_counts_them_before(staff, event, audience, expected):
    found = parties(event)
    addresses = {key: booking.email for key, booking in found.items()}
    message = draft(event, staff, audience=audience)

    count = len(actions.readers(message))
    actions.send_message(message, by=staff, at=NOW)
    send_event_messages()

    assert sent_to() == sorted(addresses.get(name, f"{name}@example.org") for name in expected)
    assert count == len(expected)


def test_the_letter_greets_its_reader_and_names_the_event(staff, event):
    booking = BookingFactory(event=event)
    message = actions.send_message(draft(event, staff), by=staff, at=NOW)

    send_event_messages()

    letter = Message.objects.get(to=booking.email)
    assert (letter.subject, letter.lane) == ("Bring your laptop", "bulk")
    assert letter.text.startswith(f"Hello {booking.name},\n\nThere are sockets.\n\nSee you there.")
    assert event.title in letter.text
    assert (message.sent_by, message.sent_at) == (staff, NOW)


def test_a_message_for_nobody_is_refused(staff, event):
    with pytest.raises(Refused, match="nobody to send it to"):
        actions.send_message(draft(event, staff), by=staff, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_who_press_send_at_once_send_it_once(staff, event):
    for _ in range(30):
        BookingFactory(event=event)
    message = draft(event, staff)

    in_parallel(partial(actions.send_message, message, by=staff, at=NOW) for _ in range(2))
    job = Job.objects.get()
    in_parallel(partial(carry_out_message, job) for _ in range(2))

    assert len(sent_to()) == len(set(sent_to())) == 30


def test_a_stopped_message_goes_no_further(staff, event):
    for _ in range(3):
        BookingFactory(event=event)
    message = actions.send_message(draft(event, staff), by=staff, at=NOW)
    job = Job.objects.get()

    actions.stop_message(message, by=staff)
    carry_out_message(job)

    assert sent_to() == []
    assert Job.objects.get().state == "stopped"
    with pytest.raises(Refused, match="before you pressed stop"):
        actions.stop_message(message, by=staff)


@pytest.mark.parametrize("act", [partial(actions.change_message, **WRITTEN), actions.delete_message])
def test_what_was_sent_cannot_be_changed_or_deleted(staff, event, act):
    BookingFactory(event=event)
    message = draft(event, staff)
    actions.send_message(message, by=staff, at=NOW)

    with pytest.raises(Refused, match="has been sent"):
        act(message, by=staff)


# -- Pages ---------------------------------------------------------------------------------------------------------


def page(name: str, event: Event, message: EventMessage | None = None) -> str:
    return reverse(f"events:message_{name}", args=[event.uuid, *([message.uuid] if message else [])])


def test_writing_leads_to_the_letter_and_its_count(client, staff, event):
    BookingFactory(event=event, name="Ada Booker")
    BookingFactory(event=event)
    sign_in(client, staff)

    seen = client.post(page("create", event), WRITTEN, follow=True).content.decode()

    assert "Bring your laptop" in seen
    assert "Hello Ada Booker," in seen
    assert "Send it to 2 people" in seen
    assert sent_to() == []


def test_what_was_typed_is_kept_where_something_is_missing(client, staff, event):
    sign_in(client, staff)

    seen = client.post(page("create", event), {**WRITTEN, "subject": ""}).content.decode()

    assert "Enter the subject" in seen
    assert "There are sockets." in seen
    assert not EventMessage.objects.exists()


def test_nobody_came_or_stayed_away_before_it_began(client, staff, event):
    sign_in(client, staff)

    seen = client.get(page("create", event)).content.decode()

    assert "Everybody with a seat" in seen
    assert "Those who came" not in seen


def test_sending_shows_how_far_it_is_and_what_became_of_the_letters(client, staff, event):
    BookingFactory(event=event)
    message = draft(event, staff)
    sign_in(client, staff)

    client.post(page("send", event, message))
    running = client.get(page("detail", event, message)).content.decode()
    send_event_messages()
    done = client.get(page("detail", event, message)).content.decode()

    assert "0 of 1" in running
    assert "Stop sending" in running
    assert "1 letter" in done
    assert "Stop sending" not in done


def test_a_second_press_of_send_and_the_back_button_change_nothing(client, staff, event):
    BookingFactory(event=event)
    message = draft(event, staff)
    sign_in(client, staff)

    for _ in range(2):
        client.post(page("send", event, message))
    send_event_messages()
    client.post(page("send", event, message))
    send_event_messages()
    back = client.post(page("change", event, message), {**WRITTEN, "subject": "Other"}, follow=True).content.decode()

    assert len(sent_to()) == 1
    assert "cannot be changed any more" in back
    assert EventMessage.objects.get().subject == "Bring your laptop"


def test_a_draft_can_be_changed_and_deleted(client, staff, event):
    message = draft(event, staff)
    sign_in(client, staff)

    client.post(page("change", event, message), {**WRITTEN, "subject": "Other"})
    changed = EventMessage.objects.get().subject
    client.post(page("delete", event, message))

    assert changed == "Other"
    assert not EventMessage.objects.exists()


def test_the_message_of_another_event_is_not_found(client, staff, event):
    message = draft(EventFactory(programme=event.programme), staff)
    sign_in(client, staff)

    assert client.get(page("detail", event, message)).status_code == 404
    assert client.get(reverse("events:message_detail", args=[event.uuid, uuid.uuid4()])).status_code == 404


def test_the_list_says_what_was_sent_and_what_was_not(client, staff, event):
    BookingFactory(event=event)
    draft(event, staff, subject="Still to read")
    actions.send_message(draft(event, staff), by=staff, at=NOW)
    sign_in(client, staff)

    seen = client.get(page("list", event)).content.decode()

    assert "Not sent" in seen
    assert "Sent 1 March 2027" in seen
