"""Training as somebody takes it: a whole series booked at once, who has been to which module, and certificates."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from accounts.fields import LowerEmailField
from core import audit
from core.certificates import initials
from core.querysets import QuerySet
from employers.models import Organisation
from events.models.series import Series


@pghistory.track(fields=["booker", "name", "email", "organisation_name"], model_name="SeriesBookingEvent")
class SeriesBooking(models.Model):
    """One press for a whole series: a booking for one session of each module, in `bookings`. Each stands alone."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="series_bookings")
    # Of the press that made it: sent twice, it is one.
    request_key = models.UUIDField()
    booker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="series_bookings"
    )
    name = models.CharField(max_length=200)
    email = LowerEmailField("email address")
    organisation_name = models.CharField("organisation", max_length=200, blank=True)
    made_at = models.DateTimeField(editable=False)

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "request_key"], name="one_series_booking_per_press"),
            models.CheckConstraint(condition=Q(email=Lower(F("email"))), name="series_booking_email_is_lower_case"),
        ]
        indexes = [models.Index(fields=["email"], name="series_bookings_by_address")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.name}: {self.series}"


@pghistory.track(fields=["name", "email"], model_name="TraineeEvent")
class Trainee(models.Model):
    """Somebody who has been to a session of the series, and to which modules: worked out anew with every arrival.

    Somebody is known by their own address. Without one they are known by the address that booked for them and, in
    `who`, by their name: two people of one party are two.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="trainees")
    email = LowerEmailField("email address")
    who = models.CharField(max_length=200, blank=True, editable=False)
    name = models.CharField(max_length=200)
    # Whose account booked, where it is the same address.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="trainees"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="trainees"
    )
    # The keys of the modules of which they have attended a session.
    modules = ArrayField(models.BigIntegerField(), default=list, editable=False)
    last_came_at = models.DateTimeField(editable=False)

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "email", "who"], name="one_trainee_a_person"),
            models.CheckConstraint(condition=Q(email=Lower(F("email"))), name="trainee_email_is_lower_case"),
        ]
        indexes = [
            models.Index(fields=["series", "-last_came_at", "-id"], name="trainees_of_a_series"),
            models.Index(fields=["organisation", "-last_came_at", "-id"], name="trainees_of_an_organisation"),
            models.Index(fields=["email"], name="trainees_by_address"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.name}: {self.series}"

    @property
    def initials(self) -> str:
        return initials(self.name)


class CertificateQuerySet(QuerySet):
    def standing(self):
        """Those that are good: not taken back since."""
        return self.filter(revoked_at=None)


class Certificate(models.Model):
    """Somebody has been to every module. It is drawn when it is asked for, with the name they have then."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    trainee = models.OneToOneField(Trainee, on_delete=models.CASCADE, related_name="certificate")
    # Twelve letters and digits in fours, by chance: whoever knows one can guess no other.
    number = models.CharField(max_length=14, unique=True, editable=False)
    completed_on = models.DateField()
    issued_at = models.DateTimeField(editable=False)
    # An arrival it rests on was undone.
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-issued_at", "-id"], name="certificates_newest")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.number
