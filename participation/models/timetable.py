"""The timetable of a cohort: its sessions, each at an instant, each with somebody who leads it."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from cohorts.models import Cohort, Strand
from core import audit
from core.querysets import QuerySet
from core.uktime import uk_datetime

# A meeting opens this long before its session, and ends with it.
OPENS_BEFORE = dt.timedelta(minutes=15)


class SessionQuerySet(QuerySet):
    def standing(self):
        """Those that take place: nobody has called them off."""
        return self.filter(status=Session.Status.PLANNED)

    def led_by(self, user: User):
        return self.filter(leader=user)

    def kept_by(self, user: User):
        """Those of the cohorts whose programme somebody manages."""
        return self.filter(cohort__in=Cohort.objects.managed_by(user))

    def in_order(self):
        return self.order_by("starts_at", "pk")


class Session(models.Model):
    """One meeting of a cohort, or of those of it whom `track` names.

    `is_core` ones count towards completion. Somebody from outside who leads just this one has no account:
    `expert_name` and `expert_email`, and a signed link.
    """

    class Kind(models.TextChoices):
        COACHING = "coaching", "Career coaching"
        JOB_SKILLS = "job skills", "Job skills workshop"
        SMALL_GROUP = "small group", "Small group"
        REFRESH = "refresh", "ReFresh Week"
        MENTORING = "mentoring", "Mentor meeting"
        FOLLOW_ON = "follow-on", "Follow-on check-in"

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        CALLED_OFF = "called off", "Called off"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(max_length=11, choices=Kind)
    title = models.CharField(max_length=150)
    about = models.TextField(max_length=2000, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # For this strand only; none: for everyone.
    track = models.ForeignKey(Strand, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
    is_core = models.BooleanField(default=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    # Seen by those who take part, shortly before and while it lasts.
    join_url = models.URLField(max_length=500, blank=True)
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions_led"
    )
    expert_name = models.CharField(max_length=150, blank=True)
    expert_email = models.EmailField(blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED, editable=False)
    called_off_why = models.CharField(max_length=300, blank=True, editable=False)
    # Counts the changes that people were told of: what a calendar calls its sequence.
    changes = models.PositiveSmallIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="session_starts_before_it_ends"),
            models.CheckConstraint(
                condition=Q(expert_email="") | Q(leader__isnull=True), name="session_led_by_one_person"
            ),
        ]
        indexes = [
            models.Index(fields=["cohort", "starts_at", "id"], name="sessions_of_a_cohort"),
            models.Index(fields=["leader", "starts_at", "id"], name="sessions_of_a_leader"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.title}, {uk_datetime(self.starts_at)}"

    @property
    def is_online(self) -> bool:
        return bool(self.join_url)

    def is_over(self, at: dt.datetime) -> bool:
        return at >= self.ends_at

    def can_be_joined(self, at: dt.datetime) -> bool:
        """Whether the meeting's address is shown now."""
        return self.status == self.Status.PLANNED and self.starts_at - OPENS_BEFORE <= at < self.ends_at
