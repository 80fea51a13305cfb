"""Placements at a host organisation, and the days that people log there."""

import datetime as dt
from uuid import uuid4

import pghistory
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from cohorts.models import Cohort, Enrolment
from core import audit
from core.calendar import end_of_uk_day, uk_day
from core.errors import Refused
from core.querysets import QuerySet
from core.seen import mark_of
from core.uktime import uk_date
from employers.models import Organisation
from outcomes.updating import Worked, in_hours

# After the last day, for what was logged late and for a supervisor on holiday.
SIGNED_WITHIN = dt.timedelta(days=60)
# On one day, of all kinds together.
MOST_MINUTES = 12 * 60


class PlacementQuerySet(QuerySet):
    def of(self, person: User):
        return self.filter(enrolment__person=person)

    def managed_by(self, user: User):
        return self.filter(enrolment__cohort__in=Cohort.objects.managed_by(user))


@pghistory.track(exclude=["uuid", "link"])
class Placement(models.Model):
    """Where somebody practises again, under whom. The supervisor has no account: a signed link leads to the days."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="placements")
    # None: the organisation was removed for good.
    host = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="placements")
    supervisor_name = models.CharField(max_length=200)
    # Of somebody who has no account here: empty once the link has ended.
    supervisor_email = models.EmailField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    # What the supervisor's link carries. Another supervisor, another key: the old link ends.
    link = models.UUIDField(default=uuid4, unique=True, editable=False)
    made_at = models.DateTimeField()

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="placement_starts_before_it_ends"),
        ]
        indexes = [models.Index(fields=["enrolment", "starts_on", "id"], name="placements_of_an_enrolment")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.enrolment.person} at {self.where}"

    @property
    def where(self) -> str:
        return self.host.name if self.host else "An organisation that was removed"

    @property
    def last_day(self) -> dt.date:
        """Its end, or the day on which whoever it is for stopped: what they did until then is theirs to have signed."""
        stopped_at = self.enrolment.ended_at if self.enrolment.status == Enrolment.Status.ENDED else None
        return min(self.ends_on, uk_day(stopped_at)) if stopped_at else self.ends_on

    @property
    def signed_by(self) -> dt.date:
        """The last day on which days can be logged and signed off."""
        return self.last_day + SIGNED_WITHIN

    @property
    def signed_until(self) -> dt.datetime:
        return end_of_uk_day(self.signed_by)

    def is_open(self, at: dt.datetime) -> bool:
        return self.starts_on <= self.last_day and at < self.signed_until


class LogEntryQuerySet(QuerySet):
    def of(self, person: User):
        return self.filter(placement__enrolment__person=person)

    def managed_by(self, user: User):
        return self.filter(placement__enrolment__cohort__in=Cohort.objects.managed_by(user))

    def waiting(self):
        """Those the supervisor has yet to look at."""
        return self.filter(status=LogEntry.Status.LOGGED)

    def signed(self):
        return self.filter(status=LogEntry.Status.SIGNED)

    def in_order(self):
        return self.order_by("on", "kind", "pk")


@pghistory.track(exclude=["uuid"])
class LogEntry(models.Model):
    """Time of one kind on one day, as somebody logged it. What is signed off stands for both of them."""

    class Kind(models.TextChoices):
        SUPERVISED = "supervised", "Supervised practice"
        FORMAL = "formal", "Formal study"
        PRIVATE = "private", "Private study"

    class Status(models.TextChoices):
        LOGGED = "logged", "Waits to be signed off"
        SENT_BACK = "sent back", "Sent back"
        SIGNED = "signed", "Signed off"

    NEXT = {
        Status.LOGGED: {Status.SIGNED, Status.SENT_BACK},
        Status.SENT_BACK: {Status.LOGGED},
        # By the team alone, where it was signed by mistake.
        Status.SIGNED: {Status.SENT_BACK},
    }

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="entries")
    on = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind)
    minutes = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.LOGGED, editable=False)
    logged_at = models.DateTimeField()
    # What the supervisor did, under which name, and their word where it was sent back.
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.CharField(max_length=200, blank=True, editable=False)
    why = models.CharField(max_length=300, blank=True, editable=False)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "log entries"
        constraints = [
            models.UniqueConstraint(fields=["placement", "on", "kind"], name="one_log_entry_a_day_and_kind"),
            models.CheckConstraint(condition=Q(minutes__gte=15, minutes__lte=MOST_MINUTES), name="log_entry_minutes"),
            models.CheckConstraint(
                condition=Q(status="logged", answered_at__isnull=True)
                | (~Q(status="logged") & Q(answered_at__isnull=False)),
                name="log_entry_answered_at_once_answered",
            ),
            models.CheckConstraint(
                condition=(Q(status="sent back") & ~Q(why="")) | (~Q(status="sent back") & Q(why="")),
                name="log_entry_sent_back_with_a_word",
            ),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{uk_date(self.on)}: {in_hours(self.minutes)}, {self.get_kind_display().lower()}"

    @property
    def as_shown(self) -> str:
        """Names it on the page of whoever signs it, as it stands now: nobody signs what has been changed since."""
        return mark_of(self.uuid, self.on, str(self.kind), self.minutes, self.about)

    @property
    def worked(self) -> Worked:
        return Worked(self.on, self.kind, self.minutes)

    def move_to(self, status: Status) -> None:
        if status not in self.NEXT[self.Status(self.status)]:
            raise Refused("This day has been signed off, so it can no longer be changed.")
        self.status = status
