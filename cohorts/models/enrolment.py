"""Who takes part in a cohort, and when in the week they can."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cohorts.models.cohort import Cohort
from cohorts.models.programme import ProgrammeText, Strand
from core import audit
from core.querysets import QuerySet
from core.regions import Region


class EnrolmentQuerySet(QuerySet):
    def active(self):
        return self.filter(status=Enrolment.Status.ACTIVE)


@pghistory.track(fields=["person", "availability", "terms"], model_name="EnrolmentEvent")
class Enrolment(models.Model):
    """A person takes part in a cohort: what delivery needs to know, and the agreement they signed."""

    class Status(models.TextChoices):
        ACTIVE = "active", "Taking part"
        ENDED = "ended", "Ended"

    class Terms(models.TextChoices):
        ALL_YEAR = "all year", "In term time and in school holidays"
        TERM_TIME = "term time", "In term time only"

    NEXT = {Status.ACTIVE: {Status.ENDED}, Status.ENDED: set()}

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, related_name="enrolments")
    region = models.CharField(max_length=40, choices=Region, blank=True)
    status = models.CharField(max_length=6, choices=Status, default=Status.ACTIVE, editable=False)
    # Codes of core.slots. None at all: not asked yet, for whoever can never come takes no part.
    availability = ArrayField(models.CharField(max_length=13), blank=True, default=list, db_default=[])
    terms = models.CharField(max_length=9, choices=Terms, blank=True, default="", db_default="")
    agreement = models.ForeignKey(ProgrammeText, on_delete=models.PROTECT, related_name="+")
    signed_name = models.CharField(max_length=200)
    signed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_why = models.CharField(max_length=200, blank=True, editable=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "cohort"], condition=Q(status="active"), name="one_active_enrolment_per_cohort"
            ),
            models.CheckConstraint(
                condition=Q(status="active", ended_at__isnull=True) | Q(status="ended", ended_at__isnull=False),
                name="enrolment_ended_at_iff_ended",
            ),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.person} in {self.cohort}"

    @property
    def has_told_when(self) -> bool:
        return bool(self.availability and self.terms)
