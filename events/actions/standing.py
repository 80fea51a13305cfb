"""Whether an event is seen, booked and held: published, closed and opened again, cancelled."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from accounts.models import User
from core.calendar import uk_day
from core.errors import Refused
from core.uktime import uk_short_date
from events.actions.holding import hold_event, refuse_if_cancelled, save
from events.actions.telling import note_change
from events.models import Booking, Event
from notifications.models import TimedLetter
from notifications.timed import all_rules, cancel_timed


def missing(event: Event, at: dt.datetime) -> list[str]:
    """What an event still needs before the public sees it."""
    needs = []
    if not event.about:
        needs.append("what happens at it")
    if not event.who_for:
        needs.append("who it is for")
    if event.venue and not event.venue.access:
        needs.append("how people get into its venue")
    if not sum(pool.capacity for pool in event.pools.all()):
        needs.append("seats")
    if event.starts_at <= at:
        needs.append("a start that is still to come")
    return needs


@transaction.atomic
def publish(event: Event, *, by: User | None, at: dt.datetime) -> Event:
    """Show an event to everybody and open its booking. Pressed twice, it is published once."""
    event = hold_event(event)
    if event.status == Event.Status.PUBLISHED:
        return event
    event.move_to(Event.Status.PUBLISHED)
    if needs := missing(event, at):
        raise Refused(f"Before it can be published, this event needs {', '.join(needs)}.")
    new = {"status": event.status, "published_at": at}
    for number in range(1, 100):
        try:
            with transaction.atomic():
                return save(event, {**new, "slug": _slug(event, number)}, by=by, why="Event published")
        except IntegrityError:
            continue  # there is an event of that title on that day
    raise Refused("There are too many events of this title on this day. Give it another title.")


def _slug(event: Event, number: int) -> str:
    """“insight-event-leeds-24-april-2027”, and a number behind it from the second of them on."""
    day = slugify(uk_short_date(uk_day(event.starts_at)))
    last = f"-{number}" if number > 1 else ""
    title = slugify(event.title)[:90].strip("-") or "event"
    return f"{title}-{day}{last}"


@transaction.atomic
def close_booking(event: Event, *, by: User | None, at: dt.datetime) -> Event:
    """No new booking from now on. Those there are stay, and the waiting list goes on."""
    event = hold_event(event)
    _refuse_unless_ahead(event, at)
    if event.booking_closes_at <= at:
        return event
    return save(event, {"booking_closes_at": at}, by=by, why="Booking closed")


@transaction.atomic
def open_booking(event: Event, *, by: User | None, at: dt.datetime) -> Event:
    """People can book again until it starts."""
    event = hold_event(event)
    _refuse_unless_ahead(event, at)
    if event.booking_closes_at > at:
        return event
    return save(event, {"booking_closes_at": event.starts_at}, by=by, why="Booking opened again")


def _refuse_unless_ahead(event: Event, at: dt.datetime) -> None:
    refuse_if_cancelled(event)
    if event.status == Event.Status.DRAFT:
        raise Refused("This event is a draft. Booking opens when you publish it.")
    if event.starts_at <= at:
        raise Refused("This event has started, so nobody can book it any more.")


@transaction.atomic
def cancel(event: Event, *, why: str, by: User | None, at: dt.datetime) -> Event:
    """Call an event off, and tell everybody who booked it.

    Bookings stay as they were, as its history; what was planned to be sent for them is not.
    """
    event = hold_event(event)
    if event.status == Event.Status.CANCELLED:
        return event
    if event.is_over(at):
        raise Refused("This event is over, so it cannot be cancelled any more.")
    event.move_to(Event.Status.CANCELLED)
    new: dict[str, Any] = {"status": event.status, "cancelled_why": why, "sequence": event.sequence + 1}
    save(event, new, by=by, why=f"Event cancelled: {why}")
    _take_back_letters(event)
    note_change(event, [], by=by, at=at)
    return event


def _take_back_letters(event: Event) -> None:
    cancel_timed(event)
    keys = [rule.key for rule in all_rules().values() if rule.model is Booking]
    planned = TimedLetter.objects.planned().filter(rule__in=keys)
    planned.filter(object_id__in=event.bookings.values("pk")).update(state=TimedLetter.State.CANCELLED)
