"""Who has completed a programme: the share of sessions it takes, and the certificate."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from cohorts.models import Enrolment, Programme
from core import audit
from core.certificates import initials, new_number
from core.querysets import QuerySet
from participation.completion import USUAL_PERCENT


class CompletionRule(models.Model):
    """How many of its core sessions a programme asks for. No row: as many as usual."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="completion_rule")
    percent = models.PositiveSmallIntegerField(
        default=USUAL_PERCENT, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(percent__range=(1, 100)), name="completion_is_a_share")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.percent}% of the core sessions of {self.programme}"


class ProgrammeCertificate(models.Model):
    """Somebody has completed a programme. It is drawn when it is asked for, with the name they have then."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="certificate")
    # Twelve letters and digits in fours, by chance: whoever knows one can guess no other.
    number = models.CharField(max_length=14, unique=True, default=new_number, editable=False)
    completed_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = QuerySet.as_manager()

    class Meta:
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.number

    @property
    def initials(self) -> str:
        return initials(self.enrolment.person.name)
