"""What those who take part say of a session."""

import datetime as dt

import pghistory
from django.db import models
from django.db.models import Q

from cohorts.models import Enrolment
from core import audit
from core.querysets import QuerySet
from participation.models.timetable import Session

# For so long after a session one can say what it was like.
ASKED_FOR = dt.timedelta(days=14)


class SessionFeedbackQuerySet(QuerySet):
    def with_words(self):
        return self.exclude(comment="")


@pghistory.track()
class SessionFeedback(models.Model):
    """How useful somebody found a session. Whose it is, nobody reads on any page."""

    class Useful(models.IntegerChoices):
        VERY = 5, "Very useful"
        USEFUL = 4, "Useful"
        SOMEWHAT = 3, "Somewhat useful"
        NOT_VERY = 2, "Not very useful"
        NOT = 1, "Not useful at all"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="feedback")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="session_feedback")
    useful = models.PositiveSmallIntegerField(choices=Useful)
    comment = models.CharField(max_length=500, blank=True)
    given_at = models.DateTimeField()

    objects = SessionFeedbackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="one_feedback_on_a_session_each"),
            models.CheckConstraint(condition=Q(useful__range=(1, 5)), name="session_useful_from_1_to_5"),
        ]
        indexes = [models.Index(fields=["session", "given_at", "id"], name="feedback_of_a_session")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.get_useful_display()}: {self.session}"
