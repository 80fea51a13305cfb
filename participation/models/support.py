"""What would help somebody to take part, and whether those who lead their sessions may know."""

import datetime as dt

from django.db import models

from cohorts.models import Enrolment
from core import audit
from core.calendar import uk_day
from core.querysets import QuerySet

KEPT_AFTER_THE_END = dt.timedelta(days=30)


class SupportNeedsQuerySet(QuerySet):
    def over(self, at: dt.datetime):
        """Those that help nobody any more: of people who have stopped, and of cohorts that ended a while ago."""
        stopped = models.Q(enrolment__status=Enrolment.Status.ENDED)
        day = uk_day(at) - KEPT_AFTER_THE_END
        return self.filter(stopped | models.Q(enrolment__cohort__ends_on__lt=day))


class SupportNeeds(models.Model):
    """In somebody's own words. Managers of the programme read it; session leaders only while it is shared.

    No history is kept of the words: what is taken back is gone.
    """

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="support_needs")
    text = models.TextField(max_length=500)
    # Since when session leaders may read it; none: they may not.
    shared_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    objects = SupportNeedsQuerySet.as_manager()

    class Meta:
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"What would help {self.enrolment.person}"

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None

    @property
    def deleted_on(self) -> dt.date:
        """The last day they are kept."""
        return self.enrolment.cohort.ends_on + KEPT_AFTER_THE_END
