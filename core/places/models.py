"""What a pool and a place are: their fields, the moves that are legal, and what the database sees to itself."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from core.errors import Refused
from core.querysets import QuerySet


class Status(models.TextChoices):
    WAITING = "waiting", "Waiting"
    # The seat is kept until somebody has decided whether this party may have it.
    HELD = "held", "Held"
    OFFERED = "offered", "Offered"
    CONFIRMED = "confirmed", "Confirmed"
    DECLINED = "declined", "Declined"
    EXPIRED = "expired", "Expired"
    # Held too long: nobody decided in time.
    RELEASED = "released", "Released"
    CANCELLED = "cancelled", "Cancelled"


SEATED = (Status.HELD, Status.OFFERED, Status.CONFIRMED)
LIVE = (Status.WAITING, *SEATED)
# What its party has been told it may have: nothing of that may be pending.
PROMISED = (Status.OFFERED, Status.CONFIRMED)


class PlaceQuerySet(QuerySet):
    def live(self):
        return self.filter(status__in=LIVE)

    def seated(self):
        """Those that hold seats: held, offered or confirmed."""
        return self.filter(status__in=SEATED)

    def waiting(self):
        return self.filter(status=Status.WAITING)

    def held(self):
        return self.filter(status=Status.HELD)

    def offered(self):
        return self.filter(status=Status.OFFERED)

    def confirmed(self):
        return self.filter(status=Status.CONFIRMED)

    def run_out(self, at: dt.datetime):
        """Offers whose deadline has passed."""
        return self.offered().filter(offer_expires_at__lte=at)

    def held_too_long(self, at: dt.datetime):
        """Seats still held although the day by which somebody was to decide has passed."""
        return self.held().filter(pending_until__lte=at)

    def in_turn(self):
        """In the order in which freed seats are given out."""
        return self.order_by("-ahead", "position")


class AbstractPool(models.Model):
    """Seats of one cohort, strand or event mode. `capacity` and `allowance` (planned overbooking) are numbers of seats.

    A concrete pool says until when seats may still be given out (`last_joining_at`), how long an offer made now stands
    (`offer_deadline`) and, if some of its places are pending, how long somebody has to decide on one (`hold_deadline`).
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

    def hold_deadline(self, at: dt.datetime) -> dt.datetime:
        raise NotImplementedError

    def is_over(self, at: dt.datetime) -> bool:
        """Past the last joining instant: no seat is given out any more."""
        return self.last_joining_at is not None and at >= self.last_joining_at


class AbstractPlace(models.Model):
    """A party's claim on a pool. A concrete place adds `pool`, a foreign key with `related_name="places"`.

    A place is **pending** while somebody has yet to decide whether its party may have it. It takes its turn like any
    other; when its turn comes, its seat is held and not offered.
    """

    Status = Status
    NEXT = {
        Status.WAITING: {Status.HELD, Status.OFFERED, Status.CONFIRMED, Status.CANCELLED},
        Status.HELD: {Status.OFFERED, Status.CONFIRMED, Status.RELEASED, Status.CANCELLED},
        Status.OFFERED: {Status.CONFIRMED, Status.DECLINED, Status.EXPIRED, Status.CANCELLED},
        Status.CONFIRMED: {Status.CANCELLED},
        Status.DECLINED: set(),
        Status.EXPIRED: set(),
        Status.RELEASED: set(),
        Status.CANCELLED: set(),
    }

    status = models.CharField(max_length=9, choices=Status, editable=False)
    seats = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveBigIntegerField(editable=False)
    # Before everyone who joined in turn, displacing nobody: an application that was overturned on review.
    ahead = models.BooleanField(default=False, editable=False)
    joined_at = models.DateTimeField(editable=False)
    # By when somebody decides, while it is pending; for a held seat, until when it is held. Null: nothing is pending.
    pending_until = models.DateTimeField(null=True, editable=False)
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
                condition=~Q(status=Status.HELD) | Q(pending_until__isnull=False),
                name="%(app_label)s_%(class)s_hold_has_deadline",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=PROMISED) | Q(pending_until__isnull=True),
                name="%(app_label)s_%(class)s_pending_not_promised",
            ),
            models.CheckConstraint(
                condition=Q(status__in=LIVE, closed_at__isnull=True)
                | (~Q(status__in=LIVE) & Q(closed_at__isnull=False)),
                name="%(app_label)s_%(class)s_closed_at_once_over",
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
            models.Index(
                fields=["pending_until"],
                condition=Q(status=Status.HELD),
                name="%(app_label)s_%(class)s_held_until",
            ),
        ]

    @property
    def is_pending(self) -> bool:
        return self.pending_until is not None

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
