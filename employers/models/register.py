"""The register of returner programmes: which employers run one, where, and since when."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from core import audit
from core.querysets import QuerySet
from core.regions import Region
from core.search import has_words, words_index
from employers.models.organisation import Organisation


class ReturnerProgrammeQuerySet(QuerySet):
    def matching(self, text: str):
        """Those in whose employer's name every word of the text begins a word."""
        return self.filter(has_words(text, "employer"))

    def in_region(self, region: str):
        return self.filter(regions__contains=[region])

    def running_in(self, year: int):
        """Those that ran at some time in this year."""
        return self.filter(Q(last_year__isnull=True) | Q(last_year__gte=year), first_year__lte=year)


class ReturnerProgramme(models.Model):
    """One programme of one employer. Where it was read, and when, says how far to trust it."""

    class Kind(models.TextChoices):
        HIRING = "supported hiring", "Supported hiring"
        RETURNSHIP = "returnship", "Returnship"
        OTHER = "other", "Placement or something else"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    employer = models.CharField(max_length=200)
    # If we work with them; the register has many that we do not.
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="returner_programmes"
    )
    kind = models.CharField(max_length=16, choices=Kind)
    regions = ArrayField(models.CharField(max_length=40, choices=Region))
    first_year = models.PositiveSmallIntegerField()
    # None while it runs.
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=300)
    seen_on = models.DateField()
    added_at = models.DateTimeField()

    objects = ReturnerProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(regions__len__gte=1), name="returner_programme_is_somewhere"),
            models.CheckConstraint(
                condition=Q(last_year__isnull=True) | Q(last_year__gte=F("first_year")),
                name="returner_programme_ends_after_it_began",
            ),
            models.UniqueConstraint(
                Lower("employer"),
                "kind",
                "first_year",
                name="returner_programme_once",
                violation_error_message="This programme is in the register already",
            ),
        ]
        indexes = [
            words_index("employer", name="returner_programmes_by_word"),
            models.Index(fields=["-added_at", "-id"], name="returner_programmes_newest"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.employer}: {self.get_kind_display().lower()}"

    @property
    def years(self) -> str:
        """Since 2019, 2016 to 2021, or 2020 alone."""
        if self.last_year is None:
            return f"Since {self.first_year}"
        return str(self.first_year) if self.last_year == self.first_year else f"{self.first_year} to {self.last_year}"
