"""The round of a ranked cohort: from its close to the one release, with the candidates as reviewers know them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string

from cohorts.models import Cohort, Programme, Rubric, Strand
from core.errors import Refused
from core.querysets import QuerySet
from core.regions import Region, RegionGroup
from returners.models import Application, Assessment

NUMBER_DIGITS = 6


def new_number() -> str:
    """Drawn, so that neither the order of arrival nor anything else can be read off it."""
    return get_random_string(NUMBER_DIGITS, "0123456789")


class RoundQuerySet(QuerySet):
    def managed_by(self, user):
        return self.filter(cohort__programme__in=Programme.objects.managed_by(user))

    def kept_by(self, user):
        return self.filter(cohort__programme__in=Programme.objects.kept_by(user))

    def to_review(self):
        return self.filter(status=Round.Status.REVIEWING)


class Round(models.Model):
    """How the applications to one ranked cohort are decided: read, ranked, chosen, prepared, released.

    `review_by` is the last day for reviews, in the UK. `least_score` is in points of 100.
    """

    class Status(models.TextChoices):
        REVIEWING = "reviewing", "Being read and ranked"
        # What will be released is fixed and can be read, letters and all. Nobody has been told.
        PREPARED = "prepared", "Decisions prepared"
        RELEASED = "released", "Released"

    NEXT: ClassVar = {
        Status.REVIEWING: {Status.PREPARED},
        Status.PREPARED: {Status.REVIEWING, Status.RELEASED},
        Status.RELEASED: set(),
    }

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.OneToOneField(Cohort, on_delete=models.PROTECT, related_name="round")
    status = models.CharField(max_length=9, choices=Status, default=Status.REVIEWING, editable=False)
    review_by = models.DateField("reviews by")
    use_normalised = models.BooleanField("rank by adjusted scores", default=False)
    least_score = models.DecimalField("lowest score for a place", max_digits=5, decimal_places=2, default=0)
    # How many offers the release could make, under the name of each strand, or all under "".
    places = models.JSONField(default=dict, db_default={}, blank=True, editable=False)
    opened_at = models.DateTimeField(editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(null=True, editable=False)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, editable=False)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(least_score__range=(0, 100)), name="round_least_score_within_scale"),
            models.CheckConstraint(
                condition=Q(status="reviewing", prepared_at__isnull=True, released_at__isnull=True)
                | Q(status="prepared", prepared_at__isnull=False, released_at__isnull=True)
                | Q(status="released", prepared_at__isnull=False, released_at__isnull=False),
                name="round_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Round of {self.cohort}"

    @property
    def rubric(self) -> Rubric:
        """What its applications are scored by. A ranked cohort has one: a constraint of the table."""
        return self.cohort.rubric  # type: ignore[return-value]

    def move_to(self, status: "Round.Status") -> None:
        if status not in self.NEXT[self.Status(self.status)]:
            was, wanted = self.get_status_display().lower(), status.label.lower()
            raise Refused(f"A round that is {was} cannot become {wanted}.")
        self.status = status


class CandidateQuerySet(QuerySet):
    def in_the_running(self):
        """Those to decide on, and those who were at the release: not whoever withdrew before it."""
        decided = Assessment.objects.filter(application=models.OuterRef("application"))
        return self.filter(Q(application__status=Application.Status.ASSESSMENT) | models.Exists(decided))


class Candidate(models.Model):
    """One application in a round, under the number by which reviewers know it. Made when it is first given out.

    `region` is kept beside it for the balance of the cohort: reviewers do not see it.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="candidates")
    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="candidate")
    number = models.CharField(max_length=NUMBER_DIGITS, default=new_number, editable=False)
    region = models.CharField(max_length=40, choices=Region, blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="candidate_number_once_in_round")]

    def __str__(self) -> str:
        return f"Candidate {self.number}"

    @property
    def region_group(self) -> RegionGroup:
        return RegionGroup.of(self.region)


class Minimum(models.Model):
    """At least so many of a strand, or from a group of regions, if they can be had."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="minimums")
    strand = models.ForeignKey(Strand, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    region_group = models.CharField(max_length=30, choices=RegionGroup, blank=True)
    least = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(strand__isnull=True) & ~Q(region_group="") | Q(strand__isnull=False, region_group=""),
                name="minimum_of_a_strand_or_a_region_group",
            ),
            models.UniqueConstraint(
                fields=["round", "strand", "region_group"], nulls_distinct=False, name="one_minimum_of_a_kind"
            ),
            models.CheckConstraint(condition=Q(least__gte=1), name="minimum_is_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.least} of {self.strand or self.region_group}"
