"""What a person tells us once their place is confirmed, so that sessions, mentors and employers fit them."""

import datetime as dt

import pghistory
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, QuerySet

from cohorts.models import Enrolment
from core import audit, occupations
from core.calendar import uk_day
from core.skills import Skill
from core.uktime import uk_date, uk_month
from returners.models.application import Application

MOST_ROLES = 20


@pghistory.track()
class Profile(models.Model):
    """Exists from the moment a place is confirmed. Whatever comes in rows hangs on the application beside it."""

    class Hours(models.TextChoices):
        FULL_TIME = "full time", "Full time: 35 hours a week or more"
        PART_TIME = "part time", "Part time: fewer than 35 hours a week"
        NOT_SURE = "not sure", "I am not sure yet"

    class Pattern(models.TextChoices):
        OFFICE = "office", "At a place of work"
        HYBRID = "hybrid", "Some days at a place of work, some from home"
        HOME = "home", "From home"
        NOT_SURE = "not sure", "I am not sure yet"

    class Travel(models.TextChoices):
        NONE = "none", "I need to work from home"
        HALF_AN_HOUR = "30 minutes", "Up to 30 minutes each way"
        AN_HOUR = "60 minutes", "Up to 1 hour each way"
        FURTHER = "further", "More than 1 hour each way"
        NOT_SURE = "not sure", "I am not sure yet"

    class Kind(models.TextChoices):
        PERMANENT = "permanent", "A permanent job"
        FIXED_TERM = "fixed term", "A job for a set time"
        RETURNSHIP = "returnship", "A returnship"
        SELF_EMPLOYED = "self-employed", "Working for myself"
        TRAINING = "training", "Training or study first"
        NOT_SURE = "not sure", "I am not sure yet"

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="profile")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="profiles")
    # Said outright: these are all my roles, none of these skills, no help wanted for now.
    has_told_all_roles = models.BooleanField(default=False)
    has_no_listed_skill = models.BooleanField(default=False)
    wants_no_topic = models.BooleanField(default=False)

    hours = models.CharField(max_length=10, choices=Hours, blank=True)
    patterns = ArrayField(models.CharField(max_length=10, choices=Pattern), default=list, blank=True)
    travel = models.CharField(max_length=10, choices=Travel, blank=True)
    kinds = ArrayField(models.CharField(max_length=15, choices=Kind), default=list, blank=True)
    hopes = models.TextField(max_length=500, blank=True)

    class Meta:
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.application}: profile"

    def why_closed(self, at: dt.datetime) -> str:
        """Why nothing of it can be changed any more, in words for the page; nothing while it can."""
        cohort = self.enrolment.cohort
        if not self.enrolment.is_live:
            return f"You no longer take part in the {cohort.name}, so this can no longer be changed."
        if uk_day(at) > cohort.ends_on:
            return f"The {cohort.name} ended on {uk_date(cohort.ends_on)}, so this can no longer be changed."
        return ""


@pghistory.track()
class WorkRole(models.Model):
    """A job that somebody had or has. `start` and `end` are the first days of months; no end: they still have it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="work_roles")
    job_title = models.CharField(max_length=200)
    # A mentor must not come from the same one.
    employer = models.CharField(max_length=200)
    # A code of core.occupations and the list it is from; neither for something else.
    occupation = models.CharField(max_length=4, blank=True)
    occupation_version = models.CharField(max_length=4, blank=True)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        ordering = [F("end").desc(nulls_first=True), "-start", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="role_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(occupation="", occupation_version="") | ~(Q(occupation="") | Q(occupation_version="")),
                name="role_names_the_list_of_its_code",
            ),
            models.UniqueConstraint(
                fields=["application", "job_title", "employer", "start"], name="role_once_in_an_application"
            ),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.job_title}, {self.employer}"

    @property
    def occupation_name(self) -> str:
        return occupations.name_of(self.occupation, self.occupation_version) or "Something else"

    @property
    def when(self) -> str:
        """March 2015 to June 2020"""
        return f"{uk_month(self.start)} to {uk_month(self.end) if self.end else 'now'}"


@pghistory.track()
class KnownSkill(models.Model):
    """A skill somebody has: when they last used it, and how confident they are now. Both are asked after the tick."""

    class Confidence(models.IntegerChoices):
        STARTING_AGAIN = 1, "1: I would like to learn it again from the start"
        RUSTY = 2, "2: It would come back to me with time and practice"
        SOME_HELP = 3, "3: I could do it with some help"
        AFTER_A_REFRESH = 4, "4: I could do it after a short refresh"
        READY = 5, "5: I could do it now"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="known_skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    last_used = models.PositiveSmallIntegerField(null=True, blank=True)
    confidence = models.PositiveSmallIntegerField(choices=Confidence, null=True, blank=True)

    class Meta:
        ordering = ["skill__group", "skill__position", "skill__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "skill"], name="skill_known_once"),
            models.CheckConstraint(
                condition=Q(last_used__isnull=True, confidence__isnull=True)
                | Q(last_used__isnull=False, confidence__isnull=False, confidence__range=(1, 5)),
                name="skill_rated_whole_or_not_at_all",
            ),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.application}: {self.skill}"

    @property
    def is_rated(self) -> bool:
        return self.confidence is not None


@pghistory.track()
class WantedTopic(models.Model):
    """Something a person would like help with."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="wanted_topics")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["skill__position", "skill__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["application", "skill"], name="topic_wanted_once")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.application}: {self.skill}"


def with_profile(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Applications with all that was told once a place was confirmed, for two queries more; and whether with a CV."""
    return beside_profile(applications).prefetch_related("work_roles", known_skills())


def beside_profile(applications: QuerySet[Application]) -> QuerySet[Application]:
    """The same without what comes in rows."""
    topics = WantedTopic.objects.filter(application=OuterRef("pk")).values("skill__name")
    rows = applications.select_related("profile__enrolment__cohort", "cv")
    return rows.annotate(topic_names=ArraySubquery(topics))  # type: ignore[no-redef]


def known_skills() -> Prefetch:
    return Prefetch("known_skills", KnownSkill.objects.select_related("skill"))
