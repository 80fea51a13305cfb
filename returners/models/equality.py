"""Answers to the equality questions, apart from everything else. See docs/decisions/equality_answers_stand_apart.md."""

import hashlib
import hmac
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import Q

from cohorts.models import Programme
from core.querysets import QuerySet
from returners.equality import NEWEST, VERSIONS, Answered, QuestionSet
from returners.models.application import Application


def keyed_hashes(uuid: UUID) -> list[str]:
    """Under which an application's answers lie: computed when needed, stored nowhere else. The newest key's first."""
    if not settings.EQUALITY_KEYS:
        raise ImproperlyConfigured("Set EQUALITY_KEY, or EQUALITY_KEY_FILE: equality answers are kept under it.")
    return [hmac.new(key.encode(), uuid.bytes, hashlib.sha256).hexdigest() for key in settings.EQUALITY_KEYS]


class EqualityAnswersQuerySet(QuerySet):
    def of(self, application: Application):
        return self.of_uuids([application.uuid])

    def of_uuids(self, uuids: Iterable[UUID]):
        return self.filter(key__in=[key for uuid in uuids for key in keyed_hashes(uuid)])


class EqualityAnswers(models.Model):
    """What one applicant answered; nobody can say who. Whoever adds a field here may be giving people away.

    No number that counts up, no time, no history, no audit trail, no foreign key: each would put these rows in an order
    that other tables have, too. The programme's uuid is as close as it comes to the rest; a cohort would be too small.
    """

    key = models.CharField(max_length=64, primary_key=True)
    programme = models.UUIDField()
    version = models.PositiveSmallIntegerField()
    answers: Any = models.JSONField()

    objects = EqualityAnswersQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "equality answers"
        constraints = [
            models.CheckConstraint(condition=~Q(answers={}), name="equality_answers_are_some"),
        ]

    def __str__(self) -> str:
        return "Equality answers of somebody"

    @classmethod
    def new(cls, application: Application, answers: Answered) -> "EqualityAnswers":
        """A row not yet saved, under the newest version of the questions."""
        key = keyed_hashes(application.uuid)[0]
        return cls(key=key, programme=application.programme.uuid, version=NEWEST.version, answers=answers)

    @property
    def questions(self) -> QuestionSet:
        """Those that were asked, in the words of then."""
        return VERSIONS[self.version]


class EqualityTotals(models.Model):
    """What all answers of a programme add up to, as it was on the last night when ten more people had answered.

    `tables` holds what may be seen and nothing else: small numbers are hidden before anything is written down. There is
    one row for each programme and version, and it is replaced: two nights side by side would say more than one.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="equality_totals")
    version = models.PositiveSmallIntegerField()
    frozen_on = models.DateField()
    people = models.PositiveIntegerField()
    tables: Any = models.JSONField()

    objects = QuerySet.as_manager()

    class Meta:
        verbose_name_plural = "equality totals"
        constraints = [
            models.UniqueConstraint(fields=["programme", "version"], name="one_equality_total_per_version"),
        ]

    def __str__(self) -> str:
        return f"{self.programme}, version {self.version} of the questions"
