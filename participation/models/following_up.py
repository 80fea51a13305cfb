"""What the team did about somebody who may be drifting away."""

from django.conf import settings
from django.db import models

from cohorts.models import Enrolment
from core import audit
from core.querysets import QuerySet
from participation.models.timetable import Session


class FollowUp(models.Model):
    """Somebody has been in touch with a person who missed sessions, the last of them `session`.

    What was said stays between the two. If they miss the next one, too, that is news, and the team sees it again.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="follow_ups")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="follow_ups")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "session"], name="one_follow_up_each")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.enrolment} followed up"
