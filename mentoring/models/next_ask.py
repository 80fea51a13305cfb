"""Who waits for another mentor to be asked."""

from django.db import models

from cohorts.models import Enrolment
from core import audit
from core.querysets import QuerySet


class NextAskQuerySet(QuerySet):
    def due(self):
        """Those for whom the next best is to be looked for now: whoever has a break waits until they are back."""
        return self.filter(ran_out_at=None, enrolment__status__in=NextAsk.OPEN_TO)

    def ran_out(self):
        """Nobody is left to be asked: staff see to them."""
        return self.exclude(ran_out_at=None).filter(enrolment__status__in=NextAsk.OPEN_TO)


class NextAsk(models.Model):
    """A mentor said no, did not answer or went, or the returner would rather have another: the next best is asked.

    The row goes as soon as somebody is asked. It is written in the transaction that closes a pair, and a worker sees to
    it: a process that dies between the two leaves nobody without a question.
    """

    # Whoever has completed the programme may still be in the middle of their six months.
    OPEN_TO = (Enrolment.Status.ACTIVE, Enrolment.Status.COMPLETED)

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="next_ask")
    since = models.DateTimeField(editable=False)
    ran_out_at = models.DateTimeField(null=True, editable=False)

    objects = NextAskQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.enrolment}: another mentor to be asked"
