"""Who was at which session."""

from django.conf import settings
from django.db import models

from cohorts.models import Enrolment
from core import audit
from core.querysets import QuerySet
from participation.models.timetable import Session


class AttendanceQuerySet(QuerySet):
    def counting(self):
        """Those that count towards completion: there, in part too, or caught up with since."""
        return self.filter(status__in=Attendance.COUNT)

    def own_excuses(self):
        """Of people who told us themselves that they could not come."""
        return self.filter(status=Attendance.Status.EXCUSED).exclude(excuse="")


class Attendance(models.Model):
    """What the register says of somebody at a session. No row: nobody has said anything yet.

    An excuse needs no reason that anybody has to check: "caring" is enough.
    """

    class Status(models.TextChoices):
        PRESENT = "present", "There"
        PART = "part", "There for part of it"
        EXCUSED = "excused", "Excused"
        ABSENT = "absent", "Not there"
        CAUGHT_UP = "caught up", "Caught up since"

    class Excuse(models.TextChoices):
        CARING = "caring", "I am caring for somebody"
        ILL = "ill", "I am not well"
        OTHER = "other", "Something else"

    COUNT = {Status.PRESENT, Status.PART, Status.CAUGHT_UP}

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attendances")
    status = models.CharField(max_length=9, choices=Status)
    excuse = models.CharField(max_length=6, choices=Excuse, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="one_attendance_each"),
            models.CheckConstraint(
                condition=models.Q(excuse="") | models.Q(status__in=["excused", "caught up"]),
                name="attendance_excuse_of_the_excused",
            ),
        ]
        indexes = [models.Index(fields=["enrolment", "status"], name="attendances_of_an_enrolment")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.enrolment.person}: {self.get_status_display()}"

    @property
    def is_own_excuse(self) -> bool:
        """They told us themselves. Nobody turns that into an absence."""
        return self.status == self.Status.EXCUSED and self.excuse != ""
