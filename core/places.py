"""The allocation of places: one engine for cohort places and event seats, never oversold, in strict order.

A **pool** has seats; a **place** is a party's claim on some of them. The pool's row is the only lock: every function
here holds it first and until the caller's transaction ends, so no two paths can deadlock, and a turn (`position`,
`joined_at`) is taken while it is held, so turns have no gap and no tie. Seats are never counted under the lock: `taken`
and `waiting` are counters moved by a conditional UPDATE, with a check constraint behind them.

The functions return the rows they changed; the calling action writes the letters and the history. Call them inside a
transaction; `at` is the instant things happen.
"""

import datetime as dt
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import F, Q

from core.errors import Refused
from core.querysets import QuerySet
from core.words import number_of


class Status(models.TextChoices):
    WAITING = "waiting", "Waiting"
    OFFERED = "offered", "Offered"
    CONFIRMED = "confirmed", "Confirmed"
    DECLINED = "declined", "Declined"
    EXPIRED = "expired", "Expired"
    CANCELLED = "cancelled", "Cancelled"


SEATED = (Status.OFFERED, Status.CONFIRMED)
LIVE = (Status.WAITING, *SEATED)


class PlaceQuerySet(QuerySet):
    def live(self):
        return self.filter(status__in=LIVE)

    def seated(self):
        """Those that hold seats: offered or confirmed."""
        return self.filter(status__in=SEATED)

    def waiting(self):
        return self.filter(status=Status.WAITING)

    def offered(self):
        return self.filter(status=Status.OFFERED)

    def confirmed(self):
        return self.filter(status=Status.CONFIRMED)

    def run_out(self, at: dt.datetime):
        """Offers whose deadline has passed."""
        return self.offered().filter(offer_expires_at__lte=at)

    def in_turn(self):
        """In the order in which freed seats are given out."""
        return self.order_by("-ahead", "position")


class AbstractPool(models.Model):
    """Seats of one cohort, strand or event mode. `capacity` and `allowance` (planned overbooking) are numbers of seats.

    A concrete pool says until when seats may still be given out (`last_joining_at`) and how long an offer made now
    stands (`offer_deadline`).
    """

    # What a party that finds room at once becomes.
    STRAIGHT_IN = Status.OFFERED

    capacity = models.PositiveIntegerField()
    allowance = models.PositiveIntegerField("overbooking allowance", default=0)
    waiting_limit = models.PositiveIntegerField("longest waiting list", null=True, blank=True)
    freed_as_offer = models.BooleanField("a freed seat is offered, not given", default=True)
    let_smaller_pass = models.BooleanField("a smaller party may pass one too large for the free seats", default=False)
    taken = models.PositiveIntegerField("seats taken", default=0, editable=False)
    waiting = models.PositiveIntegerField("parties waiting", default=0, editable=False)
    last_position = models.PositiveBigIntegerField(default=0, editable=False)
    last_joined_at = models.DateTimeField(null=True, editable=False)

    objects = QuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity") + F("allowance")), name="%(app_label)s_%(class)s_never_oversold"
            ),
        ]

    @property
    def limit(self) -> int:
        return self.capacity + self.allowance

    @property
    def free(self) -> int:
        return self.limit - self.taken

    @property
    def last_joining_at(self) -> dt.datetime | None:
        raise NotImplementedError

    def offer_deadline(self, at: dt.datetime) -> dt.datetime:
        raise NotImplementedError

    def is_over(self, at: dt.datetime) -> bool:
        """Past the last joining instant: no seat is given out any more."""
        return self.last_joining_at is not None and at >= self.last_joining_at


