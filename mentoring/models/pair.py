"""Pairs: a returner and a mentor, from the question to the mentor up to the thanks at the end."""

import uuid
from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from cohorts.models import Enrolment, Programme
from core import audit
from core.errors import Refused
from core.querysets import QuerySet
from mentoring.models.mentor import Mentor
from mentoring.models.run import Run


class Side(models.TextChoices):
    RETURNER = "returner", "Returner"
    MENTOR = "mentor", "Mentor"


class PairQuerySet(QuerySet):
    def managed_by(self, person):
        return self.filter(programme__in=Programme.objects.managed_by(person))

    def of_mentor(self, person):
        """What a mentor sees: what they are asked, and whom they mentor or have mentored."""
        return self.filter(mentor__person=person)

    def of_returner(self, person):
        """What a returner sees: only mentors who said yes."""
        return self.filter(person=person, status__in=Pair.SEEN_BY_RETURNER)

    def of(self, person):
        """The pairs somebody is or was one of, on either side: what the two share is theirs alone."""
        return self.begun().filter(Q(person=person) | Q(mentor__person=person))

    def begun(self):
        """Those in which the mentor said yes."""
        return self.filter(status__in=Pair.SEEN_BY_RETURNER)

    def live(self):
        """Those that take up a mentor's place and a returner's one."""
        return self.filter(status__in=Pair.LIVE)

    def active(self):
        return self.filter(status=Pair.Status.ACTIVE)

    def asked(self):
        return self.filter(status=Pair.Status.ASKED)

    def over_for_good(self):
        """Two who are not to be brought together again: one of them said no to the other, in words or by silence."""
        return self.filter(status__in=Pair.FOR_GOOD)


@pghistory.track(exclude=["nudged_at", "midway_asked_at"], model_name="PairEvent")
class Pair(models.Model):
    """Two people. `person` and `programme` are those of the enrolment, kept here for the rule of one mentor at a time.

    A mentor has a place taken from the moment they are asked. Reasons and answers in words are private: the side that
    gave them and staff read them, never the other side.
    """

    class Status(models.TextChoices):
        ASKED = "asked", "Mentor asked"
        ACTIVE = "active", "Meeting"
        DECLINED = "declined", "Mentor said no"
        EXPIRED = "expired", "Mentor did not answer"
        # Taken back before the mentor answered: the returner left, or the mentor did.
        WITHDRAWN = "withdrawn", "Taken back"
        ENDED = "ended", "Ended early"
        COMPLETED = "completed", "Completed"

    class Reason(models.TextChoices):
        TIME = "time", "Not enough time"
        TIMES = "times", "No times that suit both"
        FIT = "fit", "Not the right match"
        CHANGED = "changed", "Work or life has changed"
        ENOUGH = "enough", "They have what they came for"
        KNOWN = "known", "They know each other"
        LEFT = "left", "One of them no longer takes part"
        OTHER = "other", "Something else"

    NEXT: ClassVar = {
        Status.ASKED: {Status.ACTIVE, Status.DECLINED, Status.EXPIRED, Status.WITHDRAWN},
        Status.ACTIVE: {Status.ENDED, Status.COMPLETED},
        Status.DECLINED: set(),
        Status.EXPIRED: set(),
        Status.WITHDRAWN: set(),
        Status.ENDED: set(),
        Status.COMPLETED: set(),
    }
    # A pair runs for so long, or until both have had enough of so many meetings.
    MONTHS: ClassVar = 6
    MEETINGS: ClassVar = 6
    LIVE = (Status.ASKED, Status.ACTIVE)
    FOR_GOOD = (Status.DECLINED, Status.EXPIRED, Status.ENDED)
    SEEN_BY_RETURNER = (Status.ACTIVE, Status.ENDED, Status.COMPLETED)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="pairs")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+", editable=False)
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="pairs")
    run = models.ForeignKey(Run, null=True, blank=True, on_delete=models.SET_NULL, related_name="pairs")
    status = models.CharField(max_length=9, choices=Status, default=Status.ASKED, editable=False)
    # Which of the mentor's places it takes up while it is live, from 1.
    place = models.PositiveSmallIntegerField(editable=False)
    score = models.PositiveIntegerField(default=0)
    parts = models.JSONField(default=dict)
    words = models.TextField(blank=True)
    asked_at = models.DateTimeField(editable=False)
    # Until the end of this day, UK time.
    answer_by = models.DateField(editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    # Of a pair that began: the day on which its time is over.
    ends_on = models.DateField(null=True, editable=False)
    # Who of the two has said that they have done what they set out to do.
    enough_for = models.CharField(max_length=8, choices=Side, blank=True, editable=False)
    midway_asked_at = models.DateTimeField(null=True, editable=False)
    nudged_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    # Empty: staff, or the clock.
    ended_by_side = models.CharField(max_length=8, choices=Side, blank=True, editable=False)
    reason = models.CharField(max_length=7, choices=Reason, blank=True, editable=False)
    private_words = models.TextField(max_length=1_000, blank=True, editable=False)

    objects = PairQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "programme"],
                condition=Q(status__in=["asked", "active"]),
                name="one_mentor_at_a_time",
            ),
            # Behind the lock on the mentor: two who are given the last place at once do not both get it.
            models.UniqueConstraint(
                fields=["mentor", "place"],
                condition=Q(status__in=["asked", "active"]),
                name="one_pair_in_a_place",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["asked", "active"], ended_at__isnull=True)
                | Q(status__in=["declined", "expired", "withdrawn", "ended", "completed"], ended_at__isnull=False),
                name="pair_ended_at_iff_over",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["active", "ended", "completed"], ends_on__isnull=False)
                | Q(status__in=["asked", "declined", "expired", "withdrawn"], ends_on__isnull=True),
                name="pair_ends_on_iff_it_began",
            ),
        ]
        indexes = [models.Index(fields=["mentor", "status"], name="pairs_of_a_mentor")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.person} with {self.mentor}"

    def move_to(self, status: Status) -> None:
        if status not in self.NEXT[self.Status(self.status)]:
            was = self.get_status_display().lower()
            raise Refused(f"This cannot be changed any more: it says “{was}” already.")
        self.status = status

    @property
    def is_live(self) -> bool:
        return self.status in self.LIVE
