"""Who takes part in a cohort, and when in the week they can."""

import datetime as dt
import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from cohorts.models.cohort import Cohort
from cohorts.models.programme import ProgrammeText, Strand
from core import audit
from core.errors import Refused
from core.querysets import QuerySet
from core.regions import Region


class EnrolmentQuerySet(QuerySet):
    def active(self):
        """Those who come to sessions now."""
        return self.filter(status=Enrolment.Status.ACTIVE)

    def live(self):
        """Those who have a place: who take part, or are away for a while."""
        return self.filter(status__in=Enrolment.LIVE)

    def joined_by(self, at: dt.datetime):
        """Those who had come to their cohort by then: see `joined_at`."""
        return self.filter(Q(moved_from=None, signed_at__lte=at) | Q(moved_from__ended_at__lte=at))

    def left_after(self, at: dt.datetime):
        """Those who have begun a break since then, have stopped or have completed."""
        return self.filter(Q(paused_at__gt=at) | Q(ended_at__gt=at))

    def of(self, person):
        return self.filter(person=person)

    def managed_by(self, person):
        """Those of the programmes that this member of staff manages."""
        return self.filter(cohort__in=Cohort.objects.managed_by(person))


@pghistory.track(fields=["person", "availability", "terms"], model_name="EnrolmentEvent")
class Enrolment(models.Model):
    """A person takes part in a cohort: what delivery needs to know, and the agreement they signed.

    Whoever moves to another cohort has a second one there, which says where it came `from`: what was in the first, who
    was at which session above all, stays true.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", "Taking part"
        # The place is kept.
        PAUSED = "paused", "Having a break"
        ENDED = "ended", "Stopped"
        COMPLETED = "completed", "Completed"

    class Reason(models.TextChoices):
        """Why somebody has a break, moves or stops. Nobody asks for more than that."""

        CARING = "caring", "Caring"
        HEALTH = "health", "Health"
        TIMES = "times", "The days or times do not fit"
        JOB = "job", "A new job"
        STUDY = "study", "Study or training"
        OTHER = "other", "Something else"

    class Terms(models.TextChoices):
        ALL_YEAR = "all year", "In term time and in school holidays"
        TERM_TIME = "term time", "In term time only"

    NEXT = {
        Status.ACTIVE: {Status.PAUSED, Status.ENDED, Status.COMPLETED},
        Status.PAUSED: {Status.ACTIVE, Status.ENDED, Status.COMPLETED},
        Status.ENDED: set(),
        Status.COMPLETED: set(),
    }
    LIVE = (Status.ACTIVE, Status.PAUSED)

    uuid = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, related_name="enrolments")
    region = models.CharField(max_length=40, choices=Region, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.ACTIVE, editable=False)
    # Codes of core.slots. None at all: not asked yet, for whoever can never come takes no part.
    availability = ArrayField(models.CharField(max_length=13), blank=True, default=list, db_default=[])
    terms = models.CharField(max_length=9, choices=Terms, blank=True, default="", db_default="")
    agreement = models.ForeignKey(ProgrammeText, on_delete=models.PROTECT, related_name="+")
    signed_name = models.CharField(max_length=200)
    signed_at = models.DateTimeField()
    # Of a break, or of the end.
    reason = models.CharField(max_length=6, choices=Reason, blank=True, default="", db_default="", editable=False)
    paused_at = models.DateTimeField(null=True, editable=False)
    # When they hope to be back. Nothing happens on that day by itself.
    back_on = models.DateField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_why = models.CharField(max_length=200, blank=True, editable=False)
    moved_from = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="moved_to", editable=False
    )
    # Anybody may put the programme off once: kept through later moves.
    has_deferred = models.BooleanField(default=False, db_default=False, editable=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "cohort"],
                condition=Q(status__in=["active", "paused"]),
                name="one_live_enrolment_per_cohort",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["active", "paused"], ended_at__isnull=True)
                | Q(status__in=["ended", "completed"], ended_at__isnull=False),
                name="enrolment_ended_at_iff_over",
            ),
            models.CheckConstraint(
                condition=Q(status="paused", paused_at__isnull=False)
                | (~Q(status="paused") & Q(paused_at__isnull=True, back_on__isnull=True)),
                name="enrolment_paused_at_iff_paused",
            ),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.person} in {self.cohort}"

    def move_to(self, status: Status) -> None:
        if status not in self.NEXT[self.Status(self.status)]:
            was = self.get_status_display().lower()
            raise Refused(f"This cannot be changed any more: it says “{was}” already.")
        self.status = status

    @property
    def joined_at(self) -> dt.datetime:
        """When they came to this cohort: on their own, or out of another one, which ended as they moved."""
        left = self.moved_from
        return left.ended_at if left and left.ended_at else self.signed_at

    @property
    def is_live(self) -> bool:
        return self.status in self.LIVE

    @property
    def has_told_when(self) -> bool:
        return bool(self.availability and self.terms)
