"""What people get to read or to watch: slides, notes, a recording."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import audit
from core.documents import Kind
from core.querysets import QuerySet
from core.uploads import MEGABYTE
from events.models.event import Event
from events.models.series import Module

MOST_BYTES = 10 * MEGABYTE
FOLDER = "materials"


def new_file_name() -> str:
    return f"{FOLDER}/{uuid.uuid4().hex}"


class MaterialQuerySet(QuerySet):
    def of(self, event: Event):
        """Its own, and those of the module it teaches."""
        mine = Q(event=event) | Q(module=event.module_id) if event.module_id else Q(event=event)
        return self.filter(mine).order_by("added_at", "pk")


class Material(models.Model):
    """A link or a file, of one event, or of a module for all its sessions.

    Only those see it who have a confirmed booking, so whoever came too, and staff.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.CASCADE, related_name="materials")
    module = models.ForeignKey(Module, null=True, blank=True, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(max_length=150)
    link = models.URLField(blank=True)
    file = models.FileField(max_length=100, blank=True)
    name = models.CharField("name of the file", max_length=100, blank=True)
    kind = models.CharField(max_length=4, choices=Kind, blank=True)
    size = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField(editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = MaterialQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(event__isnull=False, module__isnull=True) | Q(event__isnull=True, module__isnull=False),
                name="material_of_an_event_or_a_module",
            ),
            models.CheckConstraint(
                condition=(Q(link="") & ~Q(file="")) | (~Q(link="") & Q(file="")), name="material_is_a_link_or_a_file"
            ),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.title
