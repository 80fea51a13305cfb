"""Thanks to those who came without a seat, with what was shared: to each address once."""

import datetime as dt
import re
import uuid
from functools import partial

import pytest

from core import places
from core.places import Status
from events.actions import arriving
from events.links import ENDS_AFTER, materials_url
from events.models import Attendee, Booking, Event, FeedbackInvite
from notifications.models import Message, TimedLetter
from notifications.timed import replan, send_due
from tests.documents import pdf
from tests.factories.door import WalkInFactory, today
from tests.factories.events import BookingFactory, MaterialFactory
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def walks_in(event: Event, *, name: str = "Wendy", email: str = "wendy@example.org") -> Attendee:
    press = arriving.walk_in(event, name=name, email=email, by=None, at=event.starts_at, key=uuid.uuid4())
    return press.attendee


def checks_in(attendee: Attendee, action=arriving.check_in) -> None:
    action(attendee, by=None, at=attendee.event.starts_at, key=uuid.uuid4())


def booked(event: Event, **fields) -> Booking:
    booking = BookingFactory(event=event, **fields)
    replan(booking)
    return booking


def written_to(event: Event) -> list[tuple[str, str]]:
    """Who got which letter once all that follows an event has been sent."""
    for hours in (3, 24 * 2):
        send_due(event.ends_at + hours * HOUR)
    return sorted((letter.template.rpartition("_")[2], letter.to) for letter in Message.objects.all())


def path(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def test_whoever_walked_in_is_thanked_with_the_materials_and_asked_what_they_thought(client):
    event = today()
    MaterialFactory(event=event)
    walks_in(event)

    for _ in range(2):
        send_due(event.ends_at + 3 * HOUR)

    letter = Message.objects.get()
    assert (letter.to, letter.template) == ("wendy@example.org", "events/email/event_thanks")
    assert letter.text.startswith("Hello Wendy,")
    links = [path(url) for url in re.findall(r"http\S+/(?:feedback|materials)/\S+", letter.text)]
    assert ["What did you think?" in client.get(link).text for link in links] == [True, False]
    assert "Slides of the talks" in client.get(links[1]).text
    assert FeedbackInvite.objects.get().email == "wendy@example.org"


def test_whoever_left_no_address_or_was_undone_is_not_written_to():
    event = today()
    walks_in(event, email="")
    undone = walks_in(event)
    checks_in(undone, arriving.undo)

    assert written_to(event) == []
    assert TimedLetter.objects.get().state == TimedLetter.State.CANCELLED


def test_an_address_is_thanked_once_however_often_it_was_given():
    event = today(seats=9)
    party = booked(event, names=["Ada", "Bo"], email="ada@example.org")
    party.attendees.filter(name="Bo").update(email="bo@example.org")
    for attendee in party.attendees.all():
        checks_in(attendee)
    for email in ("ada@example.org", "bo@example.org", "wendy@example.org", "wendy@example.org"):
        walks_in(event, email=email)

    assert written_to(event) == [("thanks", to) for to in ("ada@example.org", "bo@example.org", "wendy@example.org")]


def test_whoever_had_booked_and_was_added_at_the_door_is_thanked_and_not_missed():
    event = today(seats=9)
    booked(event, email="ada@example.org")
    walks_in(event, email="ada@example.org")

    assert written_to(event) == [("thanks", "ada@example.org")]


def test_whoever_had_booked_and_came_in_the_party_of_another_is_thanked_and_not_missed():
    event = today(seats=9)
    booked(event, email="bo@example.org")
    party = booked(event, names=["Ada", "Bo"], email="ada@example.org")
    party.attendees.filter(name="Bo").update(email="bo@example.org")
    for attendee in party.attendees.all():
        checks_in(attendee)

    assert written_to(event) == [("thanks", "ada@example.org"), ("thanks", "bo@example.org")]


@pytest.mark.parametrize("status", [Status.WAITING, Status.CANCELLED])
def test_whoever_was_let_in_without_a_seat_is_thanked_and_sees_the_materials(client, status):
    event = today(seats=5)
    MaterialFactory(event=event)
    booking = booked(event, email="ada@example.org")
    if status == Status.CANCELLED:
        places.give_up(booking, Status.CANCELLED, at=event.made_at)
    else:
        Booking.objects.filter(pk=booking.pk).update(status=status)
    checks_in(booking.attendees.get(), arriving.let_in)

    send_due(event.ends_at + 3 * HOUR)

    letter = Message.objects.get(template="events/email/event_thanks")
    shown = re.search(r"http\S+/booking/\S+", letter.text)[0]
    assert letter.to == "ada@example.org"
    assert "Slides of the talks" in client.get(path(shown)).text


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_thank_each_once():
    event = today(seats=30)
    for number in range(20):
        walks_in(event, email=f"wendy{number}@example.org")

    in_parallel(partial(send_due, event.ends_at + 3 * HOUR) for _ in range(2))

    assert Message.objects.count() == 20


# -- The page of the materials -----------------------------------------------------------------------------------------


def test_the_materials_are_handed_out_behind_the_link_alone(client):
    material, elsewhere = MaterialFactory(event=today()), MaterialFactory()
    page = path(materials_url(WalkInFactory(event=material.event)))

    file = client.get(f"{page}{material.uuid}/")

    assert file.content == pdf()
    assert f"{page}{material.uuid}/" in client.get(page).text
    assert client.get(f"{page}{elsewhere.uuid}/").status_code == 404
    assert client.get(f"/materials/nothing/{material.uuid}/").status_code == 404


def test_the_link_runs_out_or_leads_nowhere_for_whoever_did_not_come_after_all(client, time_machine):
    material = MaterialFactory(event=today())
    there, gone = (WalkInFactory(event=material.event) for _ in range(2))
    pages = [path(materials_url(one)) for one in (there, gone)]
    gone.delete()

    early = [client.get(page).status_code for page in pages]
    time_machine.move_to(material.event.ends_at + ENDS_AFTER)
    late = client.get(pages[0])

    assert early == [200, 404]
    assert late.status_code == 404
    assert "This link has run out" in late.text


def test_the_page_may_be_kept_by_nobody_on_the_way(client):
    page = client.get(path(materials_url(WalkInFactory())))

    assert "no-store" in page["Cache-Control"]
