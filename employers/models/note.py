"""What staff write down about an organisation for one another."""

from django.conf import settings
from django.db import models

from core import audit
from core.querysets import QuerySet
from employers.models.organisation import Organisation


class NoteQuerySet(QuerySet):
    def newest_first(self):
        return self.order_by("-at", "-pk")


class Note(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(max_length=2000)
    at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-at", "-id"], name="notes_of_an_organisation")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.text[:50]}"
