"""The letters that tell those who booked an event what has become of it, and what its team has to say to them."""

import datetime as dt

from django.urls import reverse

from core.places import Status
from core.uktime import uk_deadline
from events.addressees import Addressee, addressees
from events.booking_letters import entry
from events.letters import context
from events.links import join_url
from events.models import Booking, Event, EventChange, EventMessage, Pool
from notifications.outbox import Lane, letter_url, post
from notifications.rendering import render_letter

# So many others are named where an event is called off.
OTHERS = 3
SOON = dt.timedelta(days=1)
MESSAGE = "events/email/event_message"


def tell(bookings: list[Booking], change: EventChange) -> None:
    """Tell these parties of the event, each address once, however often this is called. Their calendars are told, too.

    The keys carry the booking's uuid and the SEQUENCE of the change.
    """
    event, name = change.event, "event_cancelled" if change.called_off else "event_changed"
    others = _others(event, at=change.made_at) if change.called_off else ""
    method = "CANCEL" if change.called_off else "PUBLISH"

    for reader in addressees(bookings):
        booking: Booking = reader.booking  # type: ignore[assignment]  # walk-ins come later
        news = _news(booking, change)
        if not news and not change.called_off:
            continue
        # Who waits has nothing in their calendar.
        in_calendar = booking.status == Status.CONFIRMED
        said = {"news": news, "why": event.cancelled_why, "others": others, "in_calendar": "yes" if in_calendar else ""}
        said["deadline"] = _deadline(booking)
        post(
            f"{name.replace('_', '-')}:{reader.key}:{change.sequence}",
            template=f"events/email/{name}",
            context=context(reader) | said,
            calendar=entry(booking, at=change.made_at, method=method) if in_calendar else "",
            lane=Lane.NOW if event.starts_at < change.made_at + SOON else Lane.NORMAL,
            **reader.to(),
        )


def _deadline(booking: Booking) -> str:
    """Until when an offer stands: it may have moved with the event, and not to answer loses it."""
    return (
        uk_deadline(booking.offer_expires_at) if booking.offer_expires_at and booking.status == Status.OFFERED else ""
    )


def _news(booking: Booking, change: EventChange) -> str:
    """What has changed for this party, a line each; nothing where it does not concern them."""
    joins = booking.status == Status.CONFIRMED and booking.pool.mode == Pool.Mode.ONLINE
    return "\n".join(f"- {_line(booking, **moved)}" for moved in change.moved if joins or moved["what"] != "link")


def _line(booking: Booking, what: str, was: str, now: str) -> str:
    if what == "link":
        return _link_line(booking) if now else "The online meeting has no link at the moment. We tell you once it has."
    if what == "title":
        return f"It was called “{was}”. It is now called “{now}”."
    return f"The {what} was: {was}. The {what} is now: {now}."


def _link_line(booking: Booking) -> str:
    """Not the meeting's own link: through ours we know who came, and it stays good when the meeting moves again."""
    return f"The online meeting has a new link. Your own link takes you there: {join_url(booking)}"


def _others(event: Event, *, at: dt.datetime) -> str:
    """The next events of the same kind that can be booked."""
    found = Event.objects.published().filter(kind=event.kind, booking_closes_at__gt=at).exclude(pk=event.pk)
    return "\n".join(
        f"- {other.title}, {other.when}, {other.place}: {letter_url(reverse('events:event_detail', args=[other.slug]))}"
        for other in found.select_related("venue").order_by("starts_at", "pk")[:OTHERS]
    )


# -- From the team -------------------------------------------------------------------------------------------------


def send(readers: list[Addressee], message: EventMessage) -> None:
    """The team's letter to each of these, once."""
    for reader in readers:
        key = f"{message_key(message)}{reader.key}"
        post(key, template=MESSAGE, context=_said(reader, message), lane=Lane.BULK, **reader.to())


def preview(reader: Addressee, message: EventMessage) -> dict[str, str]:
    """The letter as it goes out to this reader: subject, text and html."""
    return render_letter(MESSAGE, _said(reader, message))


def message_key(message: EventMessage) -> str:
    """How the keys of its letters begin."""
    return f"event-message:{message.uuid}:"


def _said(reader: Addressee, message: EventMessage) -> dict[str, str]:
    return context(reader) | {"subject_line": message.subject, "text": message.text}
