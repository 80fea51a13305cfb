"""What a pair keeps for itself, and what one side tells the team alone."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from cohorts.models import Programme
from core import audit
from core.querysets import QuerySet
from mentoring.models.pair import Pair, Side


class PairNote(models.Model):
    """A note of the pair: both read it. Staff never do."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="notes")
    side = models.CharField(max_length=8, choices=Side)
    text = models.TextField(max_length=5_000)
    written_at = models.DateTimeField(editable=False)

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"Note of {self.pair}"


class Goal(models.Model):
    """Something the two want to get done together. Both may add, tick and remove it."""

    MOST: ClassVar = 30

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="goals")
    text = models.CharField(max_length=300)
    set_at = models.DateTimeField(editable=False)
    done_at = models.DateTimeField(null=True, editable=False)

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["set_at", "pk"]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.text


class ConcernQuerySet(QuerySet):
    def open(self):
        return self.filter(settled_at=None)

    def managed_by(self, person):
        """Not those of pairs that they are in themselves: what the other said was not for them."""
        theirs = self.filter(pair__programme__in=Programme.objects.managed_by(person))
        return theirs.exclude(Q(pair__person=person) | Q(pair__mentor__person=person))


class Concern(models.Model):
    """“This isn't working”, told to the team by one side. The other side never hears of it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="concerns")
    side = models.CharField(max_length=8, choices=Side)
    words = models.TextField(max_length=1_000, blank=True)
    raised_at = models.DateTimeField(editable=False)
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "side"], condition=models.Q(settled_at__isnull=True), name="one_open_concern_a_side"
            )
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"Concern about {self.pair}"
