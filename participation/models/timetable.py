"""The timetable of a cohort: its sessions, each at an instant, each with somebody who leads it."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.lookups import IsNull

from accounts.models import User
from cohorts.models import Cohort, Enrolment, ProgrammeRole, Strand
from cohorts.models.enrolment import EnrolmentQuerySet
from core import audit
from core.calendar import end_of_uk_day, uk_instant
from core.querysets import QuerySet
from core.uktime import uk_datetime, uk_period
from participation.models.groups import Group, GroupMember
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
        """What people of these enrolments come to: what is for all, for their strand or for the small group they know
        they are in; ReFresh Week if they chose it.

        What was called off stays among it, so that they read that it was.
        """
        own = enrolments.filter(cohort=OuterRef("cohort"))
        on_track = own.filter(strand=OuterRef("track"))
        in_group = own.filter(group_member__told=OuterRef("group"))
        chose = own.filter(refresh_choice__isnull=False)
        return (
            self.announced()
            .filter(Exists(own))
            .filter(Q(track=None) | Exists(on_track))
            .filter(Q(group=None) | Exists(in_group))
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
        """Each with whether another one at its time has the same leader, or some of the same people (`…_clash…`)."""
        others = overlapping(OuterRef("starts_at"), OuterRef("ends_at")).exclude(pk=OuterRef("pk"))
        return self.annotate(
            leader_clashes=Exists(others.filter(leader=OuterRef("leader"))),
            people_clash=Exists(others.with_some_of_the_outer()),
        )

    def with_some_of_the_outer(self):
        """In a subquery: those at which some of the people are whom the session outside it is for.

        Small groups meet beside each other. Who is of which strand in a group is read off its members.
        """
        members = GroupMember.objects.live()
        some = (
            Q(track=None, group=None)
            | Q(IsNull(OuterRef("track"), True), IsNull(OuterRef("group"), True))
            | Q(track=OuterRef("track"))
            | Exists(members.filter(told=OuterRef("group"), enrolment__strand=OuterRef(OuterRef("track"))))
            | Exists(members.filter(told=OuterRef(OuterRef("group")), enrolment__strand=OuterRef("track")))
        )
        both_small = Q(kind=Session.Kind.SMALL_GROUP) & Q(kind=OuterRef("kind"))
        return self.filter(Q(group=OuterRef("group")) | (some & ~both_small), cohort=OuterRef("cohort"))

    def clashing(self):
        """Those that take place and clash with another one."""
        return self.standing().with_clashes().filter(Q(leader_clashes=True) | Q(people_clash=True))

    def outside(self, *, starts_on: dt.date, ends_on: dt.date, follow_on_ends_on: dt.date):
        """Those that take place before a cohort of these days starts, or after what they belong to is over."""
        after = Q(starts_at__gte=end_of_uk_day(ends_on)) & ~Q(kind=Session.Kind.FOLLOW_ON)
        too_late = after | Q(starts_at__gte=end_of_uk_day(follow_on_ends_on))
        return self.standing().filter(Q(starts_at__lt=uk_instant(starts_on, 0)) | too_late)

    def without_group(self):
        """Those of a small group that nobody is in any more."""
        members = GroupMember.objects.live().filter(Q(told=OuterRef("group")) | Q(group=OuterRef("group")))
        return self.standing().filter(~Exists(members), group__isnull=False)

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
    """One meeting of a cohort, or of those of it whom `track` or `group` names.

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
    # For the members of this small group only.
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
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
            models.CheckConstraint(
                condition=Q(group=None) | Q(kind="small group", track=None), name="session_of_a_group_is_of_no_track"
            ),
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
    def whose(self) -> str:
        """Technology, or Group 2; nothing where it is for everyone."""
        return str(self.group or self.track or "")

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
        if self.group_id:
            people = people.filter(group_member__told=self.group_id)
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
        if self.group_id and self.group_id != group_known_to(enrolment):
            return False
        if enrolment.status == Enrolment.Status.COMPLETED and self.kind != self.Kind.FOLLOW_ON:
            return False
        return self.kind != self.Kind.REFRESH or hasattr(enrolment, "refresh_choice")

    def clashes(self) -> SessionQuerySet:
        """Those at the same time with the same leader, or with the same people."""
        others = overlapping(self.starts_at, self.ends_at).exclude(pk=self.pk)
        same_people = Exists(Session.objects.filter(pk=self.pk).with_some_of_the_outer())
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


def group_known_to(enrolment: Enrolment) -> int | None:
    """The key of the small group that somebody has been told they are in."""
    member = getattr(enrolment, "group_member", None)
    return member.told_id if member else None


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
