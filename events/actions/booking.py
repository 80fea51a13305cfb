"""Bookings, as those who make them may: book, change, become fewer, cancel.

The pool is held first, always. What follows for an organisation comes once the pool is let go: its row is a lock, too.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

from django.db import IntegrityError, transaction

from accounts.actions import has_verified
from accounts.models import User
from core import audit, places
from core.errors import Refused
from core.places import Status
from core.uktime import uk_end
from core.words import number_of
from events import booking_letters as letters
from events.actions.confirming import confirm_address
from events.actions.milestones import follow_booking
from events.actions.offering import tell
from events.models import Attendee, Booking, Event, Pool
from notifications.timed import cancel_timed, replan

ONE_A_PRESS, ONE_AN_ADDRESS = "one_booking_per_press", "one_live_booking_per_address"


class BookedAlready(Refused):
    """There is a live booking with this address. Its link has been sent there, and is on no page.

    That there is one is said only to whoever is known to read the letters to that address.
    """


@dataclass(frozen=True)
class Named:
    """Somebody who comes. Without a name they are to be named; needs and diet are kept for this event alone."""

    name: str = ""
    email: str = ""
    access_needs: str = ""
    diet: str = ""


def book(
    pool: Pool,
    *,
    name: str,
    email: str,
    attendees: Sequence[Named],
    request_key: uuid.UUID,
    phone: str = "",
    organisation_name: str = "",
    needs_agreed: bool = False,
    by: User | None = None,
    at: dt.datetime,
) -> Booking:
    """Seats for a party, or its turn on the waiting list, and the letter that says so.

    The same press made twice, even at the same moment, answers with the same booking. An address that has booked
    already is refused, and sent the link to its booking.
    """
    if booking := _made_by(pool, request_key):
        return booking
    booking = Booking(
        event=pool.event,
        seats=len(attendees),
        request_key=request_key,
        booker=by,
        name=name,
        email=email.lower(),
        phone=phone,
        organisation_name=organisation_name,
        needs_agreed_at=at if needs_agreed else None,
    )
    try:
        booking = _take_seats(pool, booking, attendees, by=by, at=at)
    except IntegrityError as error:
        return _instead(pool, booking, error, at=at)
    if by and has_verified(by, booking.email):
        confirm_address(booking, by=by, at=at)
    return booking


@transaction.atomic
def _take_seats(pool: Pool, booking: Booking, attendees: Sequence[Named], *, by: User | None, at: dt.datetime):
    _check_bookable(pool.event, booking.seats, at)
    with audit.acting(by=by):
        booking = places.claim(pool, booking, at=at)
        # Read again now that the pool is held: whoever calls an event off, or changes it, holds the pools first.
        booking.event.refresh_from_db(fields=["status", "booking_closes_at", "starts_at", "party_limit"])
        _check_bookable(booking.event, booking.seats, at)
        people = [
            Attendee(event=pool.event, booking=booking, position=n, **vars(p)) for n, p in enumerate(attendees, 1)
        ]
        Attendee.objects.bulk_create(people)
    if booking.status == Status.CONFIRMED:
        letters.confirmed(booking, attendees=people, at=at)
        replan(booking, at=at)
    else:
        letters.waiting(booking)
    return booking


def _made_by(pool: Pool, request_key: uuid.UUID) -> Booking | None:
    return Booking.objects.filter(event=pool.event_id, request_key=request_key).first()


def _instead(pool: Pool, booking: Booking, error: IntegrityError, *, at: dt.datetime) -> Booking:
    """What stands in the way of the new row: the booking of the same press, or another one of the same address."""
    constraint = error.__cause__.diag.constraint_name  # type: ignore[union-attr]
    if constraint not in (ONE_A_PRESS, ONE_AN_ADDRESS):
        raise error
    if made := _made_by(pool, booking.request_key):
        return made
    if earlier := Booking.objects.live().filter(event=pool.event_id, email=booking.email).first():
        letters.again(earlier, at=at)
    raise BookedAlready(
        f"There is a booking with the address {booking.email} already. We have sent the link to it to that address:"
        " with it you can change who comes, or cancel."
    )


def _check_bookable(event: Event, seats: int, at: dt.datetime) -> None:
    check_open(event, at)
    if not 1 <= seats <= event.party_limit:
        most = number_of(event.party_limit, "place")
        raise Refused(f"One booking can have {most} at most. Ask your colleagues to book for themselves, too.")


def check_open(event: Event, at: dt.datetime) -> None:
    """Refused, in words for the page, where nobody may book."""
    if event.status == Event.Status.CANCELLED:
        raise Refused("This event has been cancelled, so nobody can book it any more.")
    if event.status == Event.Status.DRAFT:
        raise Refused("This event cannot be booked yet.")
    if at >= event.starts_at:
        raise Refused("This event has started, so nobody can book it any more.")
    if at >= event.booking_closes_at:
        raise Refused(f"Booking closed {uk_end(event.booking_closes_at)}.")


@transaction.atomic
def change_names(
    booking: Booking, *, attendees: Sequence[Named], needs_agreed: bool = False, by: User | None = None, at: dt.datetime
) -> Booking:
    """Say who comes and what they need, in the order of the party. Until the event starts."""
    _, booking = places.hold(booking)
    check_changeable(booking, at)
    people = list(booking.attendees.lock().order_by("position"))
    if len(people) != len(attendees):
        raise Refused("The number of people has changed in the meantime. Look at who comes, and try again.")
    if here := next(
        (p for p, named in zip(people, attendees, strict=True) if p.arrived_at and p.name != named.name), None
    ):
        raise Refused(f"{here.name or 'Somebody of the party'} has arrived already, so their name stays as it is.")
    with audit.acting(by=by):
        for person, named in zip(people, attendees, strict=True):
            for field, value in vars(named).items():
                setattr(person, field, value)
        for person in people:
            person.save(update_fields=["name", "email", "access_needs", "diet"])
        booking.needs_agreed_at = (booking.needs_agreed_at or at) if needs_agreed else None
        booking.save(update_fields=["needs_agreed_at"])
    return booking


@transaction.atomic
def reduce_party(
    booking: Booking, *, without: Collection[uuid.UUID], by: User | None = None, at: dt.datetime
) -> Booking:
    """These people of the party do not come. It keeps its turn, or its offer; what it frees goes to who waits next.

    Somebody who was taken out already, by the same press made twice, is not taken out again. Whoever is here stays:
    the door opens before the event starts.
    """
    _, booking = places.hold(booking)
    check_changeable(booking, at)
    leaving = booking.attendees.filter(uuid__in=without)
    number = leaving.count()
    if number >= booking.seats:
        raise Refused("Somebody has to come. To take everybody out, cancel the booking.")
    if not number:
        return booking
    if here := next((person for person in leaving.order_by("pk").lock() if person.arrived_at), None):
        raise Refused(f"{here.name or 'Somebody of the party'} has arrived already, so they cannot be taken out.")
    with audit.acting(by=by):
        leaving.delete()
        _number_again(booking)
        booking, promoted = places.shrink(booking, booking.seats - number, at=at)
    letters.reduced(booking, seats=booking.seats)
    tell(promoted, at=at)
    return booking


def _number_again(booking: Booking) -> None:
    people = list(booking.attendees.order_by("position"))
    for position, person in enumerate(people, start=1):
        person.position = position
    Attendee.objects.bulk_update(people, ["position"])


def cancel_booking(booking: Booking, *, by: User | None = None, at: dt.datetime) -> Booking:
    """Give up seats, an offer, or a turn. Whoever cancelled may book again, at the end."""
    booking = _cancel(booking, by=by, at=at)
    follow_booking(booking)
    return booking


@transaction.atomic
def _cancel(booking: Booking, *, by: User | None, at: dt.datetime) -> Booking:
    _, booking = places.hold(booking)
    if booking.status == Status.CANCELLED:
        return booking
    check_changeable(booking, at)
    was = booking.status
    tell_booker = partial(letters.cancelled, was=was, at=at)
    return _give_up(booking, Status.CANCELLED, by=by, at=at, tell_booker=tell_booker)


@transaction.atomic
def accept_offer(booking: Booking, *, by: User | None = None, at: dt.datetime) -> Booking:
    """Take up the seats that came free."""
    _, booking = places.hold(booking)
    if booking.status == Status.CONFIRMED:
        return booking
    check_on_offer(booking, at)
    with audit.acting(by=by):
        booking = places.confirm(booking, at=at)
    letters.confirmed(booking, at=at)
    replan(booking, at=at)
    return booking


def decline_offer(booking: Booking, *, by: User | None = None, at: dt.datetime) -> Booking:
    """Turn the seats that came free down: they go to who waits next."""
    booking = _decline(booking, by=by, at=at)
    follow_booking(booking)
    return booking


@transaction.atomic
def _decline(booking: Booking, *, by: User | None, at: dt.datetime) -> Booking:
    _, booking = places.hold(booking)
    if booking.status == Status.DECLINED:
        return booking
    check_on_offer(booking, at)
    return _give_up(booking, Status.DECLINED, by=by, at=at, tell_booker=letters.declined)


def _give_up(booking: Booking, status: Status, *, by: User | None, at: dt.datetime, tell_booker) -> Booking:
    with audit.acting(by=by):
        booking, promoted = places.give_up(booking, status, at=at)
    cancel_timed(booking)
    tell_booker(booking)
    tell(promoted, at=at)
    return booking


def check_changeable(booking: Booking, at: dt.datetime) -> None:
    """Refused, in words for the page, once there is nothing left to change."""
    event = booking.pool.event
    if event.status == Event.Status.CANCELLED:
        raise Refused("This event has been cancelled. There is nothing left to change.")
    if at >= event.starts_at:
        raise Refused("This event has started, so the booking cannot be changed any more.")
    if not booking.is_live:
        raise Refused(f"There is nothing left to change: {booking.why_over}.")


def check_on_offer(booking: Booking, at: dt.datetime) -> None:
    """Refused, in words for the page, where there is no offer to answer."""
    check_changeable(booking, at)
    if booking.status != Status.OFFERED:
        raise Refused("There is no offer to answer: you are still on the waiting list.")
    if not booking.is_on_offer(at):
        raise Refused(f"This offer ran out {uk_end(booking.offer_expires_at)}.")  # type: ignore[arg-type]
