"""The places of a cohort, as the engine counts them."""

import datetime as dt

from django.db import models

from cohorts.models.cohort import Cohort
from cohorts.models.programme import Strand
from core.places import AbstractPool
from core.querysets import QuerySet


class PoolQuerySet(QuerySet):
    def for_application(self, cohort: Cohort, strand: Strand):
        return self.get(cohort=cohort, strand=strand if cohort.places_by == Cohort.PlacesBy.STRAND else None)


class PoolManager(models.Manager.from_queryset(PoolQuerySet)):  # type: ignore[misc]
    def get_queryset(self):
        # The engine reads the cohort's calendar at each step.
        return super().get_queryset().select_related("cohort")


class Pool(AbstractPool):
    """The places of a cohort, or of one strand of it."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="pools")
    strand = models.ForeignKey(Strand, null=True, blank=True, on_delete=models.PROTECT, related_name="pools")

    objects = PoolManager()  # type: ignore[misc]

    class Meta(AbstractPool.Meta):
        constraints = [
            *AbstractPool.Meta.constraints,
            models.UniqueConstraint(
                fields=["cohort", "strand"], nulls_distinct=False, name="one_pool_per_cohort_or_strand"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort}, {self.strand}" if self.strand else str(self.cohort)

    @property
    def last_joining_at(self) -> dt.datetime:
        return self.cohort.last_joining_at

    def offer_deadline(self, at: dt.datetime) -> dt.datetime:
        return self.cohort.offer_deadline(at)

    def hold_deadline(self, at: dt.datetime) -> dt.datetime:
        return self.cohort.review_deadline(at)
