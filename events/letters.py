"""The letters at a time of an event: reminders before it, thanks after it, and a word to those who could not come.

A reminder goes to whoever booked and, once an address, to those who come with an address of their own.
"""

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import Any

from core.places import Status
from core.uktime import uk_time
from events.addressees import Addressee, addressees, walk_ins, with_party
from events.after_links import feedback_url, rebook_url
from events.asking import invite
from events.booking_letters import event_context, people, where
from events.links import join_url, manage_url, materials_url
from events.models import Attendee, Booking, Event, Material, Pool
from notifications.outbox import Lane
from notifications.timed import Rule

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def context(reader: Addressee) -> dict[str, str]:
    """What any letter about an event says to one of those it is about. What does not concern them is empty."""
    booking = reader.booking
    return {
        **event_context(reader.event),
        "contact_email": reader.event.programme.contact_email,
        "name": reader.name,
        "booked_by": booking.name if booking and not reader.booked else "",
        "party": people(booking.seats) if booking and reader.booked else "",
        "manage_url": manage_url(booking) if booking and reader.booked else "",
        **(seat_context(booking) if booking else NO_SEAT),
    }


NO_SEAT = {"where": "", "access": "", "map_url": "", "online": "", "join_link": ""}


def seat_context(booking: Booking) -> dict[str, str]:
    """Where this party's seats are, and how to get there. The link to join is for those with a confirmed booking.

    All of the party join through our page, which notes who came; with this link they can do nothing else.
    """
    event, online = booking.event, booking.pool.mode == Pool.Mode.ONLINE
    venue = None if online else event.venue
    joins = online and booking.status == Status.CONFIRMED and event.join_link
    return {
        "where": where(booking.pool),
        "access": venue.access if venue else "",
        "map_url": venue.map_url if venue else "",
        "online": "yes" if online else "",
        "join_link": join_url(booking) if joins else "",
    }


# -- Timed ---------------------------------------------------------------------------------------------------------


def _bookings():
    return with_party(Booking.objects.order_by("pk"))


def _is_booked(booking: Booking) -> bool:
    return booking.status == Status.CONFIRMED and booking.event.status == Event.Status.PUBLISHED


def _joins_online(booking: Booking) -> bool:
    return _is_booked(booking) and booking.pool.mode == Pool.Mode.ONLINE


def _came(booking: Booking) -> bool:
    return any(attendee.arrived_at for attendee in booking.attendees.all())


def _is_to_be_thanked(booking: Booking) -> bool:
    """Those who were let in without a seat, too."""
    return booking.event.status == Event.Status.PUBLISHED and (booking.status == Status.CONFIRMED or _came(booking))


def _was_missed(booking: Booking) -> bool:
    """Nobody of the party came, nor whoever booked on another way. If nobody was checked in, nobody knows who came."""
    here = Attendee.objects.here().filter(event=booking.event_id)
    return not _came(booking) and here.exists() and not here.filter(email=booking.email).exists()


def _left_an_address(attendee: Attendee) -> bool:
    """Of those who came without a booking: the others are thanked with their party."""
    return attendee.booking_id is None and attendee.email != "" and attendee.event.status == Event.Status.PUBLISHED


def _letter(name: str, booking: Booking) -> dict[str, Any]:
    return _letter_to(name, Addressee(booking))


def _letter_to(name: str, reader: Addressee) -> dict[str, Any]:
    said = context(reader) | {"starts": uk_time(reader.event.starts_at)}
    if name == "event_thanks":
        said |= {"feedback_url": _ask(reader), "materials": _materials(reader)}
    elif name == "event_missed" and reader.booking:
        said["rebook_url"] = rebook_url(reader.booking)
    return {**reader.to(), "template": f"events/email/{name}", "context": said, "lane": Lane.NORMAL}


def _ask(reader: Addressee) -> str:
    """The link to the form for this address. Asked when the letter is written, and not before."""
    event, email = reader.event, reader.to()["to"]
    return feedback_url(invite(event, email=email, booking=reader.booking, attendee=reader.attendee, at=event.ends_at))


def _materials(reader: Addressee) -> str:
    """The page with what is shared, if anything is: that of the booking, or one for whoever has none of their own."""
    if not Material.objects.of(reader.event).exists():
        return ""
    if reader.attendee:
        return materials_url(reader.attendee)
    return manage_url(reader.booking) if reader.booking else ""


def _copies(name: str, booking: Booking, *, came: bool = False) -> Iterable[tuple[str, dict[str, Any]]]:
    others = [reader for reader in addressees([booking], came=came) if not reader.booked]
    return [(str(reader.key), _letter_to(name, reader)) for reader in others]


def _rule(key: str, name: str, letter: str, **more: Any) -> Rule:
    return Rule(
        key=key,
        name=name,
        model=Booking,
        rows=_bookings,
        account=lambda booking: booking.booker_id,
        letter=partial(_letter, letter),
        **{"anchor": lambda booking: booking.event.starts_at, "wanted": _is_booked, **more},
    )


RULES = [
    _rule(
        "event-week",
        "An event is in a week",
        "event_reminder",
        copies=partial(_copies, "event_reminder"),
        # From then on the next reminder is near.
        latest=lambda booking: booking.event.starts_at - 3 * DAY,
        offset_days=-7,
        uk_hour=9,
    ),
    _rule(
        "event-eve",
        "An event is tomorrow",
        "event_reminder",
        copies=partial(_copies, "event_reminder"),
        # Later, whoever has far to go is on the way.
        latest=lambda booking: booking.event.starts_at - 3 * HOUR,
        offset_days=-1,
        uk_hour=9,
    ),
    _rule(
        "event-hour",
        "An online event starts in an hour",
        "event_starts_soon",
        copies=partial(_copies, "event_starts_soon"),
        wanted=_joins_online,
        latest=lambda booking: booking.event.starts_at,
        offset_minutes=-60,
    ),
    _rule(
        "event-thanks",
        "Thank you for coming to an event",
        "event_thanks",
        copies=partial(_copies, "event_thanks", came=True),
        anchor=lambda booking: booking.event.ends_at,
        wanted=_is_to_be_thanked,
        proven=_came,
        latest=lambda booking: booking.event.ends_at + 7 * DAY,
        offset_minutes=2 * 60,
    ),
    Rule(
        key="event-thanks-walk-in",
        name="Thank you for coming to an event without a booking",
        model=Attendee,
        rows=lambda: Attendee.objects.select_related("event__venue", "event__programme"),
        account=lambda attendee: None,
        letter=lambda attendee: _letter_to("event_thanks", Addressee(None, attendee)),
        anchor=lambda attendee: attendee.event.ends_at,
        wanted=_left_an_address,
        proven=lambda attendee: walk_ins(attendee.event).filter(pk=attendee.pk).exists(),
        latest=lambda attendee: attendee.event.ends_at + 7 * DAY,
        offset_minutes=2 * 60,
    ),
    _rule(
        "event-missed",
        "Somebody did not come to an event they had booked",
        "event_missed",
        anchor=lambda booking: booking.event.ends_at,
        # By then whoever was ticked off on paper has been checked in, too.
        proven=_was_missed,
        latest=lambda booking: booking.event.ends_at + 7 * DAY,
        offset_days=1,
        uk_hour=10,
    ),
]
