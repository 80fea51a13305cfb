"""Applications to ranked cohorts: what they say to the rubric, and what their assessment came to."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from returners.models import Application, Assessment, CriterionAnswer
from tests.factories.cohorts import CohortFactory
from tests.factories.profiles import WorkRoleFactory
from tests.factories.returners import ApplicationFactory


class RankedApplicationFactory(ApplicationFactory):
    """A draft to a ranked cohort with everything answered. `told=False` for one that says nothing of a rubric yet."""

    class Meta:
        model = Application
        skip_postgeneration_save = True

    cohort = factory.SubFactory(CohortFactory, ranked=True, now=factory.SelfAttribute("..now"))
    has_told_roles = True

    @factory.post_generation
    def told(self, create, extracted, **kwargs):
        if extracted is False:
            Application.objects.filter(pk=self.pk).update(has_told_roles=False)
            self.has_told_roles = False
            return
        WorkRoleFactory(application=self)
        for criterion in self.cohort.rubric.criteria.exclude(question=""):
            CriterionAnswer.objects.create(application=self, criterion=criterion, text=f"My {criterion.name.lower()}.")


def feedback_of(application: Application) -> list[dict]:
    """As a release writes it: a level in the middle for each criterion."""
    criteria = application.cohort.rubric.criteria.all()  # type: ignore[union-attr]
    return [
        {"criterion": one.name, "level": 2, "words": one.levels[2], "said": ["You gave one clear example."]}
        for one in criteria
    ]


class AssessmentFactory(DjangoModelFactory[Assessment]):
    """What a release did to an application: no place, because others scored higher."""

    class Meta:
        model = Assessment

    application = factory.SubFactory(
        RankedApplicationFactory, not_offered=True, now=factory.SelfAttribute("..decided_at")
    )
    outcome = Assessment.Outcome.NOT_OFFERED
    reason = Assessment.Reason.HIGHER
    score = 50
    rank = 12
    feedback = factory.LazyAttribute(lambda assessment: feedback_of(assessment.application))
    decided_at = factory.LazyFunction(timezone.now)
