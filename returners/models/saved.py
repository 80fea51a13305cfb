"""Answers on their way from one device to another."""

import datetime as dt
import uuid

from django.db import models

from cohorts.models import Programme
from core.querysets import QuerySet
from returners.eligibility import Answers

LASTS = dt.timedelta(days=14)


class SavedCheckQuerySet(QuerySet):
    def kept_at(self, at: dt.datetime):
        """Those whose link still works."""
        return self.filter(saved_at__gt=at - LASTS)

    def run_out(self, at: dt.datetime):
        return self.filter(saved_at__lte=at - LASTS)


class SavedCheck(models.Model):
    """The answers of an eligibility check that somebody sent themselves a link to.

    Whose they are is known to nobody but the reader of the letter: the row has no address and no account, and for the
    same reason neither history nor trail, which would outlive it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    answers = models.JSONField()
    saved_at = models.DateTimeField(db_index=True)

    objects = SavedCheckQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Answers saved on {self.saved_at:%Y-%m-%d}"

    @property
    def ends_at(self) -> dt.datetime:
        return self.saved_at + LASTS

    @property
    def given(self) -> Answers:
        return Answers.from_session(self.answers)
