"""The outbox and the planned letters: what was written to whom, what waits, what could not be delivered."""

import datetime as dt
import functools
import uuid
from typing import Self
from urllib.parse import urlsplit

import pgtrigger
from django.conf import settings
from django.db import connections, models
from django.db.models import Q
from django.utils import timezone

from core import audit
from core.errors import Refused
from core.querysets import QuerySet


class Lane(models.TextChoices):
    """How urgent a letter is, and the name of the Celery queue it goes through. Bulk never holds up the first."""

    NOW = "now", "At once"
    NORMAL = "normal", "Normal"
    BULK = "bulk", "Bulk"


def new_message_id() -> str:
    """A Message-ID header. Made once for a row, so that a letter sent twice after a crash is seen to be the same."""
    return f"<{uuid.uuid4().hex}@{urlsplit(settings.SITE_URL).hostname}>"


@functools.cache
def insert_sql() -> str:
    columns = [f'"{field.column}"' for field in Message._meta.concrete_fields if not field.primary_key]
    return (
        f'INSERT INTO "{Message._meta.db_table}" ({", ".join(columns)}) '  # noqa: S608 names of our own columns
        f"VALUES ({', '.join(['%s'] * len(columns))}) ON CONFLICT (key) DO NOTHING RETURNING id"
    )


class MessageQuerySet(QuerySet):
    def due(self, lane: str, at: dt.datetime) -> Self:
        """Letters of a lane to be sent by this instant that no sender holds. The oldest first."""
        unclaimed = Q(leased_until=None) | Q(leased_until__lte=at)
        return self.filter(unclaimed, status=Message.Status.DUE, lane=lane, due_at__lte=at).order_by("due_at", "id")

    def insert_once(self, message: "Message") -> bool:
        """Insert the letter and give it its pk; False, and nothing written, if its key is taken.

        One statement, built once: `get_or_create` takes four, one of them a savepoint, and a transaction with more
        than 64 of those slows down everybody. `bulk_create` can pass over a taken key, but then hands back no pk.
        """
        connection = connections[self.db]
        fields = [field for field in Message._meta.concrete_fields if not field.primary_key]
        values = [field.get_db_prep_save(getattr(message, field.attname), connection) for field in fields]
        with connection.cursor() as cursor:
            cursor.execute(insert_sql(), values)
            row = cursor.fetchone()
        if row is None:
            return False
        message.pk, message._state.adding, message._state.db = row[0], False, self.db
        return True

    def parked(self) -> Self:
        """Letters that could not be delivered and wait for somebody to look at them. The latest first."""
        return self.filter(status=Message.Status.FAILED).order_by("-id")

    def to_person(self, user) -> Self:
        """What this person was sent and what is on its way. The latest first."""
        return self.filter(person=user).order_by("-id")

    def about(self, subject: uuid.UUID) -> Self:
        """The letters about one thing, for those who may see that thing. The latest first."""
        return self.filter(subject_uuid=subject).order_by("-id")


class Message(models.Model):
    """One letter. It is written with the change that causes it, leaves after that commits, and is kept."""

    class Status(models.TextChoices):
        DUE = "due", "Waiting to be sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be delivered"
        CANCELLED = "cancelled", "Cancelled"

    NEXT = {
        Status.DUE: {Status.SENT, Status.FAILED, Status.CANCELLED},
        Status.FAILED: {Status.DUE, Status.CANCELLED},
        Status.SENT: set(),
        Status.CANCELLED: set(),
    }

    key = models.CharField(max_length=200, unique=True)
    to = models.CharField(max_length=254)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    # What it is about, where that is one thing with a uuid: an application.
    subject_uuid = models.UUIDField(null=True, blank=True)
    lane = models.CharField(max_length=6, choices=Lane, default=Lane.NORMAL)
    template = models.CharField(max_length=100)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField()
    # The file for the reader's calendar that goes with it (iCalendar). Its METHOD says what it asks of the calendar.
    calendar = models.TextField(blank=True, default="", db_default="")
    # A letter with a way in (a code, a reset link): shown on no page, and wiped once it is no longer to be sent.
    secret = models.BooleanField(default=False)
    status = models.CharField(max_length=9, choices=Status, default=Status.DUE)
    due_at = models.DateTimeField(default=timezone.now)
    # How often it was tried, and since when: both begin again when staff send it again.
    attempts = models.PositiveIntegerField(default=0)
    tried_since = models.DateTimeField(null=True, blank=True)
    # Which sender holds it, and until when. After that instant any sender may take it.
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=150, default=new_message_id, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    # Why the last try failed, in the mail server's words where it gave any.
    error = models.CharField(max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            # Small whatever the table holds: only what waits, only what is parked.
            models.Index(fields=["lane", "due_at", "id"], condition=Q(status="due"), name="message_due"),
            models.Index(fields=["-id"], condition=Q(status="failed"), name="message_parked"),
            models.Index(fields=["person", "-id"], name="message_to_a_person"),
            models.Index(
                fields=["subject_uuid", "-id"], condition=Q(subject_uuid__isnull=False), name="message_about_a_thing"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False) | (~Q(status="sent") & Q(sent_at=None)),
                name="message_sent_has_its_instant",
            ),
            models.CheckConstraint(condition=~Q(status="failed", error=""), name="message_failed_says_why"),
            models.CheckConstraint(
                condition=Q(lease=None, leased_until=None)
                | Q(lease__isnull=False, leased_until__isnull=False, status="due"),
                name="message_lease_only_while_due",
            ),
            models.CheckConstraint(
                condition=Q(secret=False) | Q(status="due") | Q(subject="", text="", html="", calendar=""),
                name="message_secret_wiped_once_done",
            ),
            models.CheckConstraint(
                condition=~Q(to="") & ~Q(to__regex=r"[\r\n]") & ~Q(subject__regex=r"[\r\n]"),
                name="message_headers_on_one_line",
            ),
        ]
        triggers = [
            # Sending is no change of anybody's data; calling a letter back, or sending it again, is somebody's act.
            pgtrigger.Trigger(
                name="audit_trail",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status <> NEW.status AND (OLD.status = 'failed' OR NEW.status = 'cancelled')"
                ),
                declare=[("changed", "text[]"), ("said", "jsonb")],
                func=audit.RECORD_CHANGE,
            ),
        ]

    def __str__(self) -> str:
        return f"Letter {self.pk} ({self.kind}): {self.get_status_display().lower()}"

    @property
    def kind(self) -> str:
        """What kind of letter it is, in words: all that a page may say of a secret one."""
        return self.template.rpartition("/")[2].replace("_", " ").capitalize()

    @property
    def shown_subject(self) -> str:
        """The subject as staff may see it."""
        return self.kind if self.secret else self.subject

    @property
    def shown_text(self) -> str:
        """The letter as staff may see it: nothing of a secret one."""
        return "" if self.secret else self.text

    @property
    def is_wiped(self) -> bool:
        return self.secret and not self.text

    def move_to(self, status: "Message.Status") -> None:
        if status not in self.NEXT[Message.Status(self.status)]:
            raise Refused(f"A letter that is {self.get_status_display().lower()} cannot become {status.label.lower()}.")
        self.status = status

    def finish(self, status: "Message.Status", **fields) -> dict:
        """Move to a status in which it is not to be sent, and wipe a secret: the fields this sets, to be saved."""
        self.move_to(status)
        wiped = {"subject": "", "text": "", "html": "", "calendar": ""} if self.secret else {}
        changes = {"status": status, "lease": None, "leased_until": None, **wiped, **fields}
        for field, value in changes.items():
            setattr(self, field, value)
        return changes


