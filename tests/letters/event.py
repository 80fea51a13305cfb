"""The letters about an event itself: reminders, changes, thanks, and what its team has to say."""

import datetime as dt
import uuid

from django.utils import timezone

from events import actions
from events.actions import arriving
from events.models import Attendee, Event
from events.tasks import send_event_messages, tell_of_event_changes
from notifications.models import Message
from notifications.timed import send_due
from tests.factories.accounts import EventsOfficerFactory
from tests.factories.events import EventFactory
from tests.letters.booking import booked, leads_to
from tests.letters.letters import Expected

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
TITLE = "Insight in Leeds and online"


def cause() -> None:
    """People come to the room and online; it moves, somebody stays away; another is called off."""
    at, officer = timezone.now(), EventsOfficerFactory()
    event, off = (EventFactory(title=title, online=True, made_at=at) for title in (TITLE, f"{TITLE}, again"))
    modes = {pool.mode: pool for pool in event.pools.all()}
    party = booked(modes["in person"], "Hal", "Ida", at=at)
    party.attendees.filter(name="Ida").update(email="ida@acme.example")
    booked(modes["online"], "Jo", at=at)
    booked(off.pools.first(), "Kim", at=at)
    actions.change(event, starts_at=event.starts_at + HOUR, ends_at=event.ends_at + HOUR, by=officer, at=at)
    actions.cancel(off, why="The venue is closed.", by=officer, at=at)
    tell_of_event_changes()
    words = {"audience": "live", "subject": f"Bring a cup to {TITLE}", "text": "There is tea."}
    actions.send_message(actions.draft_message(event, **words, by=officer, at=at), by=officer, at=at)
    send_event_messages()
    event = Event.objects.get(pk=event.pk)
    send_due(event.starts_at - DAY)
    send_due(event.starts_at - HOUR)
    Attendee.objects.filter(booking=party).update(arrived_at=event.starts_at)
    came = {"name": "Lea", "email": "lea@acme.example", "by": officer, "at": event.starts_at, "key": uuid.uuid4()}
    arriving.walk_in(event, **came)
    send_due(event.ends_at + 2 * DAY)


def is_one(message: Message) -> bool:
    return message.template.startswith("events/email/event_")


def expected(message: Message) -> Expected:
    name = message.to.partition("@")[0].capitalize()
    kind = message.template.rpartition("/")[2]
    managed = "events:event_detail" if name == "Ida" else "events:booking_manage"
    page = {
        "event_reminder": managed,
        "event_starts_soon": managed,
        "event_changed": managed,
        "event_cancelled": "events:event_list",
        "event_thanks": "events:event_list",
        "event_missed": "events:event_list",
        "event_message": "events:event_detail",
    }[kind]
    return Expected(name, message.to, "Insight in Leeds", "Insight in Leeds", leads_to(message, page))