class AbstractPlace(models.Model):
    """A party's claim on a pool. A concrete place adds `pool`, a foreign key with `related_name="places"`."""

    Status = Status
    NEXT = {
        Status.WAITING: {Status.OFFERED, Status.CONFIRMED, Status.CANCELLED},
        Status.OFFERED: {Status.CONFIRMED, Status.DECLINED, Status.EXPIRED, Status.CANCELLED},
        Status.CONFIRMED: {Status.CANCELLED},
        Status.DECLINED: set(),
        Status.EXPIRED: set(),
        Status.CANCELLED: set(),
    }

    status = models.CharField(max_length=9, choices=Status, editable=False)
    seats = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveBigIntegerField(editable=False)
    # Before everyone who joined in turn, displacing nobody: an application that was overturned on review.
    ahead = models.BooleanField(default=False, editable=False)
    joined_at = models.DateTimeField(editable=False)
    offered_at = models.DateTimeField(null=True, editable=False)
    offer_expires_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["pool", "position"], name="%(app_label)s_%(class)s_one_turn_each"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="%(app_label)s_%(class)s_has_seats"),
            models.CheckConstraint(
                condition=~Q(status=Status.OFFERED) | Q(offer_expires_at__isnull=False),
                name="%(app_label)s_%(class)s_offer_has_deadline",
            ),
            models.CheckConstraint(
                condition=Q(status__in=LIVE, closed_at__isnull=True)
                | (~Q(status__in=LIVE) & Q(closed_at__isnull=False)),
                name="%(app_label)s_%(class)s_closed_at_iff_over",
            ),
        ]
        indexes = [
            models.Index(
                fields=["pool", "-ahead", "position"],
                condition=Q(status=Status.WAITING),
                name="%(app_label)s_%(class)s_in_turn",
            ),
            models.Index(
                fields=["offer_expires_at"],
                condition=Q(status=Status.OFFERED),
                name="%(app_label)s_%(class)s_running_out",
            ),
        ]

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    def move_to(self, status: str) -> None:
        if status not in self.NEXT[Status(self.status)]:
            was, wanted = self.get_status_display().lower(), Status(status).label.lower()  # type: ignore[attr-defined]
            raise Refused(f"A place that is {was} cannot become {wanted}.")
        self.status = status

    def is_on_offer(self, at: dt.datetime) -> bool:
        """Whether its offer can still be taken up, even if nobody has closed it yet."""
        return self.status == Status.OFFERED and self.offer_expires_at > at  # type: ignore[operator]

    def parties_ahead(self) -> int:
        """How many parties wait before this one."""
        queue = type(self).objects.filter(pool_id=self.pool_id).waiting()  # type: ignore[attr-defined, misc]
        if self.ahead:
            return queue.filter(ahead=True, position__lt=self.position).count()
        return queue.filter(Q(ahead=True) | Q(position__lt=self.position)).exclude(pk=self.pk).count()


Pool = TypeVar("Pool", bound=AbstractPool)
Place = TypeVar("Place", bound=AbstractPlace)

FITS = "(taken + %(seats)s <= capacity + allowance AND (waiting = 0 OR %(passes)s))"
# One statement, so that the pool is held for as few round trips as can be: a third less CPU than an UPDATE and a save.
TAKE_A_TURN = """
    WITH turn AS (
        UPDATE {pools} SET
            taken = taken + CASE WHEN {fits} THEN %(seats)s ELSE 0 END,
            waiting = waiting + CASE WHEN {fits} THEN 0 ELSE 1 END,
            last_position = last_position + 1,
            last_joined_at = GREATEST(last_joined_at, %(at)s)
        WHERE id = %(pool_id)s AND ({fits} OR %(ahead)s OR waiting_limit IS NULL OR waiting < waiting_limit)
        -- Who went straight in without passing the queue leaves nobody waiting.
        RETURNING last_position, last_joined_at, waiting = 0 OR %(passes)s AS straight_in
    )
    INSERT INTO {places} ({columns}) SELECT {values} FROM turn RETURNING id, position, joined_at, status
"""
# What the turn decides of a place; the rest is written as it stands.
DECIDED = {
    "position": "last_position",
    "joined_at": "last_joined_at",
    "status": "CASE WHEN straight_in THEN %(status)s ELSE 'waiting' END",
    "offered_at": "CASE WHEN straight_in THEN %(offered_at)s::timestamptz END",
    "offer_expires_at": "CASE WHEN straight_in THEN %(offer_expires_at)s::timestamptz END",
}


def claim(pool: AbstractPool, place: Place, *, at: dt.datetime, ahead: bool = False) -> Place:
    """Save a new place: straight in where its party fits and nobody waits who comes before it, else in the queue.

    Refused after the last joining instant, for a party that could never fit, and once the waiting list is full: that
    alone keeps out nobody who goes ahead. Written without `save`: one statement takes the turn and adds the place.
    """
    if pool.is_over(at):
        raise Refused("The last day to join has passed.")
    if place.seats > pool.limit:
        raise Refused(f"There are {pool.limit} places in all, so a group of {place.seats} cannot be fitted in.")
    passes = (ahead or pool.let_smaller_pass) and _passes_the_queue(_hold_pool(pool), place, ahead)
    place.pool, place.ahead, place.status = pool, ahead, pool.STRAIGHT_IN  # type: ignore[attr-defined]
    if place.status == Status.OFFERED:
        _put_offer(pool, place, at)
    if (turn := _take_a_turn(place, at=at, passes=passes)) is None:
        raise Refused("Every place is taken and the waiting list is full.")
    place.pk, place.position, place.joined_at, place.status = turn
    if place.status == Status.WAITING:
        place.offered_at = place.offer_expires_at = None
    place._state.adding = False
    return place


def _take_a_turn(place: AbstractPlace, *, at: dt.datetime, passes: bool) -> tuple[Any, ...] | None:
    """Its key, position, instant and status; None if the list is full."""
    fields = [f for f in place._meta.concrete_fields if not f.primary_key]
    written = {str(f.column): f.get_db_prep_save(f.pre_save(place, True), connection) for f in fields}
    sql = TAKE_A_TURN.format(
        pools=place.pool._meta.db_table,  # type: ignore[attr-defined]
        places=place._meta.db_table,
        columns=", ".join(written),
        values=", ".join(DECIDED.get(column, f"%({column})s") for column in written),
        fits=FITS,
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, {**written, "at": at, "passes": passes})
        return cursor.fetchone()


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
        _count(pool, waiting=-1)
    else:
        _count(pool, taken=-place.seats)
    return place, _promote(pool, type(place), at=at)


