"""The money of a strand: its budget, what was awarded out of it, and what people claim. No bank details, anywhere."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum

from accounts.models import User
from cohorts.models import Cohort, Enrolment, Strand
from core import audit
from core.errors import Refused
from core.querysets import QuerySet
from outcomes.money import pounds


class Fund(models.Model):
    """The budget of a strand and how much of it is awarded, in pence. A counter: never counted under a lock."""

    strand = models.OneToOneField(Strand, on_delete=models.CASCADE, related_name="fund")
    budget_pence = models.PositiveBigIntegerField()
    awarded_pence = models.PositiveBigIntegerField(default=0, editable=False)

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(awarded_pence__lte=F("budget_pence")), name="fund_never_overdrawn"),
        ]

    def __str__(self) -> str:
        return f"{self.strand}: {pounds(self.left_pence)} of {pounds(self.budget_pence)} left"

    @property
    def left_pence(self) -> int:
        return self.budget_pence - self.awarded_pence


class AwardQuerySet(QuerySet):
    def of(self, person: User):
        return self.filter(enrolment__person=person)

    def managed_by(self, user: User):
        return self.filter(enrolment__cohort__in=Cohort.objects.managed_by(user))

    def open(self):
        return self.filter(closed_at__isnull=True)

    def with_waiting(self):
        """With what is claimed of each and not decided yet, in pence."""
        return self.annotate(waiting_pence=Sum("claims__amount_pence", filter=Q(claims__status="waiting"), default=0))


@pghistory.track(exclude=["uuid"])
class Award(models.Model):
    """So much of a strand's budget is there for one person, for a purpose. They claim what they spent of it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="awards")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="awards")
    purpose = models.CharField(max_length=100)
    amount_pence = models.PositiveBigIntegerField()
    # Claimed and approved.
    approved_pence = models.PositiveBigIntegerField(default=0, editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # Closed: what was not claimed is in the budget again.
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = AwardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(approved_pence__lte=F("amount_pence")), name="award_never_overdrawn"),
        ]
        indexes = [models.Index(fields=["enrolment", "made_at", "id"], name="awards_of_an_enrolment")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{pounds(self.amount_pence)} for {self.purpose}"

    @property
    def waiting(self) -> int:
        """Claimed and not decided yet."""
        return self.claims.waiting().aggregate(pence=Sum("amount_pence", default=0))["pence"]


class ClaimQuerySet(QuerySet):
    def of(self, person: User):
        return self.filter(award__enrolment__person=person)

    def managed_by(self, user: User):
        return self.filter(award__enrolment__cohort__in=Cohort.objects.managed_by(user))

    def waiting(self):
        return self.filter(status=Claim.Status.WAITING)


@pghistory.track(exclude=["uuid"])
class Claim(models.Model):
    """What somebody spent and asks for. Who pays it out, and to which account, is settled outside the portal."""

    class What(models.TextChoices):
        TRAVEL = "travel", "Travel"
        CARE = "care", "Childcare or other care"
        COURSE = "course", "A course or its fee"
        BOOKS = "books", "Books or equipment"
        REGISTRATION = "registration", "The regulator's fee"
        OTHER = "other", "Something else"

    class Status(models.TextChoices):
        WAITING = "waiting", "Being looked at"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Not approved"

    NEXT = {
        Status.WAITING: {Status.APPROVED, Status.REFUSED},
        Status.APPROVED: set(),
        Status.REFUSED: set(),
    }

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="claims")
    amount_pence = models.PositiveBigIntegerField()
    what = models.CharField(max_length=12, choices=What)
    about = models.CharField(max_length=200, blank=True)
    spent_on = models.DateField()
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING, editable=False)
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    why = models.CharField(max_length=300, blank=True, editable=False)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_pence__gte=1), name="claim_of_something"),
            models.CheckConstraint(
                condition=Q(status="waiting", decided_at__isnull=True)
                | (~Q(status="waiting") & Q(decided_at__isnull=False)),
                name="claim_decided_at_once_decided",
            ),
        ]
        indexes = [
            models.Index(fields=["made_at", "id"], condition=Q(status="waiting"), name="claims_to_decide"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{pounds(self.amount_pence)}, {self.get_what_display().lower()}"

    def move_to(self, status: Status) -> None:
        if status not in self.NEXT[self.Status(self.status)]:
            raise Refused("This claim has been decided already.")
        self.status = status