class TimedRule(models.Model):
    """What staff may set of a rule for timed letters. The rule itself is code: see notifications/timed.py."""

    key = models.CharField(max_length=60, unique=True)
    # Days from the day of the anchor in the UK, below zero before it; then the hour that clocks show.
    offset_days = models.SmallIntegerField(null=True, blank=True)
    uk_hour = models.PositiveSmallIntegerField(null=True, blank=True)
    # Or so many minutes from the anchor itself, whatever clocks show.
    offset_minutes = models.SmallIntegerField(null=True, blank=True)
    enabled = models.BooleanField(default=True)

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(uk_hour__lte=23), name="timed_rule_hour_of_a_day"),
            models.CheckConstraint(condition=Q(offset_days__range=(-400, 400)), name="timed_rule_offset_in_reach"),
            models.CheckConstraint(
                condition=Q(offset_minutes__range=(-10_080, 10_080)), name="timed_rule_minutes_within_a_week"
            ),
            models.CheckConstraint(
                condition=Q(offset_minutes=None, offset_days__isnull=False, uk_hour__isnull=False)
                | Q(offset_minutes__isnull=False, offset_days=None, uk_hour=None),
                name="timed_rule_by_the_day_or_by_the_minute",
            ),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.key


class TimedLetterQuerySet(QuerySet):
    def planned(self) -> Self:
        return self.filter(state=TimedLetter.State.PLANNED)

    def to_person(self, user) -> Self:
        """What is planned for this person and what became of it. The next first."""
        return self.filter(person=user).order_by("due_at", "id")


class TimedLetter(models.Model):
    """A letter planned for an instant: one for each rule, object, and instant that it reminds of (`on`)."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        SENT = "sent", "Sent"
        CANCELLED = "cancelled", "Cancelled"
        MISSED = "missed", "Too late to be useful"

    NEXT = {
        State.PLANNED: {State.SENT, State.CANCELLED, State.MISSED},
        State.CANCELLED: {State.PLANNED, State.MISSED},
        State.SENT: set(),
        State.MISSED: set(),
    }

    rule = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    on = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    message = models.ForeignKey(Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = TimedLetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(state="planned"), name="timed_letter_due"),
            models.Index(fields=["rule", "due_at"], name="timed_letter_of_a_rule"),
            models.Index(fields=["person", "due_at"], name="timed_letter_to_a_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["rule", "object_id", "on"], name="timed_letter_once_for_an_anchor"),
            models.UniqueConstraint(
                fields=["rule", "object_id"], condition=Q(state="planned"), name="timed_letter_one_planned"
            ),
            models.CheckConstraint(condition=Q(message=None) | Q(state="sent"), name="timed_letter_message_once_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.object_id}: {self.get_state_display().lower()}"

    def move_to(self, state: "TimedLetter.State") -> None:
        if state not in self.NEXT[TimedLetter.State(self.state)]:
            now, then = self.get_state_display().lower(), TimedLetter.State(state).label.lower()
            raise Refused(f"A planned letter that is {now} cannot become {then}.")
        self.state = state
