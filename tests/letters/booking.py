"""The letters about a booking."""

import contextlib
import datetime as dt
import re
import uuid

from django.conf import settings
from django.urls import resolve
from django.utils import timezone

from events import actions
from events.actions import Named
from events.models import Booking
from notifications.models import Message
from tests.factories.events import EventFactory
from tests.letters.letters import Expected

DAY = dt.timedelta(days=1)


def booked(pool, *names: str, at: dt.datetime) -> Booking:
    first = names[0]
    return actions.book(
        pool,
        name=first,
        email=f"{first.lower()}@acme.example",
        attendees=[Named(name) for name in names],
        request_key=uuid.uuid4(),
        at=at,
    )


def cause() -> None:
    """A room for two: one party after the other comes, changes its mind, is offered seats and answers."""
    at = timezone.now()
    pool = EventFactory(title="Insight in Leeds", seats=2).pools.get()
    ada, bo = booked(pool, "Ada", "Al", at=at), booked(pool, "Bo", at=at)
    cy, di = booked(pool, "Cy", at=at), booked(pool, "Di", at=at)
    ed, _flo = booked(pool, "Ed", at=at), booked(pool, "Flo", at=at)
    actions.reduce_party(ada, without=[ada.attendees.get(name="Al").uuid], at=at)
    actions.accept_offer(bo, at=at)
    actions.cancel_booking(ada, at=at)
    actions.decline_offer(cy, at=at)
    actions.cancel_booking(ed, at=at)
    actions.send_links(bo.email, at=at)
    with contextlib.suppress(actions.BookedAlready):
        booked(pool, "Bo", at=at)
    actions.expire_offers(at=at + 3 * DAY)
    assert Booking.objects.get(pk=di.pk).status == Booking.Status.EXPIRED
    gil = booked(pool, "Gil", at=at)
    assert gil.status == Booking.Status.WAITING
    actions.close_waiting_lists(at=pool.event.starts_at)


def expected(message: Message) -> Expected:
    name = message.to.partition("@")[0].capitalize()
    kind = message.template.rpartition("/")[2]
    subject = "" if kind == "booking_links" else "Insight in Leeds"
    page = {
        "booking_confirmed": "events:booking_manage",
        "booking_waiting": "events:booking_manage",
        "booking_offered": "events:booking_manage",
        "booking_reduced": "events:booking_manage",
        "booking_again": "events:booking_manage",
        "booking_links": "events:booking_manage",
        "booking_expired": "events:event_detail",
        "booking_declined": "events:event_detail",
        "booking_cancelled": "events:event_detail",
        "booking_queue_closed": "events:event_list",
    }[kind]
    return Expected(name, message.to, "Insight in Leeds", subject, leads_to(message, page))


def leads_to(message: Message, page: str) -> set[str]:
    """The paths in it that lead to a page of this name: a signed link is another each second."""
    paths = re.findall(rf"{re.escape(settings.SITE_URL)}(/[^\s]*)", message.text)
    return {path for path in paths if resolve(path).view_name == page}


def is_one(message: Message) -> bool:
    return message.template.startswith("events/email/booking_")
