"""What remains of an erasure: that it happened, so that it can be done again after a backup is restored."""

import hashlib
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import audit
from core.querysets import QuerySet
from notifications.models import Message


def hash_person(person_uuid: uuid.UUID) -> str:
    """What the log knows a person by. The uuid is random, so nobody can guess their way back to it."""
    return hashlib.sha256(str(person_uuid).encode()).hexdigest()


class ErasureQuerySet(QuerySet):
    def not_repeated(self):
        return self.filter(repeated_at=None)

    def not_written(self):
        """Those that the file beside the database does not hold yet."""
        return self.filter(written_at=None)


class Erasure(models.Model):
    """Somebody's data were erased: when and how it was asked for. No name, no address."""

    class How(models.TextChoices):
        HERE = "here", "They asked on the portal"
        EMAIL = "email", "They asked by email"
        PHONE = "phone", "They asked by phone"
        POST = "post", "They asked by letter"
        TIME = "time", "The time we keep it was over"
        RESTORED = "restored", "Erased again after a backup was restored"

    ASKED_OF_STAFF = (How.EMAIL, How.PHONE, How.POST)

    # The account that is empty now.
    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_hash = models.CharField(max_length=64, unique=True)
    how = models.CharField(max_length=8, choices=How)
    at = models.DateTimeField()
    # A request that was under way at that moment may have written a row since: looked for once more.
    repeated_at = models.DateTimeField(null=True)
    # When it was added to the file beside the database, by which it is repeated after a restore.
    written_at = models.DateTimeField(null=True)
    # Says that all is deleted. Goes itself once it was sent.
    last_letter = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = ErasureQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=Q(repeated_at=None), name="erasure_to_repeat"),
            models.Index(fields=["id"], condition=Q(written_at=None), name="erasure_to_write"),
            models.Index(fields=["id"], condition=Q(last_letter__isnull=False), name="erasure_with_a_letter"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"Erasure {self.pk}"


class DoomedFile(models.Model):
    """A file of somebody whose data are erased: a task deletes it, and tries until it is gone."""

    # Which field's storage it lies in: "returners.CV.file".
    field = models.CharField(max_length=150)
    name = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"File {self.pk}"


class LegalHoldQuerySet(QuerySet):
    def standing(self):
        return self.filter(lifted_at=None)


class LegalHold(models.Model):
    """Nothing of this person's is deleted while it stands: a complaint, a claim, an inquiry."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=500)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(lifted_at=None), name="one_legal_hold_stands"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"Legal hold {self.pk}"


class RetentionRun(models.Model):
    """One night's work on one kind of data: by which rule, and how many rows went. No names."""

    kind = models.CharField(max_length=60)
    rule = models.CharField(max_length=200)
    day = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    count = models.PositiveIntegerField(default=0)

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "day"], name="one_retention_run_a_night")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.day}"
