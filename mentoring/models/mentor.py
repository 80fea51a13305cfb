"""Mentors: what they offer, and whether they do at the moment."""

import uuid
from typing import ClassVar

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cohorts.models import Programme, Strand
from core import audit, occupations
from core.errors import Refused
from core.materials import A_LINK_OR_A_FILE, SharedMaterial
from core.querysets import QuerySet
from core.regions import Region
from core.skills import Skill
from employers.models import Organisation
from mentoring.people import LEAST_SENIORITY, MOST_SENIORITY, Mode


class MentorQuerySet(QuerySet):
    def of(self, person):
        return self.filter(person=person)

    def managed_by(self, person):
        return self.filter(programme__in=Programme.objects.managed_by(person))

    def approved(self):
        """Those who can be given somebody new."""
        return self.filter(status=Mentor.Status.APPROVED)

    def waiting(self):
        return self.filter(status=Mentor.Status.WAITING)

    def taking_part(self, person):
        """The programmes in which somebody is a mentor, a break included."""
        return self.of(person).filter(status__in=Mentor.TAKES_PART).values("programme")


@pghistory.track(exclude=["asked_to_renew_at"], model_name="MentorEvent")
class Mentor(models.Model):
    """Somebody who offers to mentor in a programme: one row a programme, kept for the pairs they were in.

    `seniority` runs from 1 to 8; `availability` holds codes of `core.slots`; `capacity` is how many returners at once.
    `skills` hold topics, too. `not_with` is for staff alone: whom they would rather not meet.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting to be approved"
        APPROVED = "approved", "Ready to mentor"
        # Nobody new comes to them; whom they mentor stays.
        PAUSED = "paused", "Having a break"
        TURNED_DOWN = "turned down", "Not approved"
        LEFT = "left", "No longer a mentor"

    NEXT: ClassVar = {
        Status.WAITING: {Status.APPROVED, Status.TURNED_DOWN, Status.LEFT},
        Status.APPROVED: {Status.PAUSED, Status.LEFT},
        Status.PAUSED: {Status.APPROVED, Status.LEFT},
        Status.TURNED_DOWN: {Status.APPROVED},
        Status.LEFT: {Status.WAITING},
    }
    TAKES_PART = (Status.APPROVED, Status.PAUSED)
    MOST_AT_ONCE: ClassVar = 3

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="mentors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mentoring")
    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, related_name="mentors")
    # A code of core.occupations, and the list it is from: the field of a match.
    occupation = models.CharField(max_length=4, blank=True)
    occupation_version = models.CharField(max_length=4, blank=True)
    skills = models.ManyToManyField(Skill, related_name="+", blank=True)
    region = models.CharField(max_length=40, choices=Region)
    mode = models.CharField("how they meet", max_length=9, choices=Mode, default=Mode.EITHER)
    availability = ArrayField(models.CharField(max_length=13), default=list)
    seniority = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(LEAST_SENIORITY), MaxValueValidator(MOST_SENIORITY)]
    )
    capacity = models.PositiveSmallIntegerField(default=1)
    job_title = models.CharField(max_length=200, blank=True)
    employer = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="mentors"
    )
    about = models.TextField("a few words for those they mentor", max_length=1_000, blank=True)
    not_with = models.TextField("whom they would rather not be matched with", max_length=500, blank=True)
    status = models.CharField(max_length=11, choices=Status, default=Status.WAITING, editable=False)
    registered_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    left_at = models.DateTimeField(null=True, editable=False)
    # When they last said that all of this is still so. A year later they are asked, until they answer.
    renewed_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_to_renew_at = models.DateTimeField(null=True, editable=False)

    objects = MentorQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "person"], name="mentor_once_in_programme"),
            models.CheckConstraint(condition=Q(capacity__range=(1, 3)), name="mentor_capacity_one_to_three"),
            models.CheckConstraint(
                condition=Q(seniority__range=(LEAST_SENIORITY, MOST_SENIORITY)), name="mentor_seniority_within_scale"
            ),
            models.CheckConstraint(
                condition=Q(status="left", left_at__isnull=False) | (~Q(status="left") & Q(left_at__isnull=True)),
                name="mentor_left_at_iff_left",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "status", "id"], name="mentors_by_status"),
            models.Index(fields=["programme", "-registered_at", "-id"], name="mentors_newest"),
            models.Index(fields=["renewed_at"], condition=Q(status="approved"), name="mentors_to_ask_again"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return str(self.person)

    def move_to(self, status: Status) -> None:
        if status not in self.NEXT[self.Status(self.status)]:
            was = self.get_status_display().lower()
            raise Refused(f"This cannot be changed any more: it says “{was}” already.")
        self.status = status

    @property
    def takes_part(self) -> bool:
        return self.status in self.TAKES_PART

    @property
    def may_change(self) -> bool:
        """Whether what they have told is theirs to change: later it would change nothing."""
        return self.takes_part or self.status == self.Status.WAITING

    @property
    def is_asked_to_renew(self) -> bool:
        return self.status == self.Status.APPROVED and self.asked_to_renew_at is not None

    @property
    def field_name(self) -> str:
        return occupations.name_of(self.occupation, self.occupation_version)


class MentorResourceQuerySet(QuerySet):
    def open_to(self, person):
        """What somebody may open: as a mentor of the programme, or as its manager."""
        kept = Programme.objects.managed_by(person).values("pk")
        return self.filter(Q(programme__in=kept) | Q(programme__in=Mentor.objects.taking_part(person)))

    def for_mentor(self, person):
        return self.filter(programme__in=Mentor.objects.taking_part(person))

    def in_order(self):
        return self.order_by("added_at", "pk")


class MentorResource(SharedMaterial):
    """Something for all mentors of a programme: a guide, a link."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="mentor_resources")

    objects = MentorResourceQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=A_LINK_OR_A_FILE, name="mentor_resource_is_a_link_or_a_file")]
        triggers = [audit.trail()]
