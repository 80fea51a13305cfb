"""The letters that say what became of a booking. Every context is plain strings."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from core.places import Status
from core.uktime import uk_date, uk_datetime, uk_deadline
from events.after_links import rebook_url
from events.ics import calendar_of
from events.links import join_url, manage_url
from events.models import Attendee, Booking, Event, Pool
from notifications.outbox import Lane, letter_url, post


def confirmed(booking: Booking, *, attendees: Iterable[Attendee] | None = None, at: dt.datetime) -> None:
    """At once, after an offer was taken up, or after waiting where seats that come free are given."""
    party = attendees or booking.attendees.order_by("position")
    names = "\n".join(f"- {attendee}" for attendee in party)
    # With the link, if there is one: whoever books within the last hour gets no reminder.
    online = booking.pool.mode == Pool.Mode.ONLINE
    join_link = join_url(booking) if online and booking.event.join_link else ""
    _send("confirmed", booking, calendar=entry(booking, at=at), attendees=names, join_link=join_link)


def waiting(booking: Booking) -> None:
    _send("waiting", booking, turn=str(booking.turn))


def offered(booking: Booking) -> None:
    _send("offered", booking, deadline=uk_deadline(booking.offer_expires_at))  # type: ignore[arg-type]


def expired(booking: Booking, *, at: dt.datetime) -> None:
    deadline = uk_deadline(booking.offer_expires_at)  # type: ignore[arg-type]
    _send("expired", booking, deadline=deadline, again="yes" if booking.event.is_bookable(at) else "")


def declined(booking: Booking) -> None:
    _send("declined", booking)


def cancelled(booking: Booking, *, was: str, at: dt.datetime) -> None:
    """By whoever booked: their seats, their offer or their turn. What is in their calendar goes with it."""
    had_seats = was == Status.CONFIRMED
    calendar = entry(booking, at=at, method="CANCEL") if had_seats else ""
    _send(
        "cancelled",
        booking,
        calendar=calendar,
        waited="yes" if was == Status.WAITING else "",
        rebook_url=rebook_url(booking),
    )


def entry(booking: Booking, *, at: dt.datetime, method: str = "PUBLISH") -> str:
    """The file for the calendar of somebody with a confirmed booking.

    PUBLISH or CANCEL, never REQUEST: to turn an invitation down in a calendar would free no seat. The same UID with a
    higher SEQUENCE moves what is there. Its link is to our page, which notes who came: the meeting's own is never sent.
    """
    mode = booking.pool.mode
    link = join_url(booking) if mode == Pool.Mode.ONLINE and method == "PUBLISH" else ""
    return calendar_of(booking.event, method=method, at=at, mode=mode, link=link).decode()


def queue_closed(booking: Booking) -> None:
    """The event begins, and nothing came free for them."""
    _send("queue_closed", booking, rebook_url=rebook_url(booking))


def reduced(booking: Booking, *, seats: int) -> None:
    _send("reduced", booking, key=f"booking-reduced:{booking.uuid}:{seats}", standing=booking.standing.lower())


def again(booking: Booking, *, at: dt.datetime) -> None:
    """Somebody tried to book twice: what is booked, and the link to it. One an hour."""
    key = f"booking-again:{booking.uuid}:{at:%Y-%m-%dT%H}"
    _send("again", booking, key=key, standing=booking.standing.lower())


def links(bookings: list[Booking], *, at: dt.datetime) -> None:
    """To one address: the links to all of its bookings, since it asked. One letter an hour."""
    first = bookings[0]
    lines = [f"{b.event.title}, {uk_date(b.event.starts_at)}:\n{manage_url(b)}" for b in bookings]
    post(
        f"booking-links:{first.uuid}:{at:%Y-%m-%dT%H}",
        template="events/email/booking_links",
        lane=Lane.NOW,
        context={"name": first.name, "links": "\n\n".join(lines)},
        **to(first),
    )


def _send(name: str, booking: Booking, *, key: str = "", calendar: str = "", **more: str) -> None:
    post(
        key or f"booking-{name}:{booking.uuid}",
        template=f"events/email/booking_{name}",
        lane=Lane.NOW,
        calendar=calendar,
        **to(booking),
        context=context(booking) | more,
    )


def to(booking: Booking) -> dict[str, Any]:
    """Whom a letter about a booking goes to, as `post` takes it."""
    return {"to": booking.email, "person": booking.booker, "about": booking.uuid}


def context(booking: Booking) -> dict[str, str]:
    """What any letter about a booking may say."""
    return event_context(booking.event) | {
        "name": booking.name,
        "where": where(booking.pool),
        "online": "yes" if booking.pool.mode == Pool.Mode.ONLINE else "",
        "party": people(booking.seats),
        "manage_url": manage_url(booking),
    }


def event_context(event: Event) -> dict[str, str]:
    return {
        "event": event.title,
        "when": event.when,
        "starts": uk_datetime(event.starts_at),
        "event_url": letter_url(reverse("events:event_detail", args=[event.slug])),
        "events_url": letter_url(reverse("events:event_list")),
    }


def where(pool: Pool) -> str:
    venue = pool.event.venue
    return venue.address if pool.mode == Pool.Mode.IN_PERSON and venue else "Online"


def people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
