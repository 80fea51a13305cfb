"""Cohorts: one intake of a programme, with the calendar that every deadline derives from."""

import datetime as dt

from django.db import models
from django.db.models import Case, F, Q, Value, When

from cohorts.figures import figures
from cohorts.models.programme import EligibilityRules, Programme
from cohorts.models.rubric import Rubric
from core.calendar import add_working_days, end_of_uk_day, uk_day
from core.querysets import QuerySet


class CohortQuerySet(QuerySet):
    def public(self):
        return self.filter(programme__is_public=True)

    def open_at(self, at: dt.datetime):
        """Applications are open: from the opening instant up to, not including, the closing one."""
        return self.filter(opens_at__lte=at, closes_at__gt=at)

    def not_yet_closed(self, at: dt.datetime):
        return self.filter(closes_at__gt=at)

    def opens_after(self, at: dt.datetime):
        return self.filter(opens_at__gt=at)

    def ranked(self):
        return self.filter(admission=Cohort.Admission.RANKED)

    def managed_by(self, user):
        return self.filter(programme__in=Programme.objects.managed_by(user))

    def kept_by(self, user):
        return self.filter(programme__in=Programme.objects.kept_by(user))

    def with_state(self, at: dt.datetime):
        """With its state and the figures behind it, in the same query: see `cohorts.figures`."""
        return self.annotate(**figures()).annotate(
            state=Case(
                When(opens_at__gt=at, then=Value(Cohort.State.COMING)),
                When(closes_at__lte=at, then=Value(Cohort.State.CLOSED)),
                When(with_room=0, then=Value(Cohort.State.FULL)),
                default=Value(Cohort.State.OPEN),
            ),
        )

    def with_room(self, at: dt.datetime):
        """Those with a place, or a turn on a waiting list, to give. With their state, as above."""
        return self.with_state(at).exclude(state=Cohort.State.FULL)


class Cohort(models.Model):
    """One intake of a programme, with the calendar every deadline derives from.

    Instants (`…_at`) are entered and shown in UK time; dates (`…_on`, `…_by`, `…_date`) are days in the UK.
    """

    class State(models.TextChoices):
        COMING = "coming", "Not open yet"
        OPEN = "open", "Open now"
        # No place, and no turn on a waiting list.
        FULL = "full", "Full"
        CLOSED = "closed", "Closed"

    class Admission(models.TextChoices):
        FIRST_COME = "first come", "In the order in which applications arrive"
        RANKED = "ranked", "By score, after the close"

    class PlacesBy(models.TextChoices):
        COHORT = "cohort", "The whole cohort"
        STRAND = "strand", "Each strand"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(max_length=100)
    slug = models.SlugField()
    places_by = models.CharField("places are counted for", max_length=6, choices=PlacesBy, default=PlacesBy.COHORT)
    rules = models.ForeignKey(EligibilityRules, on_delete=models.PROTECT, related_name="cohorts")
    admission = models.CharField(
        "places are given", max_length=10, choices=Admission, default=Admission.FIRST_COME, db_default="first come"
    )
    # Of a ranked cohort: what its applications are scored by.
    rubric = models.ForeignKey(Rubric, null=True, blank=True, on_delete=models.PROTECT, related_name="cohorts")

    opens_at = models.DateTimeField("applications open")
    closes_at = models.DateTimeField("applications close")
    reference_date = models.DateField(help_text="Career breaks are measured to this day.")
    decisions_by = models.DateField()
    offer_days = models.PositiveSmallIntegerField("an offer stands for (days)", default=7)
    review_days = models.PositiveSmallIntegerField("a person decides within (working days)", default=5)
    last_joining_at = models.DateTimeField("last joining instant")
    starts_on = models.DateField()
    mentoring_starts_on = models.DateField()
    ends_on = models.DateField()
    follow_on_ends_on = models.DateField()

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="cohort_slug_in_programme"),
            models.CheckConstraint(condition=Q(opens_at__lt=F("closes_at")), name="cohort_opens_before_it_closes"),
            models.CheckConstraint(
                condition=Q(closes_at__lte=F("last_joining_at")), name="cohort_closes_before_last_joining"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("mentoring_starts_on"))
                & Q(mentoring_starts_on__lte=F("ends_on"))
                & Q(ends_on__lte=F("follow_on_ends_on")),
                name="cohort_days_in_order",
            ),
            models.CheckConstraint(condition=Q(offer_days__gte=1), name="cohort_offers_stand_a_day"),
            models.CheckConstraint(
                condition=Q(admission="ranked", rubric__isnull=False) | Q(admission="first come", rubric__isnull=True),
                name="cohort_ranked_by_a_rubric",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.name}"

    @property
    def is_ranked(self) -> bool:
        return self.admission == self.Admission.RANKED

    def is_open(self, at: dt.datetime) -> bool:
        return self.opens_at <= at < self.closes_at

    def has_closed(self, at: dt.datetime) -> bool:
        return at >= self.closes_at

    def open_strands(self):
        """The strands somebody can choose: those with places of their own, where places are counted for each."""
        strands = self.programme.strands.all()
        return strands.filter(pools__cohort=self) if self.places_by == self.PlacesBy.STRAND else strands

    def offer_deadline(self, at: dt.datetime) -> dt.datetime:
        """An offer made now stands to the end of the Nth day from today in the UK, never past the last joining."""
        return min(end_of_uk_day(uk_day(at) + dt.timedelta(days=self.offer_days)), self.last_joining_at)

    def review_deadline(self, at: dt.datetime) -> dt.datetime:
        """By when a person decides on what is put to them now: the end of that working day in the UK."""
        return end_of_uk_day(add_working_days(uk_day(at), self.review_days))
