"""What the sessions of a programme look like in any cohort, to be laid on the dates of one; and school holidays."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from cohorts.models import Programme, Strand
from core import audit
from core.querysets import QuerySet
from core.slots import Day


class SessionKind(models.TextChoices):
    COACHING = "coaching", "Career coaching"
    JOB_SKILLS = "job skills", "Job skills workshop"
    SMALL_GROUP = "small group", "Small group"
    REFRESH = "refresh", "ReFresh Week"
    MENTORING = "mentoring", "Mentor meeting"
    FOLLOW_ON = "follow-on", "Follow-on check-in"


class Outline(models.Model):
    """The sessions of a programme by week and weekday, for one cohort after another."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="outlines")
    name = models.CharField(max_length=100)

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="outline_name_in_programme")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.name


class OutlineSession(models.Model):
    """One session: “week 2, Tuesday 10am to midday”, as clocks in the UK show it. Week 1 begins with the cohort."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    outline = models.ForeignKey(Outline, on_delete=models.CASCADE, related_name="sessions")
    week = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(104)])
    weekday = models.CharField(max_length=3, choices=Day)
    starts = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=11, choices=SessionKind)
    title = models.CharField(max_length=150)
    about = models.TextField(max_length=2000, blank=True)
    track = models.ForeignKey(Strand, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_core = models.BooleanField(default=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(week__gte=1, week__lte=104), name="outline_session_in_a_week"),
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=720), name="outline_session_lasts"),
            models.CheckConstraint(condition=~Q(kind="refresh", is_core=True), name="outline_refresh_is_a_choice"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.title}, week {self.week}"

    @property
    def weekday_number(self) -> int:
        """0 for Monday."""
        return list(Day).index(Day(self.weekday))


class SchoolHoliday(models.Model):
    """Days on which schools are shut where people of a programme live, so that no session is laid on them."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="school_holidays")
    name = models.CharField(max_length=100)
    first_on = models.DateField()
    last_on = models.DateField()

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(first_on__lte=F("last_on")), name="holiday_days_in_order")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.name
