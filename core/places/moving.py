"""What becomes of a place once it is there: taken up, given up, run out, and what the next in turn gets."""

import datetime as dt
from typing import Any

from core.errors import Refused
from core.places.holding import Place, count, hold, hold_pool, of_pool, seat
from core.places.models import AbstractPool, PlaceQuerySet, Status
from core.words import number_of


def confirm(place: Place, *, at: dt.datetime) -> Place:
    """Take up an offer. The same press made twice answers with the same place; a run-out or closed offer is Refused."""
    _, place = hold(place)
    if place.status == Status.CONFIRMED:
        return place
    # Not left to `move_to`: promotion may take a waiting place straight to confirmed, its holder may not.
    if place.status != Status.OFFERED:
        raise Refused(f"There is no offer to accept: this place is {place.get_status_display().lower()}.")
    if not place.is_on_offer(at):
        raise Refused("This offer has run out.")
    place.move_to(Status.CONFIRMED)
    place.save(update_fields=["status"])
    return place


def give_up(place: Place, status: Status, *, at: dt.datetime) -> tuple[Place, list[Place]]:
    """Close a live place for good as declined, expired or cancelled; freed seats go to the next in turn.

    Returns the place and the places promoted by it.
    """
    pool, place = hold(place)
    was = place.status
    place.move_to(status)
    place.closed_at = at
    place.save(update_fields=["status", "closed_at"])
    if was == Status.WAITING:
        count(pool, waiting=-1)
    else:
        count(pool, taken=-place.seats)
    return place, _promote(pool, type(place), at=at)


def shrink(place: Place, seats: int, *, at: dt.datetime) -> tuple[Place, list[Place]]:
    """Make a live party smaller. It keeps its turn, its offer and its other seats; what it frees goes to the queue.

    Returns the place and the places promoted, itself among them where it waited and fits now. The same press made twice
    frees its seats once.
    """
    pool, place = hold(place)
    if not place.is_live:
        raise Refused(f"There is nothing to change: this place is {place.get_status_display().lower()}.")
    if not 1 <= seats <= place.seats:
        raise Refused(f"A group of {place.seats} can only become smaller, and at least 1 has to stay.")
    freed, place.seats = place.seats - seats, seats
    if not freed:
        return place, []
    place.save(update_fields=["seats"])
    if place.status != Status.WAITING:
        count(pool, taken=-freed)
    promoted = _promote(pool, type(place), at=at)
    return next((other for other in promoted if other.pk == place.pk), place), promoted


def settle(place: Place, *, at: dt.datetime) -> Place:
    """Somebody has decided that a pending place may be had: a held seat is offered, a turn goes on as it is.

    A hold that has run out but was not released yet is as good as another: nobody else has been promised its seat.
    """
    pool, place = hold(place)
    if not place.is_pending or not place.is_live:
        raise Refused(f"Nothing is to be decided: this place is {place.get_status_display().lower()}.")
    place.pending_until = None
    if place.status == Status.HELD:
        seat(pool, place, pool.STRAIGHT_IN, at)
    place.save(update_fields=["status", "pending_until", "offered_at", "offer_expires_at"])
    return place


def expire(
    pool: AbstractPool, model: type[Place], *, at: dt.datetime, most: int | None = None
) -> tuple[list[Place], list[Place]]:
    """Close the pool's offers whose deadline has passed, the first `most`. Returns expired and promoted places."""
    pool = hold_pool(pool)
    return _let_go(pool, model, of_pool(pool, model).run_out(at), Status.EXPIRED, at=at, most=most)


def release(
    pool: AbstractPool, model: type[Place], *, at: dt.datetime, most: int | None = None
) -> tuple[list[Place], list[Place]]:
    """Free the seats that were held for too long, the first `most`. Returns released and promoted places."""
    pool = hold_pool(pool)
    return _let_go(pool, model, of_pool(pool, model).held_too_long(at), Status.RELEASED, at=at, most=most)


def _let_go(
    pool: AbstractPool,
    model: type[Place],
    which: PlaceQuerySet,
    status: Status,
    *,
    at: dt.datetime,
    most: int | None,
) -> tuple[list[Place], list[Place]]:
    """Close those of the held pool for good; their seats go to the next in turn."""
    over = list(which.order_by("position")[:most])
    for place in over:
        place.move_to(status)
        place.closed_at = at
    model.objects.bulk_update(over, ["status", "closed_at"])
    if over:
        count(pool, taken=-sum(place.seats for place in over))
    return over, _promote(pool, model, at=at, most=most)


def resize(
    pool: AbstractPool, model: type[Place], *, capacity: int, allowance: int, at: dt.datetime, most: int | None = None
) -> list[Place]:
    """Change the number of seats. Returns the places promoted, up to `most`; Refused below what is taken."""
    pool = hold_pool(pool)
    if capacity + allowance < pool.taken:
        are = "is" if pool.taken == 1 else "are"
        raise Refused(f"{number_of(pool.taken, 'place')} {are} taken already, so there cannot be fewer than that.")
    pool.capacity, pool.allowance = capacity, allowance
    pool.save(update_fields=["capacity", "allowance"])
    return _promote(pool, model, at=at, most=most)


def promote(pool: AbstractPool, model: type[Place], *, at: dt.datetime, most: int | None = None) -> list[Place]:
    """Give free seats to the queue in turn, to `most` parties: where a step before this one left some free."""
    return _promote(hold_pool(pool), model, at=at, most=most)


def _promote(pool: AbstractPool, model: type[Place], *, at: dt.datetime, most: int | None = None) -> list[Place]:
    """Give the held pool's free seats to the queue, party by party. Nobody after the last joining instant.

    The first party that does not fit stops the rest, unless the pool lets smaller ones pass.
    """
    if pool.is_over(at) or not pool.waiting or pool.free <= 0:
        return []
    promoted = _first_that_fit(of_pool(pool, model).waiting().in_turn(), pool.free, pool.let_smaller_pass)[:most]
    for place in promoted:
        seat(pool, place, Status.OFFERED if pool.freed_as_offer else Status.CONFIRMED, at)
    model.objects.bulk_update(promoted, ["status", "offered_at", "offer_expires_at", "pending_until"])
    if promoted:
        count(pool, taken=sum(place.seats for place in promoted), waiting=-len(promoted))
    return promoted


def close_queue(pool: AbstractPool, model: type[Place], *, at: dt.datetime, most: int) -> list[Place]:
    """After the last joining instant: cancel up to `most` of those who still wait. Returns them, to be told kindly."""
    pool = hold_pool(pool)
    if not pool.is_over(at):
        return []
    over = list(of_pool(pool, model).waiting().in_turn()[:most])
    for place in over:
        place.move_to(Status.CANCELLED)
        place.closed_at = at
    model.objects.bulk_update(over, ["status", "closed_at"])
    if over:
        count(pool, waiting=-len(over))
    return over


def _first_that_fit(queue: PlaceQuerySet, free: int, let_smaller_pass: bool) -> list[Any]:
    # At most `free` parties can fit; only where smaller ones may pass does one have to look further.
    queue = queue.filter(seats__lte=free) if let_smaller_pass else queue[:free]
    fitting = []
    for place in queue:
        if place.seats <= free:
            fitting.append(place)
            free -= place.seats
        elif not let_smaller_pass:
            break
    return fitting
