"""The timetable of a cohort: its sessions, each at an instant, each with somebody who leads it."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.models import User
from cohorts.models import Cohort, Enrolment, ProgrammeRole, Strand
from cohorts.models.enrolment import EnrolmentQuerySet
from core import audit
from core.querysets import QuerySet
from core.uktime import uk_datetime, uk_period
from participation.models.outline import OutlineSession, SessionKind

# A meeting opens this long before its session, and ends with it.
OPENS_BEFORE = dt.timedelta(minutes=15)
LONGEST = dt.timedelta(days=1)


class Timetable(models.Model):
    """Whether those who take part in a cohort see its sessions yet, and have been told of them.

    Its row is held by whoever tells them anything, so that nobody is told twice.
    """

    cohort = models.OneToOneField(Cohort, on_delete=models.PROTECT, related_name="timetable")
    # None: the team still plans, and nobody else sees a session.
    announced_at = models.DateTimeField(null=True)
    # How often changes have been told since.
    tellings = models.PositiveSmallIntegerField(default=0)

    objects = QuerySet.as_manager()

    class Meta:
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"Timetable of {self.cohort}"


class SessionQuerySet(QuerySet):
    def standing(self):
        """Those that take place: nobody has called them off."""
        return self.filter(status=Session.Status.PLANNED)

    def announced(self):
        """Those of cohorts whose timetable those who take part can see."""
        return self.filter(cohort__timetable__announced_at__isnull=False)

    def of(self, enrolments):
        """What people of these enrolments come to: what is for all, or for their strand; ReFresh Week if they chose it.

        What was called off stays among it, so that they read that it was.
        """
        own = enrolments.filter(cohort=OuterRef("cohort"))
        on_track = own.filter(strand=OuterRef("track"))
        chose = own.filter(refresh_choice__isnull=False)
        return (
            self.announced()
            .filter(Exists(own))
            .filter(Q(track=None) | Exists(on_track))
            .filter(~Q(kind=Session.Kind.REFRESH) | Exists(chose))
        )

    def to_come_for(self, enrolments, at: dt.datetime):
        """Where people of these enrolments are expected from now on, soonest first; what lasts is among it.

        Whoever has a break is expected nowhere, and whoever has completed at check-ins alone.
        """
        own = enrolments.filter(cohort=OuterRef("cohort"))
        takes_part = Exists(own.filter(status=Enrolment.Status.ACTIVE))
        has_completed = Exists(own.filter(status=Enrolment.Status.COMPLETED))
        expected = self.of(enrolments).filter(takes_part | (has_completed & Q(kind=Session.Kind.FOLLOW_ON)))
        return expected.standing().filter(ends_at__gt=at).in_order()

    def with_clashes(self):
        """Each with whether another one at the same time has the same leader, or the same people (`…_clashes`).

        Small groups meet beside each other.
        """
        others = overlapping(OuterRef("starts_at"), OuterRef("ends_at")).exclude(pk=OuterRef("pk"))
        both_small = Q(kind=Session.Kind.SMALL_GROUP) & Q(kind=OuterRef("kind"))
        beside = others.filter(cohort=OuterRef("cohort")).exclude(both_small)
        same_track = beside.filter(Q(track=None) | Q(track=OuterRef("track")))
        return self.annotate(
            leader_clashes=Exists(others.filter(leader=OuterRef("leader"))),
            people_clash=Exists(same_track) | (Q(track=None) & Exists(beside)),
        )

    def clashing(self):
        """Those that take place and clash with another one."""
        return self.standing().with_clashes().filter(Q(leader_clashes=True) | Q(people_clash=True))

    def untold(self):
        """Those of whose time, place or end people have not been told as it is now."""
        told = Told.objects.filter(session=OuterRef("pk"), **{name: OuterRef(name) for name in Told.WHAT})
        return self.filter(~Exists(told))

    def led_by(self, user: User):
        """Those that were given to somebody who still leads sessions for the programme, or manages it."""
        held = ProgrammeRole.objects.that_lead().filter(person=user)
        return self.filter(leader=user, cohort__programme__in=held.values("programme"))

    def kept_by(self, user: User):
        """Those of the cohorts whose programme somebody manages."""
        return self.filter(cohort__in=Cohort.objects.managed_by(user))

    def in_order(self):
        return self.order_by("starts_at", "pk")


def overlapping(starts_at, ends_at) -> SessionQuerySet:
    """Those that take place at a time, given as instants or as expressions."""
    # No session is longer than that, so the database need not look further back.
    near = Session.objects.standing().filter(starts_at__gt=starts_at - LONGEST)
    return near.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


class Session(models.Model):
    """One meeting of a cohort, or of those of it whom `track` names.

    `is_core` ones count towards completion.
    """

    Kind = SessionKind

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
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED, editable=False)
    called_off_why = models.CharField(max_length=300, blank=True, editable=False)
    # Counts the changes that people were told of: what a calendar calls its sequence.
    changes = models.PositiveSmallIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    # Somebody has set its time by hand: an outline that is laid again leaves it alone.
    by_hand = models.BooleanField(default=True, db_default=True, editable=False)
    laid_from = models.ForeignKey(
        OutlineSession, null=True, on_delete=models.SET_NULL, related_name="laid", editable=False
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="session_starts_before_it_ends"),
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("starts_at") + LONGEST), name="session_lasts_a_day_at_most"
            ),
            models.CheckConstraint(condition=~Q(kind="refresh", is_core=True), name="session_refresh_is_a_choice"),
            models.UniqueConstraint(fields=["cohort", "laid_from"], name="session_laid_once_in_a_cohort"),
        ]
        indexes = [
            models.Index(fields=["cohort", "starts_at", "id"], name="sessions_of_a_cohort"),
            models.Index(fields=["leader", "starts_at", "id"], name="sessions_of_a_leader"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.title}, {uk_datetime(self.starts_at)}"

    @property
    def when(self) -> str:
        """Monday 24 April 2023, 10am to 1pm"""
        return uk_period(self.starts_at, self.ends_at)

    @property
    def where(self) -> str:
        return self.place or "Online"

    @property
    def minutes(self) -> int:
        return round((self.ends_at - self.starts_at).total_seconds() / 60)

    @property
    def is_online(self) -> bool:
        """Also before anybody has set up the meeting: what has no place is online."""
        return bool(self.join_url) or not self.place

    @property
    def is_off(self) -> bool:
        return self.status == self.Status.CALLED_OFF

    def meant_for(self) -> EnrolmentQuerySet:
        """Whom of its cohort it is for, whether they still take part or not."""
        people = Enrolment.objects.filter(cohort=self.cohort_id)
        if self.track_id:
            people = people.filter(strand=self.track_id)
        return people.filter(refresh_choice__isnull=False) if self.kind == self.Kind.REFRESH else people

    def people(self) -> EnrolmentQuerySet:
        """Who comes to it: those who take part now, and to a check-in those who have completed, too."""
        taking_part = [Enrolment.Status.ACTIVE]
        if self.kind == self.Kind.FOLLOW_ON:
            taking_part.append(Enrolment.Status.COMPLETED)
        return self.meant_for().filter(status__in=taking_part)

    def is_for(self, enrolment: Enrolment) -> bool:
        """Whether this is one of `people`, asked of a row that is there."""
        if self.track_id not in (None, enrolment.strand_id):
            return False
        if enrolment.status == Enrolment.Status.COMPLETED and self.kind != self.Kind.FOLLOW_ON:
            return False
        return self.kind != self.Kind.REFRESH or hasattr(enrolment, "refresh_choice")

    def clashes(self) -> SessionQuerySet:
        """Those at the same time with the same leader, or with the same people."""
        others = overlapping(self.starts_at, self.ends_at).exclude(pk=self.pk)
        same_people = Q(cohort=self.cohort_id)
        if self.track_id:
            same_people &= Q(track=None) | Q(track=self.track_id)
        if self.kind == self.Kind.SMALL_GROUP:
            same_people &= ~Q(kind=self.kind)
        same_leader = Q(leader=self.leader_id) if self.leader_id else Q(pk=None)
        return others.filter(same_people | same_leader).in_order()

    def is_over(self, at: dt.datetime) -> bool:
        return at >= self.ends_at

    def has_opened(self, at: dt.datetime) -> bool:
        """Whether people may be there by now, so that a register can be kept."""
        return self.status == self.Status.PLANNED and at >= self.starts_at - OPENS_BEFORE

    def can_be_joined(self, at: dt.datetime) -> bool:
        """Whether the meeting's address is shown now."""
        return self.has_opened(at) and at < self.ends_at


class Told(models.Model):
    """What people were last told of a session: where it differs from what is, they are told again."""

    WHAT = ("starts_at", "ends_at", "place", "status")

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="told")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Session.Status)

    def __str__(self) -> str:
        return f"{self.session} as told"

    @property
    def when(self) -> str:
        return uk_period(self.starts_at, self.ends_at)

    @property
    def where(self) -> str:
        return self.place or "Online"
