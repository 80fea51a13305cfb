"""What people get to read or to watch: slides, notes, a recording."""

from django.db import models
from django.db.models import Q

from core import audit
from core.materials import A_LINK_OR_A_FILE, SharedMaterial
from core.querysets import QuerySet
from events.models.event import Event
from events.models.series import Module


class MaterialQuerySet(QuerySet):
    def of(self, event: Event):
        """Its own, and those of the module it teaches."""
        mine = Q(event=event) | Q(module=event.module_id) if event.module_id else Q(event=event)
        return self.filter(mine).order_by("added_at", "pk")


class Material(SharedMaterial):
    """A link or a file, of one event, or of a module for all its sessions.

    Only those see it who have a confirmed booking, so whoever came too, and staff.
    """

    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.CASCADE, related_name="materials")
    module = models.ForeignKey(Module, null=True, blank=True, on_delete=models.CASCADE, related_name="materials")

    objects = MaterialQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(event__isnull=False, module__isnull=True) | Q(event__isnull=True, module__isnull=False),
                name="material_of_an_event_or_a_module",
            ),
            models.CheckConstraint(condition=A_LINK_OR_A_FILE, name="material_is_a_link_or_a_file"),
        ]
        triggers = [audit.trail()]
