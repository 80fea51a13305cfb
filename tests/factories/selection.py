"""Rounds of ranked cohorts that have closed, their candidates, and who has read what."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Role
from cohorts.models import ProgrammeRole
from core.calendar import uk_day
from core.regions import Region
from selection.models import Candidate, Conflict, Move, Review, Reviewer, Round, Score
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory, ProgrammeFactory
from tests.factories.returners import ApplicationFactory


class ReviewerFactory(DjangoModelFactory[Reviewer]):
    """Somebody with the role, second factor and all, who reads for a programme."""

    class Meta:
        model = Reviewer
        skip_postgeneration_save = True

    programme = factory.SubFactory(ProgrammeFactory)
    person = factory.SubFactory(ProgrammeManagerFactory, role=Role.REVIEWER)

    @factory.post_generation
    def role(self, create, extracted, **kwargs):
        if create and extracted is not False:
            ProgrammeRole.objects.create(programme=self.programme, person=self.person, role=ProgrammeRole.Role.REVIEWER)


class RoundFactory(DjangoModelFactory[Round]):
    """A ranked cohort that closed yesterday, being read since."""

    class Meta:
        model = Round

    class Params:
        now = factory.LazyFunction(timezone.now)

    cohort = factory.SubFactory(CohortFactory, ranked=True, closed=True, now=factory.SelfAttribute("..now"))
    review_by = factory.LazyAttribute(lambda round_: uk_day(round_.now) + dt.timedelta(days=14))
    opened_at = factory.SelfAttribute("now")


class CandidateFactory(DjangoModelFactory[Candidate]):
    class Meta:
        model = Candidate

    round = factory.SubFactory(RoundFactory)
    application = factory.SubFactory(
        ApplicationFactory, assessment=True, cohort=factory.SelfAttribute("..round.cohort")
    )
    region = Region.YORKSHIRE


class ReviewFactory(DjangoModelFactory[Review]):
    """To be read by somebody; `levels=[3, 2, 4]` submits it with these scores, in the order of the criteria."""

    class Meta:
        model = Review
        skip_postgeneration_save = True

    candidate = factory.SubFactory(CandidateFactory)
    reviewer = factory.SubFactory(
        ReviewerFactory, programme=factory.SelfAttribute("..candidate.round.cohort.programme")
    )
    due_on = factory.SelfAttribute("candidate.round.review_by")
    assigned_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def levels(self, create, extracted, **kwargs):
        if not extracted:
            return
        criteria = self.candidate.round.cohort.rubric.criteria.all()
        for criterion, level in zip(criteria, extracted, strict=True):
            Score.objects.create(review=self, criterion=criterion, level=level, why="What was written shows it.")
        self.status, self.submitted_at = Review.Status.SUBMITTED, self.assigned_at
        self.save(update_fields=["status", "submitted_at"])


class ConflictFactory(DjangoModelFactory[Conflict]):
    class Meta:
        model = Conflict

    reviewer = factory.SubFactory(ReviewerFactory)
    application = factory.SubFactory(ApplicationFactory, assessment=True)
    kind = Conflict.Kind.DECLARED
    at = factory.LazyFunction(timezone.now)


class MoveFactory(DjangoModelFactory[Move]):
    class Meta:
        model = Move

    candidate = factory.SubFactory(CandidateFactory)
    to = Move.To.IN
    reason = Move.Reason.EVIDENCE
    why = "A second reader found more than the scores show."
    at = factory.LazyFunction(timezone.now)
    by = factory.SubFactory(ProgrammeManagerFactory)
