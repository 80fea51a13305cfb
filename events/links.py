"""The links by which a booking is managed without an account. Each carries its key alone, and ends after the event."""

import datetime as dt
import uuid

from django.urls import reverse

from accounts.models import User
from core import links
from core.links import LinkOver
from events.models import Attendee, Booking, Event
from notifications.outbox import letter_url

# In a letter: whoever has it reads the address of the booking.
LETTER = "booking"
# On a page of the portal, for the account whose booking it is. It opens the same pages and proves nothing about the
# address.
BROWSER = "booking just made"
# From the page of an organisation, for a colleague of whoever booked: what people need and eat stays hidden.
COLLEAGUE = "booking of a colleague"
# Whoever leaves the organisation loses it with the day.
COLLEAGUE_LASTS = dt.timedelta(days=1)
# In a letter, for joining online and nothing else: a party may pass it round.
JOIN = "booking to join"
# In the letter of thanks to somebody who has no booking to look at: what was shared, and nothing else.
MATERIALS = "materials of an event"
# Long enough to find out what was held on one, and when somebody came.
ENDS_AFTER = dt.timedelta(days=60)
# No event is planned for longer; the end above comes first.
LONGEST = dt.timedelta(days=3 * 366)


def manage_url(booking: Booking) -> str:
    """The whole address, for a letter to the booking's own address and for nobody else."""
    return letter_url(manage_path(booking, LETTER))


def join_url(booking: Booking) -> str:
    """Where whoever booked presses to join online, so that we know who came. It manages nothing."""
    return letter_url(reverse("events:booking_join", args=[links.sign(JOIN, str(booking.uuid))]))


def materials_url(attendee: Attendee) -> str:
    """What was shared at an event, for somebody who came to it."""
    return letter_url(reverse("events:event_materials", args=[links.sign(MATERIALS, str(attendee.uuid))]))


def read_materials(token: str, *, at: dt.datetime) -> Event:
    """The event whose materials a link opens. LinkOver once it is over, or if they did not come after all."""
    key = links.read(MATERIALS, token, within=LONGEST)
    attendee = Attendee.objects.here().select_related("event").filter(uuid=uuid.UUID(key)).first()
    if attendee is None or at >= attendee.event.ends_at + ENDS_AFTER:
        raise LinkOver("This link has run out.")
    return attendee.event


def manage_path(booking: Booking, purpose: str = BROWSER) -> str:
    return reverse("events:booking_manage", args=[links.sign(purpose, str(booking.uuid))])


def read_manage(token: str, *, at: dt.datetime, joins: bool = False) -> tuple[Booking, str]:
    """The booking a link leads to, and where its reader has it from. LinkOver once it has run out.

    A link that is for joining alone leads to a booking where somebody `joins`, and nowhere else.
    """
    key, purpose = _read(token, {LETTER: LONGEST, COLLEAGUE: COLLEAGUE_LASTS, **({JOIN: LONGEST} if joins else {})})
    booking = Booking.objects.select_related("event__venue", "pool__event").filter(uuid=uuid.UUID(key)).first()
    if booking is None or at >= booking.event.ends_at + ENDS_AFTER:
        raise LinkOver("This link has run out.")
    return booking, purpose


def shows_needs(booking: Booking, purpose: str, reader: User | None) -> bool:
    """What people need and eat is for whoever reads the booking's letters, and for the account whose booking it is."""
    if purpose == BROWSER:
        return reader is not None and Booking.objects.made_by(reader).filter(pk=booking.pk).exists()
    return purpose == LETTER


def _read(token: str, purposes: dict[str, dt.timedelta]) -> tuple[str, str]:
    for purpose, lasts in purposes.items():
        try:
            return links.read(purpose, token, within=lasts), purpose
        except LinkOver:
            continue
    return links.read(BROWSER, token, within=LONGEST), BROWSER
