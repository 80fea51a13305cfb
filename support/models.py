"""Threads between people and the team. Abstract: each app makes a table of its own, see docs/decisions/threads.md."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import User
from core.calendar import add_working_days, end_of_uk_day, uk_day
from core.errors import Refused
from core.querysets import QuerySet


class Status(models.TextChoices):
    # The team has to answer, by the day it is due.
    OPEN = "open", "Open"
    # Whoever asked may write again, or leave it at that.
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"


class ThreadQuerySet(QuerySet):
    def open(self):
        """Those that wait for the team."""
        return self.filter(status=Status.OPEN)

    def live(self):
        return self.exclude(status=Status.CLOSED)


class Thread(models.Model):
    """One question to the team and what is said about it.

    A concrete thread has a table of messages (`related_name="messages"`), and says who may answer (`team`), who of
    those who asked is written to (`people`), and where each side reads it (`asker_url`, `team_url`).
    """

    Status = Status
    NEXT = {
        Status.OPEN: {Status.ANSWERED, Status.CLOSED},
        Status.ANSWERED: {Status.OPEN, Status.CLOSED},
        Status.CLOSED: {Status.OPEN},
    }

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject = models.CharField(max_length=150)
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    # Who of the team sees to it. Nobody yet: it waits in the inbox of all of them.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    # The end of the UK working day by which the team answers.
    due_at = models.DateTimeField(null=True, editable=False)
    opened_at = models.DateTimeField(editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    # When somebody last wrote in it, closed it or opened it again.
    changed_at = models.DateTimeField(editable=False)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", due_at__isnull=False) | (~Q(status="open") & Q(due_at__isnull=True)),
                name="%(app_label)s_%(class)s_due_while_open",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False)
                | (~Q(status="closed") & Q(closed_at__isnull=True)),
                name="%(app_label)s_%(class)s_closed_at_iff_closed",
            ),
            models.CheckConstraint(
                condition=~Q(status="answered") | Q(answered_at__isnull=False),
                name="%(app_label)s_%(class)s_answered_at_once",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(status="open"), name="%(app_label)s_%(class)s_due"),
            models.Index(fields=["-changed_at", "-id"], name="%(app_label)s_%(class)s_new"),
        ]

    def __str__(self) -> str:
        return self.subject

    # -- What a concrete thread says -------------------------------------------------------------------------------

    @property
    def asker_url(self) -> str:
        """The path of the page on which whoever asked reads it."""
        raise NotImplementedError

    @property
    def team_url(self) -> str:
        """The path of the page on which the team reads it."""
        raise NotImplementedError

    @property
    def team_name(self) -> str:
        """Who answers, as letters sign."""
        return "The Returner Portal team"

    def people(self) -> Collection[User]:
        """Whom to write to when the team has answered."""
        raise NotImplementedError

    def team(self) -> QuerySet:
        """Whoever may answer, and own it."""
        raise NotImplementedError

    def due_from(self, at: dt.datetime) -> dt.datetime:
        """By when what is asked now is answered."""
        return end_of_uk_day(add_working_days(uk_day(at), settings.SUPPORT_WORKING_DAYS))

    # ----------------------------------------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        return self.status == Status.OPEN

    @property
    def is_closed(self) -> bool:
        return self.status == Status.CLOSED

    def is_overdue(self, at: dt.datetime) -> bool:
        return self.due_at is not None and self.due_at <= at

    def move_to(self, status: str) -> None:
        if status not in self.NEXT[Status(self.status)]:
            wanted = Status(status).label.lower()
            raise Refused(f"What is {self.get_status_display().lower()} cannot become {wanted}.")
        self.status = status


class ThreadMessage(models.Model):
    """What somebody wrote. A concrete message adds `thread`, a foreign key with `related_name="messages"`."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    from_team = models.BooleanField(default=False)
    text = models.TextField(max_length=5000)
    at = models.DateTimeField()

    objects = QuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.author or 'Somebody'}, {self.at:%Y-%m-%d %H:%M}"
