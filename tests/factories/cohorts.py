"""Programmes as STEM ReCharge runs them, and cohorts whose calendar lies around `now` (a parameter)."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Role
from cohorts.models import (
    Cohort,
    Criterion,
    EligibilityRules,
    Enrolment,
    Field,
    Interest,
    Pool,
    Programme,
    ProgrammeRole,
    ProgrammeText,
    Rubric,
    Strand,
)
from core.calendar import uk_day
from core.regions import Region
from tests.factories.accounts import ProgrammeManagerFactory, UserFactory

NORTH_AND_MIDLANDS = [
    Region.NORTH_EAST,
    Region.NORTH_WEST,
    Region.YORKSHIRE,
    Region.EAST_MIDLANDS,
    Region.WEST_MIDLANDS,
]


class EligibilityRulesFactory(DjangoModelFactory[EligibilityRules]):
    class Meta:
        model = EligibilityRules

    programme = factory.SubFactory("tests.factories.cohorts.ProgrammeFactory", rules=None)
    version = 1
    regions = factory.LazyFunction(lambda: list(NORTH_AND_MIDLANDS))
    min_break_months = 12
    fields = factory.LazyFunction(lambda: [Field.TECHNOLOGY, Field.ENGINEERING])


class StrandFactory(DjangoModelFactory[Strand]):
    class Meta:
        model = Strand

    programme = factory.SubFactory("tests.factories.cohorts.ProgrammeFactory", technology=None, engineering=None)
    name = factory.Sequence("Strand {}".format)
    slug = factory.LazyAttribute(lambda strand: strand.name.lower().replace(" ", "-"))


class ProgrammeTextFactory(DjangoModelFactory[ProgrammeText]):
    class Meta:
        model = ProgrammeText

    programme = factory.SubFactory(
        "tests.factories.cohorts.ProgrammeFactory", declarations=None, agreement=None, privacy=None
    )
    kind = ProgrammeText.Kind.DECLARATIONS
    version = 1
    body = "What I have told you is true.\nYou may keep it for the programme."


class ProgrammeFactory(DjangoModelFactory[Programme]):
    """A programme with rules, two strands, declarations, agreement and notice. Leave one out with `rules=None`, …"""

    class Meta:
        model = Programme
        skip_postgeneration_save = True

    name = factory.Sequence("Programme {}".format)
    slug = factory.LazyAttribute(lambda programme: programme.name.lower().replace(" ", "-"))
    summary = "Come back to work in technology or engineering."
    contact_email = "team@example.org"
    controller = "A department, 1 High Street, London"
    is_public = True

    rules = factory.RelatedFactory(EligibilityRulesFactory, factory_related_name="programme")
    technology = factory.RelatedFactory(
        StrandFactory, factory_related_name="programme", name="Technology", slug="technology"
    )
    engineering = factory.RelatedFactory(
        StrandFactory, factory_related_name="programme", name="Engineering", slug="engineering"
    )
    declarations = factory.RelatedFactory(ProgrammeTextFactory, factory_related_name="programme")
    agreement = factory.RelatedFactory(
        ProgrammeTextFactory,
        factory_related_name="programme",
        kind=ProgrammeText.Kind.AGREEMENT,
        body="I will come to the sessions.\nI will say when I cannot.",
    )
    privacy = factory.RelatedFactory(
        ProgrammeTextFactory,
        factory_related_name="programme",
        kind=ProgrammeText.Kind.PRIVACY,
        body="We use what you tell us to run the programme.\nWe tell nobody else.",
    )


class CriterionFactory(DjangoModelFactory[Criterion]):
    class Meta:
        model = Criterion

    rubric = factory.SubFactory(
        "tests.factories.cohorts.RubricFactory", potential=None, experience=None, readiness=None
    )
    position = factory.Sequence(int)
    name = factory.Sequence("Criterion {}".format)
    about = "What the applicant says about it."
    question = factory.LazyAttribute(lambda criterion: f"What would you like to say about {criterion.name.lower()}?")
    weight = 1
    levels = factory.LazyFunction(lambda: ["Nothing", "A little", "Some", "Much", "As much as can be"])


class RubricFactory(DjangoModelFactory[Rubric]):
    """Three criteria as the default rubric has them; the second reads roles and asks no question."""

    class Meta:
        model = Rubric
        skip_postgeneration_save = True

    programme = factory.SubFactory(ProgrammeFactory)
    version = factory.LazyAttribute(lambda rubric: rubric.programme.rubrics.count() + 1)

    potential = factory.RelatedFactory(
        CriterionFactory, factory_related_name="rubric", position=1, name="Potential to benefit", weight=2
    )
    experience = factory.RelatedFactory(
        CriterionFactory, factory_related_name="rubric", position=2, name="Relevance of experience", question=""
    )
    readiness = factory.RelatedFactory(CriterionFactory, factory_related_name="rubric", position=3, name="Readiness")


class CohortFactory(DjangoModelFactory[Cohort]):
    """A cohort open for a week at `now`, with one pool (`pool__capacity=40`; `pool=None` for none).

    `ranked=True` for one whose places go by score.
    """

    class Meta:
        model = Cohort
        skip_postgeneration_save = True

    class Params:
        now = factory.LazyFunction(timezone.now)
        closed = factory.Trait(closes_at=factory.LazyAttribute(lambda cohort: cohort.now - dt.timedelta(days=1)))
        upcoming = factory.Trait(opens_at=factory.LazyAttribute(lambda cohort: cohort.now + dt.timedelta(days=7)))
        ranked = factory.Trait(
            admission=Cohort.Admission.RANKED,
            rubric=factory.SubFactory(RubricFactory, programme=factory.SelfAttribute("..programme")),
        )

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence("Cohort {}".format)
    slug = factory.LazyAttribute(lambda cohort: cohort.name.lower().replace(" ", "-"))
    rules = factory.LazyAttribute(lambda cohort: cohort.programme.rules.latest("version"))
    opens_at = factory.LazyAttribute(lambda cohort: cohort.now - dt.timedelta(days=7))
    closes_at = factory.LazyAttribute(lambda cohort: cohort.now + dt.timedelta(days=14))
    reference_date = factory.LazyAttribute(lambda cohort: uk_day(cohort.now) + dt.timedelta(days=28))
    decisions_by = factory.LazyAttribute(lambda cohort: uk_day(cohort.now) + dt.timedelta(days=21))
    last_joining_at = factory.LazyAttribute(lambda cohort: cohort.now + dt.timedelta(days=35))
    starts_on = factory.LazyAttribute(lambda cohort: uk_day(cohort.now) + dt.timedelta(days=30))
    mentoring_starts_on = factory.LazyAttribute(lambda cohort: cohort.starts_on + dt.timedelta(days=14))
    ends_on = factory.LazyAttribute(lambda cohort: cohort.starts_on + dt.timedelta(days=60))
    follow_on_ends_on = factory.LazyAttribute(lambda cohort: cohort.starts_on + dt.timedelta(days=240))

    pool = factory.RelatedFactory("tests.factories.cohorts.PoolFactory", factory_related_name="cohort")


class InterestFactory(DjangoModelFactory[Interest]):
    """Asked just now; `confirmed=True` once the link was pressed."""

    class Meta:
        model = Interest

    class Params:
        confirmed = factory.Trait(confirmed_at=factory.LazyFunction(timezone.now))

    programme = factory.SubFactory(ProgrammeFactory)
    email = factory.Sequence("interested{}@example.org".format)
    asked_at = factory.LazyFunction(timezone.now)


class PoolFactory(DjangoModelFactory[Pool]):
    class Meta:
        model = Pool

    cohort = factory.SubFactory(CohortFactory, pool=None)
    capacity = 10


class EnrolmentFactory(DjangoModelFactory[Enrolment]):
    """Somebody takes part, and has not said when they can. `ended=True` for somebody who has left.

    `paused=True` for somebody who is away for a while.
    """

    class Meta:
        model = Enrolment

    class Params:
        now = factory.LazyFunction(timezone.now)
        ended = factory.Trait(status=Enrolment.Status.ENDED, ended_at=factory.SelfAttribute("now"))
        completed = factory.Trait(status=Enrolment.Status.COMPLETED, ended_at=factory.SelfAttribute("now"))
        paused = factory.Trait(
            status=Enrolment.Status.PAUSED, paused_at=factory.SelfAttribute("now"), reason=Enrolment.Reason.CARING
        )
        told_when = factory.Trait(availability=["mon-school", "wed-school"], terms=Enrolment.Terms.TERM_TIME)

    person = factory.SubFactory(UserFactory)
    cohort = factory.SubFactory(CohortFactory)
    strand = factory.LazyAttribute(lambda enrolment: enrolment.cohort.programme.strands.order_by("-name").first())
    region = Region.YORKSHIRE
    agreement = factory.LazyAttribute(lambda e: e.cohort.programme.text(ProgrammeText.Kind.AGREEMENT))
    signed_name = factory.SelfAttribute("person.name")
    signed_at = factory.SelfAttribute("now")


class SessionLeaderFactory(DjangoModelFactory[ProgrammeRole]):
    """Somebody who leads sessions of a programme, second factor and all."""

    class Meta:
        model = ProgrammeRole

    programme = factory.SubFactory(ProgrammeFactory)
    person = factory.SubFactory(ProgrammeManagerFactory, role=Role.SESSION_LEADER)
    role = ProgrammeRole.Role.SESSION_LEADER
