"""What the page of a booking shows."""

import datetime as dt
from typing import Any

from accounts.models import User
from core.places import Status
from events.booking_letters import people, where
from events.links import manage_path
from events.models import Booking, Event, Pool

MOST_OWN = 20
COLOURS = {Status.CONFIRMED: "green", Status.OFFERED: "yellow", Status.WAITING: "blue"}


def manage_page(booking: Booking, *, at: dt.datetime, sees_needs: bool = True) -> dict[str, Any]:
    """What the page of a booking shows: how it stands, who comes, and what can still be done."""
    event = booking.event
    attendees = list(booking.attendees.order_by("position"))
    changeable = booking.is_live and event.status == Event.Status.PUBLISHED and at < event.starts_at
    return {
        "booking": booking,
        "event": event,
        "tag": {"label": booking.standing, "colour": COLOURS.get(Status(booking.status), "grey")},
        "rows": _rows(booking, attendees, sees_needs=sees_needs),
        "sees_needs": sees_needs,
        "party": people(booking.seats),
        "changeable": changeable,
        "on_offer": changeable and booking.is_on_offer(at),
        "turn": booking.turn if changeable and booking.status == Status.WAITING else 0,
        "can_join": can_join(booking) and at < event.ends_at,
        "has_tickets": has_tickets(booking) and at < event.ends_at,
        "is_over": at >= event.ends_at,
        "bookable": event.is_bookable(at),
    }


def own_bookings(person: User, at: dt.datetime) -> list[dict[str, Any]]:
    """What somebody who is signed in has booked and is still to come, the next first."""
    bookings = (
        Booking.objects.live().made_by(person).filter(event__ends_at__gt=at, event__status=Event.Status.PUBLISHED)
    )
    return [
        {
            "title": booking.event.title,
            "when": booking.event.when,
            "tag": booking.standing,
            "colour": COLOURS[Status(booking.status)],
            "answer_by": booking.offer_expires_at if booking.is_on_offer(at) else None,
            "url": manage_path(booking),
        }
        for booking in bookings.select_related("event").order_by("event__starts_at", "pk")[:MOST_OWN]
    ]


def can_join(booking: Booking) -> bool:
    """The link to join is for those who have a place alone."""
    is_online = booking.pool.mode == Pool.Mode.ONLINE and booking.event.status == Event.Status.PUBLISHED
    return is_online and booking.status == Status.CONFIRMED


def has_tickets(booking: Booking) -> bool:
    """For a room, once the seats are confirmed, and while the event is on."""
    is_there = booking.pool.mode == Pool.Mode.IN_PERSON and booking.event.status == Event.Status.PUBLISHED
    return is_there and booking.status == Status.CONFIRMED


def _rows(booking: Booking, attendees: list[Any], *, sees_needs: bool) -> list[dict[str, Any]]:
    event, venue = booking.event, booking.event.venue
    rows: list[dict[str, Any]] = [{"key": "When", "value": event.when}, {"key": "Where", "value": where(booking.pool)}]
    if venue and booking.pool.mode == Pool.Mode.IN_PERSON:
        rows.append({"key": "Access", "value": venue.access})
    rows.append({"key": "Who comes", "value": [str(attendee) for attendee in attendees]})
    if sees_needs and any(attendee.access_needs or attendee.diet for attendee in attendees):
        rows.append({"key": "Needs and food", "value": "You have told us. See or change it under “Change who comes”"})
    rows.append({"key": "Booked by", "value": [booking.name, booking.email]})
    return rows
