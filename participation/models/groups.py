"""Small groups: who is in which, as staff form them, and as their members have been told."""

import uuid
from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from phonenumber_field.modelfields import PhoneNumberField

from cohorts.models import Cohort, Enrolment
from core import audit
from core.querysets import QuerySet
from core.slots import SLOTS, Day, Part


def usual_slots() -> list[str]:
    """The times that groups are offered at first: on weekdays, not before half past nine."""
    weekend = (Day.SATURDAY, Day.SUNDAY)
    return [code for code, slot in SLOTS.items() if slot.day not in weekend and slot.part != Part.MORNING]


class GroupPlan(models.Model):
    """How the small groups of a cohort are formed. Its row is held while they change."""

    LARGEST: ClassVar = 30

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="group_plan")
    least = models.PositiveSmallIntegerField(default=6)
    most = models.PositiveSmallIntegerField(default=10)
    at_once = models.PositiveSmallIntegerField(default=2)
    # Codes of core.slots.
    slots = ArrayField(models.CharField(max_length=13), default=usual_slots)
    told_at = models.DateTimeField(null=True, editable=False)

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(least__gte=2) & Q(least__lte=F("most")) & Q(most__lte=30) & Q(at_once__gte=1),
                name="group_plan_sizes_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"Groups of {self.cohort}"


class Group(models.Model):
    """A small group of a cohort, which meets at one time of the week. Its time stays: another time is another group."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField()
    slot = models.CharField(max_length=13, choices=[(code, slot.label) for code, slot in SLOTS.items()])

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="group_number_once_in_cohort")]

    def __str__(self) -> str:
        return f"Group {self.number}"

    @property
    def meets(self) -> str:
        """Tuesday, school hours (9:30am to 2:30pm)"""
        return SLOTS[self.slot].label


class GroupMemberQuerySet(QuerySet):
    def live(self):
        """Those who still have a place."""
        return self.filter(enrolment__status__in=Enrolment.LIVE)

    def to_tell(self):
        """Those whose group is not the one they have been told."""
        same = Q(group=F("told")) | Q(group__isnull=True, told__isnull=True)
        return self.live().exclude(same)

    def sharing(self):
        return self.filter(Q(shares_email=True) | ~Q(phone=""))


@pghistory.track()
class GroupMember(models.Model):
    """In which group somebody is: `group` as staff have it now, `told` as the person knows it.

    Whoever was moved by hand is locked: forming groups again leaves them there. What somebody shares is seen by those
    of the group they were told who share something too, and is over when they are told another one.
    """

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="group_member")
    group = models.ForeignKey(Group, null=True, on_delete=models.SET_NULL, related_name="members")
    told = models.ForeignKey(Group, null=True, on_delete=models.SET_NULL, related_name="told_members")
    # What their group met for before, they could not have come to.
    told_at = models.DateTimeField(null=True, editable=False)
    is_locked = models.BooleanField(default=False)
    shares_email = models.BooleanField(default=False)
    phone = PhoneNumberField(blank=True)
    shared_at = models.DateTimeField(null=True, editable=False)

    objects = GroupMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_locked=False) | Q(group__isnull=False), name="group_member_locked_in"
            ),
            models.CheckConstraint(
                condition=Q(shares_email=False, phone="", shared_at__isnull=True)
                | (Q(told__isnull=False, shared_at__isnull=False) & (Q(shares_email=True) | ~Q(phone=""))),
                name="group_member_shares_with_a_group",
            ),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.enrolment.person} in {self.group}"

    @property
    def shares(self) -> bool:
        return bool(self.shares_email or self.phone)

    def stop_sharing(self) -> None:
        self.shares_email, self.phone, self.shared_at = False, "", None