def expire(
    pool: AbstractPool, model: type[Place], *, at: dt.datetime, most: int | None = None
) -> tuple[list[Place], list[Place]]:
    """Close the pool's offers whose deadline has passed, the first `most`. Returns expired and promoted places."""
    pool = _hold_pool(pool)
    expired = list(_of(pool, model).run_out(at).order_by("position")[:most])
    for place in expired:
        place.move_to(Status.EXPIRED)
        place.closed_at = at
    model.objects.bulk_update(expired, ["status", "closed_at"])
    if expired:
        _count(pool, taken=-sum(place.seats for place in expired))
    return expired, _promote(pool, model, at=at, most=most)


def resize(
    pool: AbstractPool, model: type[Place], *, capacity: int, allowance: int, at: dt.datetime, most: int | None = None
) -> list[Place]:
    """Change the number of seats. Returns the places promoted, up to `most`; Refused below what is taken."""
    pool = _hold_pool(pool)
    if capacity + allowance < pool.taken:
        are = "is" if pool.taken == 1 else "are"
        raise Refused(f"{number_of(pool.taken, 'place')} {are} taken already, so there cannot be fewer than that.")
    pool.capacity, pool.allowance = capacity, allowance
    pool.save(update_fields=["capacity", "allowance"])
    return _promote(pool, model, at=at, most=most)


def promote(pool: AbstractPool, model: type[Place], *, at: dt.datetime, most: int | None = None) -> list[Place]:
    """Give free seats to the queue in turn, to `most` parties: where a step before this one left some free."""
    return _promote(_hold_pool(pool), model, at=at, most=most)


def _promote(pool: AbstractPool, model: type[Place], *, at: dt.datetime, most: int | None = None) -> list[Place]:
    """Give the held pool's free seats to the queue, party by party. Nobody after the last joining instant.

    The first party that does not fit stops the rest, unless the pool lets smaller ones pass.
    """
    if pool.is_over(at) or not pool.waiting or pool.free <= 0:
        return []
    promoted = _first_that_fit(_of(pool, model).waiting().in_turn(), pool.free, pool.let_smaller_pass)[:most]
    for place in promoted:
        place.move_to(Status.OFFERED if pool.freed_as_offer else Status.CONFIRMED)
        if pool.freed_as_offer:
            _put_offer(pool, place, at)
    model.objects.bulk_update(promoted, ["status", "offered_at", "offer_expires_at"])
    if promoted:
        _count(pool, taken=sum(place.seats for place in promoted), waiting=-len(promoted))
    return promoted


def close_queue(pool: AbstractPool, model: type[Place], *, at: dt.datetime, most: int) -> list[Place]:
    """After the last joining instant: cancel up to `most` of those who still wait. Returns them, to be told kindly."""
    pool = _hold_pool(pool)
    if not pool.is_over(at):
        return []
    over = list(_of(pool, model).waiting().in_turn()[:most])
    for place in over:
        place.move_to(Status.CANCELLED)
        place.closed_at = at
    model.objects.bulk_update(over, ["status", "closed_at"])
    if over:
        _count(pool, waiting=-len(over))
    return over


def hold(place: Place) -> tuple[Any, Place]:
    """Lock the place's pool, then read the place anew: nobody can move it until this transaction ends."""
    pool = _hold_pool(place.pool)  # type: ignore[attr-defined]
    fresh = type(place).objects.get(pk=place.pk)
    fresh.pool = pool  # type: ignore[attr-defined]
    return pool, fresh


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


def _passes_the_queue(pool: AbstractPool, place: Place, ahead: bool) -> bool:
    """Whether a party that joins the held pool now is the first, of all who would then wait, that may go."""
    before = _of(pool, type(place)).waiting()
    if ahead:
        before = before.filter(ahead=True)
    if pool.let_smaller_pass:
        before = before.filter(seats__lte=pool.free)
    return place.seats <= pool.free and not before.exists()


def _of(pool: AbstractPool, model: type[Place]) -> PlaceQuerySet:
    return model.objects.filter(pool=pool)


def _hold_pool(pool: Pool) -> Pool:
    return type(pool)._default_manager.lock().get(pk=pool.pk)  # type: ignore[attr-defined, return-value]


def _count(pool: AbstractPool, *, taken: int = 0, waiting: int = 0) -> None:
    """Move the counters in the database and in the object that is held."""
    type(pool)._default_manager.filter(pk=pool.pk).update(taken=F("taken") + taken, waiting=F("waiting") + waiting)
    pool.taken += taken
    pool.waiting += waiting


def _put_offer(pool: AbstractPool, place: AbstractPlace, at: dt.datetime) -> None:
    place.offered_at = at
    place.offer_expires_at = pool.offer_deadline(at)
