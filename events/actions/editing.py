"""Events made, changed, and made from earlier ones."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from django.db import transaction

from accounts.models import User
from cohorts.models import Programme
from core import audit
from core.errors import Refused
from core.presses import once
from core.regions import outcode_of
from core.words import number_of
from events.actions.arranging import hold_module
from events.actions.holding import hold_event, refuse_if_cancelled, refuse_if_changed, save
from events.actions.telling import note_change
from events.models import LONGEST, Booking, Event, Pool, Speaker, Supporter, Venue

Seats = Mapping[str, int]
# What of an event goes into one made from it. The link to join is of one day: with the old one, earlier guests come in.
COPIED = ("programme", "kind", "module", "title", "summary", "about", "who_for", "venue", "online")
COPIED_SETTINGS = ("party_limit", "offer_hours")
COPIED_OF_POOL = ("mode", "capacity", "allowance", "waiting_limit", "freed_as_offer", "let_smaller_pass")


@dataclass(frozen=True)
class Moved:
    """One thing that a calendar shows, before and after, in words. `what`: title, time, place or link."""

    what: str
    was: str
    now: str


SHOWN = {
    "title": lambda event: event.title,
    "time": lambda event: event.when,
    "place": lambda event: event.where,
    "link": lambda event: event.join_link,
}


@transaction.atomic
def create(
    programme: Programme,
    *,
    seats: Seats,
    by: User | None,
    at: dt.datetime,
    key: uuid.UUID | None = None,
    **fields: Any,
) -> Event:
    """A draft, which its team alone sees. `seats` has the capacity of each mode it is held in.

    A venue that is new is kept with it. Sent twice under one key, it is made once.
    """
    key = key or uuid.uuid4()
    make = partial(_create, programme, seats=seats, by=by, at=at, uuid=key, **fields)
    return once(Event.objects.filter(made_by=by), key, make)


def _create(programme: Programme, *, seats: Seats, by: User | None, at: dt.datetime, **fields: Any) -> Event:
    _hold_module(fields)
    _keep_venue(fields)
    fields.setdefault("booking_closes_at", fields["starts_at"])
    event = Event(programme=programme, slug=f"draft-{uuid.uuid4().hex}", made_by=by, made_at=at, **fields)
    _check_times(event, at)
    _check_place(event)
    with audit.acting(by=by, why="Event added"):
        event.save()
    _match_pools(event, seats, by=by)
    return event


@transaction.atomic
def change(
    event: Event,
    *,
    by: User | None,
    at: dt.datetime,
    seats: Seats | None = None,
    seen: int | None = None,
    **fields: Any,
) -> list[Moved]:
    """Change an event. Returns what of it a calendar shows otherwise now; if it is published, `sequence` goes up and
    everybody with a booking is told.

    Booking closes by the start, and an offer ends by it: both move with it. `seats` is for a mode it is newly held in.
    """
    event = hold_event(event)
    refuse_if_cancelled(event)
    refuse_if_changed(event, seen)
    _hold_module(fields)
    _keep_venue(fields)
    before, was = {what: words(event) for what, words in SHOWN.items()}, event.starts_at
    new = {name: value for name, value in fields.items() if value != getattr(event, name)}
    if not new:
        return []
    _apply(event, new)
    _check_place(event)
    if new.keys() & {"starts_at", "ends_at", "booking_closes_at"}:
        _check_times(event, at, moved="starts_at" in new)
    moved = [Moved(what, before[what], words(event)) for what, words in SHOWN.items() if words(event) != before[what]]
    raised = {"sequence": event.sequence + 1} if moved and event.status == Event.Status.PUBLISHED else {}
    save(event, {**new, "booking_closes_at": event.booking_closes_at, **raised}, by=by)
    if new.keys() & {"venue", "online"}:
        _match_pools(event, seats or {}, by=by)
    if event.starts_at != was:
        _move_offers(event, was, at)
    if raised:
        note_change(event, [asdict(one) for one in moved], by=by, at=at)
    return moved


def _hold_module(fields: dict[str, Any]) -> None:
    """A module with a session is not removed: no session comes to it while it is."""
    if module := fields.get("module"):
        hold_module(module)


def _keep_venue(fields: dict[str, Any]) -> None:
    venue = fields.get("venue")
    if venue and venue.pk is None:
        outcode = outcode_of(venue.postcode)
        venue.region = outcode.region if outcode else ""
        venue.save()


@transaction.atomic
def change_access(venue: Venue, *, access: str, by: User) -> Venue:
    """How people get into a venue, as every event there shows it. Another building is another venue."""
    venue = Venue.objects.lock().get(pk=venue.pk)
    venue.access = access
    venue.save(update_fields=["access"])
    audit.changed(by, venue, ["access"])
    return venue


def _apply(event: Event, new: dict[str, Any]) -> None:
    """Set what changes; where nothing is said of the close of booking, it keeps to the start."""
    closed_with_start = event.booking_closes_at == event.starts_at
    for name, value in new.items():
        setattr(event, name, value)
    if "starts_at" in new and "booking_closes_at" not in new:
        follows = closed_with_start or event.booking_closes_at > event.starts_at
        event.booking_closes_at = event.starts_at if follows else event.booking_closes_at


def _check_place(event: Event) -> None:
    if not event.venue and not event.online:
        raise Refused("Choose a venue, or say that people can join online.")


def _check_times(event: Event, at: dt.datetime, *, moved: bool = True) -> None:
    if moved and event.starts_at <= at:
        raise Refused("An event cannot start in the past. Choose a time to come.")
    if event.ends_at <= event.starts_at:
        raise Refused("The event must end after it starts.")
    if event.ends_at > event.starts_at + LONGEST:
        raise Refused(f"An event can go on for {number_of(LONGEST.days, 'day')} at most.")
    if event.booking_closes_at > event.starts_at:
        raise Refused("Booking must close before the event starts, or when it starts.")


def _match_pools(event: Event, seats: Seats, *, by: User | None) -> None:
    """A pool for each way it is held. One that nobody has ever booked may go; with bookings in it, it is Refused."""
    wanted = {Pool.Mode.IN_PERSON: event.venue_id is not None, Pool.Mode.ONLINE: event.online}
    pools = {pool.mode: pool for pool in event.pools.all()}
    for mode, is_wanted in wanted.items():
        if is_wanted and mode not in pools:
            pool = Pool.objects.create(event=event, mode=mode, capacity=_seats_of(mode, seats))
            audit.changed(by, pool, ["capacity"], why="Seats added")
        elif not is_wanted and mode in pools:
            _drop(pools[mode])


def _seats_of(mode: Pool.Mode, seats: Seats) -> int:
    if not seats.get(mode):
        raise Refused(f"Enter how many seats there are {mode.label.lower()}.")
    return seats[mode]


def _drop(pool: Pool) -> None:
    if booked := pool.places.count():
        mode = pool.get_mode_display().lower()
        raise Refused(f"There are bookings to come {mode} ({booked}), so the event must stay open to them.")
    pool.delete()


def _move_offers(event: Event, was: dt.datetime, at: dt.datetime) -> None:
    """No offer stands longer than to the start; one that the old start had cut gets the hours it would have had."""
    offers = Booking.objects.offered().filter(event=event, offer_expires_at__gt=at)
    if event.starts_at < was:
        offers.filter(offer_expires_at__gt=event.starts_at).update(offer_expires_at=event.starts_at)
        return
    cut = list(offers.filter(offer_expires_at=was))
    for booking in cut:
        full = booking.offered_at + dt.timedelta(hours=event.offer_hours)  # type: ignore[operator]
        booking.offer_expires_at = min(full, event.starts_at)
    Booking.objects.bulk_update(cut, ["offer_expires_at"])


@transaction.atomic
def copy(
    event: Event, *, starts_at: dt.datetime, by: User | None, at: dt.datetime, key: uuid.UUID | None = None
) -> Event:
    """A new draft from an earlier event: everything but its dates, its bookings and its link. It goes on as long.

    Sent twice under one key, it is made once.
    """
    key = key or uuid.uuid4()
    return once(
        Event.objects.filter(made_by=by), key, partial(_copy, event, starts_at=starts_at, by=by, at=at, uuid=key)
    )


def _copy(event: Event, *, starts_at: dt.datetime, by: User | None, at: dt.datetime, **fields: Any) -> Event:
    fields |= {name: getattr(event, name) for name in (*COPIED, *COPIED_SETTINGS)}
    new = Event(slug=f"draft-{uuid.uuid4().hex}", made_by=by, made_at=at, starts_at=starts_at, **fields)
    new.ends_at = starts_at + (event.ends_at - event.starts_at)
    new.booking_closes_at = starts_at - (event.starts_at - event.booking_closes_at)
    _check_times(new, at)
    with audit.acting(by=by, why=f"Event made from {event.slug}"):
        new.save()
        Pool.objects.bulk_create(_again(Pool, event.pools.order_by("pk"), COPIED_OF_POOL, new))
        Speaker.objects.bulk_create(_again(Speaker, event.speakers.all(), ("position", "name", "role", "about"), new))
        Supporter.objects.bulk_create(_again(Supporter, event.supporters.all(), ("position", "name", "website"), new))
    return new


def _again(model: type, rows: Iterable[Any], fields: tuple[str, ...], event: Event) -> list[Any]:
    return [model(event=event, **{name: getattr(row, name) for name in fields}) for row in rows]
