"""Where events are held. A venue is kept, so that the next event there starts from what is known of it."""

import uuid
from urllib.parse import urlencode

from django.db import models

from core.querysets import QuerySet
from core.regions import Region


class Venue(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    street = models.CharField("building and street", max_length=200)
    town = models.CharField("town or city", max_length=100)
    postcode = models.CharField(max_length=8)
    # From the postcode, when it is saved.
    region = models.CharField(max_length=40, choices=Region, blank=True, editable=False)
    access = models.TextField(help_text="Steps and lifts, hearing loop, toilets, parking, the nearest station.")

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["town", "name", "pk"]
        indexes = [models.Index(fields=["town", "id"], name="venues_by_town")]

    def __str__(self) -> str:
        return f"{self.name}, {self.town}"

    @property
    def address(self) -> str:
        """On one line."""
        return f"{self.name}, {self.street}, {self.town} {self.postcode}"

    @property
    def map_url(self) -> str:
        return f"https://www.openstreetmap.org/search?{urlencode({'query': f'{self.street}, {self.postcode}'})}"
