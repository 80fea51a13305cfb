"""The seats of an event, as the engine counts them: one pool for the room, one for online."""

import datetime as dt
from typing import Any

from django.db import models

from core.places import AbstractPool, Status
from core.querysets import QuerySet
from events.models.event import Event

COUNTERS = ("capacity", "allowance", "taken", "waiting", "waiting_limit")


def counters() -> models.Prefetch:
    """The pools of events in a list, for what is left: no event is read a second time for each."""
    return models.Prefetch("pools", Pool.objects.select_related(None).only("event", "mode", *COUNTERS))


class PoolManager(models.Manager.from_queryset(QuerySet)):  # type: ignore[misc]
    def get_queryset(self):
        # The engine reads when the event starts at each step.
        return super().get_queryset().select_related("event")


class Counted:
    """What is left, to a pool and to a list that reads its counters only."""

    mode: Any
    capacity: Any
    allowance: Any
    taken: Any
    waiting: Any
    waiting_limit: Any

    @property
    def left(self) -> int:
        """Seats that the next to book gets at once: none while anybody waits for one."""
        return 0 if self.waiting else max(self.capacity + self.allowance - self.taken, 0)

    @property
    def takes_waiting(self) -> bool:
        """Whether the waiting list has room for one more party."""
        return self.waiting_limit is None or self.waiting < self.waiting_limit


class Pool(Counted, AbstractPool):
    class Mode(models.TextChoices):
        IN_PERSON = "in person", "In person"
        ONLINE = "online", "Online"

    # Nobody decides on a booking: where there is room, it is confirmed.
    STRAIGHT_IN = Status.CONFIRMED

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="pools")
    mode = models.CharField(max_length=9, choices=Mode)

    objects = PoolManager()  # type: ignore[misc]

    class Meta(AbstractPool.Meta):
        constraints = [
            *AbstractPool.Meta.constraints,
            models.UniqueConstraint(fields=["event", "mode"], name="one_pool_per_event_and_mode"),
        ]

    def __str__(self) -> str:
        return f"{self.event}, {self.get_mode_display().lower()}"

    @property
    def last_joining_at(self) -> dt.datetime:
        return self.event.starts_at

    def is_over(self, at: dt.datetime) -> bool:
        """Once it has started, or is called off, no seat of it is given out."""
        return self.event.status == Event.Status.CANCELLED or super().is_over(at)

    def offer_deadline(self, at: dt.datetime) -> dt.datetime:
        """So many hours from now, and never after it has started."""
        return min(at + dt.timedelta(hours=self.event.offer_hours), self.last_joining_at)

    def hold_deadline(self, at: dt.datetime) -> dt.datetime:
        """Nobody decides on bookings, so none is ever held."""
        raise NotImplementedError
