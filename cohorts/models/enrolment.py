"""Who takes part in a cohort, and when in the week they can."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cohorts.models.programme import Cohort, ProgrammeText, Strand
from core import audit
from core.querysets import QuerySet
from core.regions import Region


class EnrolmentQuerySet(QuerySet):
    def active(self):
        return self.filter(status=Enrolment.Status.ACTIVE)


class Enrolment(models.Model):
    """A person takes part in a cohort: what delivery needs to know, and the agreement they signed."""

    class Status(models.TextChoices):
        ACTIVE = "active", "Taking part"
        ENDED = "ended", "Ended"

    NEXT = {Status.ACTIVE: {Status.ENDED}, Status.ENDED: set()}

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, related_name="enrolments")
    region = models.CharField(max_length=40, choices=Region, blank=True)
    status = models.CharField(max_length=6, choices=Status, default=Status.ACTIVE, editable=False)
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
