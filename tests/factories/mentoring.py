"""Mentors, runs and pairs."""

import datetime as dt

import factory
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.materials import new_file_name
from core.occupations import VERSION
from core.regions import Region
from mentoring.models import (
    Concern,
    Goal,
    Hand,
    Meeting,
    Mentor,
    MentorResource,
    Pair,
    PairFeedback,
    PairNote,
    Proposal,
    Run,
    Side,
    Wants,
    WeightSet,
)
from tests.documents import pdf
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory, ProgrammeFactory


class MentorFactory(DjangoModelFactory[Mentor]):
    """An approved one, with one place, free on Tuesday mornings."""

    class Meta:
        model = Mentor

    programme = factory.SubFactory(ProgrammeFactory)
    person = factory.SubFactory(UserFactory)
    strand = factory.LazyAttribute(lambda made: made.programme.strands.order_by("-name").first())
    occupation = "2134"
    occupation_version = VERSION
    region = Region.NORTH_WEST
    availability = factory.LazyFunction(lambda: ["tue-school"])
    seniority = 5
    status = Mentor.Status.APPROVED


class MentorResourceFactory(DjangoModelFactory[MentorResource]):
    """A link; `document=True` for a file."""

    class Meta:
        model = MentorResource

    class Params:
        document = factory.Trait(
            link="",
            file=factory.LazyFunction(lambda: default_storage.save(new_file_name(), ContentFile(pdf()))),
            name="guide.pdf",
            kind="pdf",
            size=factory.LazyFunction(lambda: len(pdf())),
        )

    programme = factory.SubFactory(ProgrammeFactory)
    title = "A guide to the first meeting"
    link = "https://example.org/guide"
    added_at = factory.LazyFunction(timezone.now)


class WantsFactory(DjangoModelFactory[Wants]):
    class Meta:
        model = Wants

    enrolment = factory.SubFactory(EnrolmentFactory)
    told_at = factory.LazyFunction(timezone.now)


class WeightSetFactory(DjangoModelFactory[WeightSet]):
    class Meta:
        model = WeightSet

    programme = factory.SubFactory(ProgrammeFactory)
    version = factory.Sequence(lambda number: number + 1)


class RunFactory(DjangoModelFactory[Run]):
    """One that has found nobody: add proposals."""

    class Meta:
        model = Run

    cohort = factory.SubFactory(CohortFactory)
    number = factory.Sequence(lambda number: number + 1)
    weight_set = factory.LazyAttribute(lambda made: WeightSetFactory(programme=made.cohort.programme))
    status = Run.Status.FOUND
    started_at = factory.LazyFunction(timezone.now)


class ProposalFactory(DjangoModelFactory[Proposal]):
    """Two whom a run brings together."""

    class Meta:
        model = Proposal

    run = factory.SubFactory(RunFactory)
    enrolment = factory.LazyAttribute(lambda made: EnrolmentFactory(cohort=made.run.cohort))
    mentor = factory.LazyAttribute(lambda made: MentorFactory(programme=made.run.cohort.programme))
    score = 40
    parts = factory.LazyFunction(lambda: {"base": 20, "region": 15, "seniority": 4, "availability": 1})
    words = "Same region: North West (15)."


class PairFactory(DjangoModelFactory[Pair]):
    """A mentor who has been asked; `active=True` for two who meet."""

    class Meta:
        model = Pair

    enrolment = factory.SubFactory(EnrolmentFactory)
    person = factory.SelfAttribute("enrolment.person")
    programme = factory.SelfAttribute("enrolment.cohort.programme")
    mentor = factory.LazyAttribute(lambda made: MentorFactory(programme=made.programme))
    place = factory.LazyAttribute(lambda made: made.mentor.pairs.live().count() + 1)
    asked_at = factory.LazyFunction(timezone.now)
    answer_by = factory.LazyAttribute(lambda made: (made.asked_at + dt.timedelta(days=7)).date())

    class Params:
        active = factory.Trait(
            status=Pair.Status.ACTIVE,
            answered_at=factory.SelfAttribute("asked_at"),
            ends_on=factory.LazyAttribute(lambda made: (made.asked_at + dt.timedelta(days=182)).date()),
        )


class MeetingFactory(DjangoModelFactory[Meeting]):
    """Two times proposed by the mentor."""

    class Meta:
        model = Meeting

    pair = factory.SubFactory(PairFactory, active=True)
    proposed_by = Side.MENTOR
    proposed_at = factory.LazyFunction(timezone.now)
    times = factory.LazyFunction(lambda: [timezone.now() + dt.timedelta(days=days) for days in (7, 8)])

    class Params:
        agreed = factory.Trait(
            status=Meeting.Status.AGREED, starts_at=factory.LazyAttribute(lambda made: made.times[0]), changes=1
        )
        held = factory.Trait(
            status=Meeting.Status.HELD,
            starts_at=factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=3)),
            held_minutes=45,
            logged_by=Side.MENTOR,
        )


class PairNoteFactory(DjangoModelFactory[PairNote]):
    """Written by the returner."""

    class Meta:
        model = PairNote

    pair = factory.SubFactory(PairFactory, active=True)
    side = Side.RETURNER
    text = "Galumphing plans"
    written_at = factory.LazyFunction(timezone.now)


class GoalFactory(DjangoModelFactory[Goal]):
    class Meta:
        model = Goal

    pair = factory.SubFactory(PairFactory, active=True)
    text = "Write a CV"
    set_at = factory.LazyFunction(timezone.now)


class ConcernFactory(DjangoModelFactory[Concern]):
    """Raised by the returner."""

    class Meta:
        model = Concern

    pair = factory.SubFactory(PairFactory, active=True)
    side = Side.RETURNER
    words = "We do not get on"
    raised_at = factory.LazyFunction(timezone.now)


class PairFeedbackFactory(DjangoModelFactory[PairFeedback]):
    class Meta:
        model = PairFeedback

    pair = factory.SubFactory(PairFactory, active=True)
    side = Side.RETURNER
    moment = PairFeedback.Moment.MIDWAY
    rating = 4
    given_at = factory.LazyFunction(timezone.now)


class HandFactory(DjangoModelFactory[Hand]):
    """Two whom staff keep together."""

    class Meta:
        model = Hand

    enrolment = factory.SubFactory(EnrolmentFactory)
    mentor = factory.LazyAttribute(lambda made: MentorFactory(programme=made.enrolment.cohort.programme))
    kind = Hand.Kind.LOCKED
    set_at = factory.LazyFunction(timezone.now)
