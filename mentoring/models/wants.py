"""What a returner wants of a mentor."""

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from cohorts.models import Enrolment
from core import audit
from core.querysets import QuerySet
from core.skills import Skill
from mentoring.people import LEAST_SENIORITY, MOST_SENIORITY, Mode


@pghistory.track(model_name="WantsEvent")
class Wants(models.Model):
    """Told on one page. Whoever tells nothing is matched by what their profile says, unless they want no mentor.

    `skills` are those a mentor should have, and topics to talk about; wishes are those of the topics that matter most.
    `employers`: where no mentor may come from, beside those of their profile. `not_with` is for staff alone. Times of
    the week are those of the enrolment.
    """

    MOST_EMPLOYERS: ClassVar = 5

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="mentor_wants")
    wants_mentor = models.BooleanField(default=True)
    # A code of core.occupations, and the list it is from: the field they want to work in.
    occupation = models.CharField(max_length=4, blank=True)
    occupation_version = models.CharField(max_length=4, blank=True)
    skills = models.ManyToManyField(Skill, related_name="+", blank=True)
    first_wish = models.ForeignKey(Skill, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    second_wish = models.ForeignKey(Skill, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    third_wish = models.ForeignKey(Skill, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField("how they meet", max_length=9, choices=Mode, default=Mode.EITHER)
    seniority = models.PositiveSmallIntegerField(
        default=LEAST_SENIORITY, validators=[MinValueValidator(LEAST_SENIORITY), MaxValueValidator(MOST_SENIORITY)]
    )
    employers = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    not_with = models.TextField("whom they would rather not be matched with", max_length=500, blank=True)
    told_at = models.DateTimeField(editable=False)

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seniority__range=(LEAST_SENIORITY, MOST_SENIORITY)), name="wants_seniority_within_scale"
            ),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.enrolment}: what they want of a mentor"

    @property
    def wishes(self) -> list[int]:
        """Keys of topics, what matters most first."""
        return [key for key in (self.first_wish_id, self.second_wish_id, self.third_wish_id) if key]
