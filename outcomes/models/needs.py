"""What a strand asks of people before they practise again, and what that comes to for one of them."""

import datetime as dt

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cohorts.models import Enrolment, Strand
from core import audit
from core.calendar import months_after
from outcomes.updating import Bands

# More than two years of working days.
MOST_DAYS = 500


class StrandNeeds(models.Model):
    """Whether a strand leads through a placement, and how many updating days it asks for, by years out of practice.

    A strand without such a row asks for nothing.
    """

    strand = models.OneToOneField(Strand, on_delete=models.CASCADE, related_name="needs")
    needs_placement = models.BooleanField(default=True)
    middle_from_years = models.PositiveSmallIntegerField(default=2)
    long_from_years = models.PositiveSmallIntegerField(default=5)
    days_short = models.PositiveSmallIntegerField(default=0)
    days_middle = models.PositiveSmallIntegerField(default=30)
    days_long = models.PositiveSmallIntegerField(default=60)
    # Hours older than this when the rest is done count no more.
    counts_months = models.PositiveSmallIntegerField(default=24)
    # When people are usually ready to apply to the regulator, from the start of their cohort.
    ready_from_months = models.PositiveSmallIntegerField(default=6)
    ready_by_months = models.PositiveSmallIntegerField(default=12)

    class Meta:
        verbose_name_plural = "strand needs"
        constraints = [
            models.CheckConstraint(
                condition=Q(middle_from_years__lt=F("long_from_years")), name="needs_bands_in_order"
            ),
            models.CheckConstraint(
                condition=Q(ready_from_months__lte=F("ready_by_months")), name="needs_ready_months_in_order"
            ),
            models.CheckConstraint(condition=Q(counts_months__gte=1), name="needs_count_for_a_month"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"What {self.strand} asks for"

    @property
    def bands(self) -> Bands:
        return Bands(self.middle_from_years, self.long_from_years, self.days_short, self.days_middle, self.days_long)

    @property
    def needs_days(self) -> bool:
        return any((self.days_short, self.days_middle, self.days_long))

    def ready_from(self, starts_on: dt.date) -> dt.date:
        return months_after(starts_on, self.ready_from_months)

    def ready_by(self, starts_on: dt.date) -> dt.date:
        return months_after(starts_on, self.ready_by_months)


@pghistory.track()
class UpdatingPlan(models.Model):
    """How many updating days one person needs. It stands as it was told, whatever becomes of the strand's bands."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="updating_plan")
    # The first day of the month.
    last_practised_on = models.DateField()
    days_needed = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # The day with which enough of it was done and signed off.
    ready_on = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(days_needed__lte=MOST_DAYS), name="plan_of_so_many_days")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.days_needed} days for {self.enrolment}"
