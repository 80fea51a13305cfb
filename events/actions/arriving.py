"""Arriving: checked in, let in, walked in, joined online; and all of it undone.

Each press carries a key made where it was pressed. A phone that lost its network sends it again until it is answered;
the second time it gets the first answer. Two phones have two keys: the second hears that they are here already.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import wraps
from typing import ParamSpec

from django.db import IntegrityError, transaction

from accounts.models import User
from core import audit
from core.errors import Refused
from core.places import Status
from core.uktime import uk_on, uk_time
from core.words import number_of
from events.actions.following import follow_arrival
from events.models import Attendee, Booking, DayLink, Event, Pool, Press
from events.models.door import door_opens_at
from notifications.timed import cancel_timed, replan

# A member of staff, a helper with a day link, or with neither the person themselves.
By = User | DayLink | None
What = Press.What


class NoSeat(Refused):
    """Somebody at the door for whom no seat in the room is kept. They can be let in where there is room."""


Given = ParamSpec("Given")


def one_press(action: Callable[Given, Press]) -> Callable[Given, Press]:
    """In one transaction. The key of a press elsewhere, which no page of ours sends, is refused."""

    @wraps(action)
    def pressed(*args: Given.args, **given: Given.kwargs) -> Press:
        try:
            with transaction.atomic():
                return action(*args, **given)
        except IntegrityError:
            if not Press.objects.filter(key=str(given["key"])).exists():
                raise
        raise Refused("This was pressed before, at another place. Open the page again, and press once more.")

    return pressed


@one_press
def check_in(attendee: Attendee, *, by: By, at: dt.datetime, key: uuid.UUID, name: str = "") -> Press:
    """Note that somebody with a booking has come; `name` for one who was to be named.

    At an event with a room, that is to the room: NoSeat for whoever has none there.
    """
    attendee = _hold(attendee)
    if before := answered(attendee.event, key):
        return before
    _must_be_open(attendee.event, at)
    if attendee.arrived_at is None and (why := why_no_seat(attendee)):
        raise NoSeat(why)
    _give_name(attendee, name)
    what = What.CHECK_IN if _comes_to_room(attendee) else What.JOINED
    return _arrive(attendee, what, by=by, at=at, key=key)


@one_press
def note_joined(attendee: Attendee, *, by: By, at: dt.datetime, key: uuid.UUID) -> Press:
    """Note that somebody who booked online has joined: pressed by themselves, or ticked by staff."""
    attendee = _hold(attendee)
    if before := answered(attendee.event, key):
        return before
    _must_be_open(attendee.event, at)
    if attendee.arrived_at is None and not booked_online(attendee):
        raise NoSeat(f"{called(attendee)} has no booking to join online.")
    return _arrive(attendee, What.JOINED, by=by, at=at, key=key)


@one_press
def let_in(attendee: Attendee, *, by: By, at: dt.datetime, key: uuid.UUID, name: str = "") -> Press:
    """Let somebody into the room who has no seat there: waiting, cancelled, or booked online. Refused once it is full.

    The pool is held from the count to the commit, so that two doors do not both give the last chair away.
    """
    room = _hold_room(attendee.event)
    attendee = _hold(attendee)
    if before := answered(attendee.event, key):
        return before
    _must_be_open(attendee.event, at)
    _give_name(attendee, name)
    if attendee.arrived_at is None:
        _must_have_room(room)
    return _arrive(attendee, What.LET_IN, by=by, at=at, key=key, walked_in=True)


@one_press
def walk_in(
    event: Event, *, name: str, by: By, at: dt.datetime, key: uuid.UUID, email: str = "", organisation_name: str = ""
) -> Press:
    """Add somebody who comes without a booking. Refused once as many are in the room as it holds.

    The press's key is the newcomer's own, so that the phone can undo what it has not heard the answer to.
    """
    room = _hold_room(event)
    if before := answered(event, key):
        return before
    _must_be_open(event, at)
    _must_have_room(room)
    if Attendee.objects.filter(uuid=key).exists():
        raise Refused("This person is on the list already.")
    newcomer = Attendee(uuid=key, event=event, name=name, email=email, organisation_name=organisation_name)
    return _arrive(newcomer, What.WALK_IN, by=by, at=at, key=key, walked_in=True)


@one_press
def undo(attendee: Attendee, *, by: By, at: dt.datetime, key: uuid.UUID) -> Press:
    """Somebody was checked in by mistake. Who had no booking is not on the list any more."""
    attendee = _hold(attendee)
    if before := answered(attendee.event, key):
        return before
    press = _note(attendee, What.UNDO, by=by, at=at, key=key, changed=attendee.arrived_at is not None)
    if press.changed:
        _stand(attendee, None, walked_in=False, by=by, at=at)
    return press


def answered(event: Event, key: uuid.UUID) -> Press | None:
    """The press with this key, if it came through before. Asked while the row it is about is held."""
    return Press.objects.select_related("attendee__booking").filter(event=event, key=key).first()


def why_no_seat(attendee: Attendee) -> str:
    """Why this person has no seat at the door, to be read out to them kindly; nothing where one is kept."""
    if attendee.booking is None:
        return ""
    if attendee.booking.status != Status.CONFIRMED:
        return f"{called(attendee)} has no seat: {WITHOUT_SEAT[Status(attendee.booking.status)]}."
    online = attendee.booking.pool.mode == Pool.Mode.ONLINE
    if online and attendee.event.venue_id:
        return f"{called(attendee)} booked to join online, so no seat in the room is kept."
    return ""


WITHOUT_SEAT = {
    Status.WAITING: "the booking is still on the waiting list",
    Status.OFFERED: "a seat was offered, and the offer was not taken up",
    Status.DECLINED: "an offered seat was turned down",
    Status.EXPIRED: "the offer of a seat ran out",
    Status.CANCELLED: "the booking was cancelled",
}


def in_the_room(event: Event) -> int:
    """How many are in the room now."""
    return Attendee.objects.filter(event=event).here().in_the_room().count()


# -- Steps ---------------------------------------------------------------------------------------------------------


def _stand(attendee: Attendee, arrived_at: dt.datetime | None, *, walked_in: bool, by: By, at: dt.datetime) -> None:
    """The one place where somebody comes to be here, or not to be. Whatever follows from it hangs here."""
    attendee.arrived_at, attendee.walked_in = arrived_at, walked_in
    with acting_for(by):
        if arrived_at is None and attendee.booking_id is None:
            cancel_timed(attendee)
            attendee.delete()
        else:
            attendee.save()
            _plan_thanks(attendee)
        follow_arrival(attendee, at=at)


def _plan_thanks(attendee: Attendee) -> None:
    """Of those who come without a seat nobody knew before. For whoever has one, it was planned with the booking."""
    if attendee.booking is None:
        replan(attendee)
    elif attendee.booking.status != Status.CONFIRMED:
        replan(attendee.booking)


def _arrive(
    attendee: Attendee, what: Press.What, *, by: By, at: dt.datetime, key: uuid.UUID, walked_in: bool = False
) -> Press:
    is_new = attendee.arrived_at is None
    if is_new:
        _stand(attendee, at, walked_in=walked_in, by=by, at=at)
    return _note(attendee, what, by=by, at=at, key=key, changed=is_new)


def _note(attendee: Attendee, what: Press.What, *, by: By, at: dt.datetime, key: uuid.UUID, changed: bool) -> Press:
    helper, person = (by, None) if isinstance(by, DayLink) else (None, by)
    return Press.objects.create(
        key=key,
        event_id=attendee.event_id,
        attendee=attendee,
        what=what,
        changed=changed,
        at=at,
        by=person,
        link=helper,
    )


def acting_for(by: By) -> AbstractContextManager:
    """What a helper does is put down to the link: a name in the trail would stay for good."""
    if isinstance(by, DayLink):
        return audit.acting(why=f"With day link {by.pk}")
    return audit.acting(by=by)


def _hold(attendee: Attendee) -> Attendee:
    """Its row, with its booking as it is now."""
    held = Attendee.objects.lock().select_related("event").filter(pk=attendee.pk).first()
    if held is None:
        raise Refused("This person is not on the list any more.")
    if held.booking_id:
        held.booking = Booking.objects.select_related("pool").get(pk=held.booking_id)
    return held


def _hold_room(event: Event) -> Pool:
    room = Pool.objects.lock().filter(event=event, mode=Pool.Mode.IN_PERSON).first()
    if room is None:
        raise Refused("This event is online only: there is no room to let anybody into.")
    return room


def _must_have_room(room: Pool) -> None:
    if in_the_room(room.event) >= room.capacity:
        raise Refused(
            f"The room is full: it has {number_of(room.capacity, 'seat')}. Ask whoever is in charge what to do."
        )


def _must_be_open(event: Event, at: dt.datetime) -> None:
    if event.status != Event.Status.PUBLISHED:
        raise Refused("Nobody can be checked in: this event was called off, or is not published.")
    if at < door_opens_at(event):
        raise Refused(f"Check-in opens {uk_on(door_opens_at(event))}.")


def _give_name(attendee: Attendee, name: str) -> None:
    """Saved with the arrival. Whoever has a name keeps it."""
    attendee.name = attendee.name or name


def booked_online(attendee: Attendee) -> bool:
    booking = attendee.booking
    return bool(booking and booking.pool.mode == Pool.Mode.ONLINE and booking.status == Status.CONFIRMED)


def _comes_to_room(attendee: Attendee) -> bool:
    return attendee.booking is None or attendee.booking.pool.mode == Pool.Mode.IN_PERSON


def called(attendee: Attendee) -> str:
    """“Ada Booker”, “Somebody in the party of Ada Booker”."""
    if attendee.name or attendee.booking is None:
        return attendee.name or "This person"
    return f"Somebody in the party of {attendee.booking.name}"


def since(attendee: Attendee) -> str:
    """“since 9:42am”, for whoever is scanned a second time."""
    return f"since {uk_time(attendee.arrived_at)}" if attendee.arrived_at else ""
