"""What an organisation has done so far: the stage it is at is read off these."""

from django.db import models

from cohorts.models import Programme
from core import audit
from core.querysets import QuerySet
from employers.models.organisation import INVITED, Organisation


class MilestoneQuerySet(QuerySet):
    def furthest_first(self):
        return self.order_by("-step", "on")


class Milestone(models.Model):
    """The first day on which an organisation did something, for one programme or for none in particular."""

    class Step(models.IntegerChoices):
        """In the order of the way from stranger to partner. Steps may be skipped."""

        INVITED = INVITED, "Invited"
        REGISTERED = 20, "Registered for an event"
        ATTENDED = 30, "Attended an Insight Event"
        TRAINING = 40, "Registered for training"
        TRAINED = 50, "Trained"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="milestones")
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="employer_milestones"
    )
    step = models.PositiveSmallIntegerField(choices=Step)
    on = models.DateField()
    what = models.CharField(max_length=200, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "programme", "step"], nulls_distinct=False, name="one_milestone_of_each_step"
            ),
        ]
        indexes = [models.Index(fields=["step", "organisation"], name="milestones_by_step")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_step_display()}"
