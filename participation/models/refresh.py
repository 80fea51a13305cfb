"""Who has chosen to come to ReFresh Week."""

from django.db import models

from cohorts.models import Enrolment
from core import audit
from core.querysets import QuerySet


class RefreshChoice(models.Model):
    """Somebody comes to the ReFresh Week of their track. No row: they have not chosen it, and need not."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="refresh_choice")
    made_at = models.DateTimeField()

    objects = QuerySet.as_manager()

    class Meta:
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.enrolment.person} comes to ReFresh Week"
