"""Strands that lead through a placement, placements with their days, and money."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.calendar import uk_day
from outcomes.models import Award, Claim, Fund, LogEntry, Placement, StrandNeeds, UpdatingPlan
from tests.factories.cohorts import EnrolmentFactory, StrandFactory
from tests.factories.employers import OrganisationFactory


class StrandNeedsFactory(DjangoModelFactory[StrandNeeds]):
    """As health professions have it: a placement, and 0, 30 or 60 days."""

    class Meta:
        model = StrandNeeds
        django_get_or_create = ("strand",)

    strand = factory.SubFactory(StrandFactory)


class UpdatingPlanFactory(DjangoModelFactory[UpdatingPlan]):
    """Thirty days to do."""

    class Meta:
        model = UpdatingPlan
        skip_postgeneration_save = True

    enrolment = factory.SubFactory(EnrolmentFactory)
    last_practised_on = dt.date(2023, 3, 1)
    days_needed = 30
    set_at = factory.LazyFunction(timezone.now)

    needs = factory.PostGeneration(lambda plan, create, given: StrandNeedsFactory(strand=plan.enrolment.strand))


class PlacementFactory(DjangoModelFactory[Placement]):
    """Begun a month ago, for half a year. `over=True` for one whose link has ended."""

    class Meta:
        model = Placement
        skip_postgeneration_save = True

    class Params:
        today = factory.LazyFunction(lambda: uk_day(timezone.now()))
        over = factory.Trait(
            starts_on=factory.LazyAttribute(lambda made: made.today - dt.timedelta(days=200)),
            ends_on=factory.LazyAttribute(lambda made: made.today - dt.timedelta(days=100)),
        )

    enrolment = factory.SubFactory(EnrolmentFactory)
    host = factory.SubFactory(OrganisationFactory)
    supervisor_name = "Sam Visor"
    supervisor_email = factory.Sequence("supervisor{}@example.org".format)
    starts_on = factory.LazyAttribute(lambda made: made.today - dt.timedelta(days=30))
    ends_on = factory.LazyAttribute(lambda made: made.starts_on + dt.timedelta(days=180))
    made_at = factory.LazyFunction(timezone.now)

    needs = factory.PostGeneration(lambda made, create, given: StrandNeedsFactory(strand=made.enrolment.strand))


class LogEntryFactory(DjangoModelFactory[LogEntry]):
    """A day of supervised practice that waits. `signed=True`, `sent_back=True` for one that was answered."""

    class Meta:
        model = LogEntry

    class Params:
        answered = factory.Trait(answered_at=factory.LazyFunction(timezone.now), answered_by="Sam Visor")
        signed = factory.Trait(answered=True, status=LogEntry.Status.SIGNED)
        sent_back = factory.Trait(answered=True, status=LogEntry.Status.SENT_BACK, why="It was six hours.")

    placement = factory.SubFactory(PlacementFactory)
    on = factory.LazyAttributeSequence(lambda made, n: made.placement.starts_on + dt.timedelta(days=n % 20))
    kind = LogEntry.Kind.SUPERVISED
    minutes = 7 * 60
    logged_at = factory.LazyFunction(timezone.now)


class FundFactory(DjangoModelFactory[Fund]):
    class Meta:
        model = Fund
        django_get_or_create = ("strand",)

    strand = factory.SubFactory(StrandFactory)
    budget_pence = 600_000_00


class AwardFactory(DjangoModelFactory[Award]):
    """£500 for travel, which its budget counts."""

    class Meta:
        model = Award
        skip_postgeneration_save = True

    enrolment = factory.SubFactory(EnrolmentFactory)
    fund = factory.LazyAttribute(lambda made: FundFactory(strand=made.enrolment.strand))
    purpose = "travel to your placement"
    amount_pence = 500_00
    made_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def counted(self: Award, create: bool, given: None, **kwargs: object) -> None:
        self.fund.awarded_pence += self.amount_pence
        self.fund.save(update_fields=["awarded_pence"])


class ClaimFactory(DjangoModelFactory[Claim]):
    """£45 for travel, which nobody has decided on."""

    class Meta:
        model = Claim

    award = factory.SubFactory(AwardFactory)
    amount_pence = 45_00
    what = Claim.What.TRAVEL
    spent_on = factory.LazyFunction(lambda: uk_day(timezone.now()))
    made_at = factory.LazyFunction(timezone.now)
