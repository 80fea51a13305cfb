"""Where an organisation works. What counts is where its sites are, not its head office."""

from django.db import models

from core import audit
from core.querysets import QuerySet
from core.regions import Region
from employers.models.organisation import Organisation


class Site(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="sites")
    town = models.CharField("town or city", max_length=100)
    postcode = models.CharField(max_length=8)
    region = models.CharField(max_length=24, choices=Region)

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "postcode"], name="one_site_of_a_postcode"),
        ]
        indexes = [models.Index(fields=["region", "organisation"], name="sites_by_region")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.town}, {self.postcode}"
