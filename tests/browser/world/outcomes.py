"""A fund that leads back to practice: one person midway, one who has just begun, one ready, one with nothing yet."""

import datetime as dt

from django.utils import timezone

from cohorts.actions import make_manager
from core.calendar import uk_day
from outcomes.actions.signing import sign_off
from outcomes.models import UpdatingPlan
from tests.browser.world.place import World
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory, ProgrammeFactory, StrandFactory
from tests.factories.employers import OrganisationFactory
from tests.factories.outcomes import (
    AwardFactory,
    ClaimFactory,
    FundFactory,
    LogEntryFactory,
    PlacementFactory,
    StrandNeedsFactory,
    UpdatingPlanFactory,
)

PROGRAMME = "Back to Practice"


def add(world: World) -> None:
    programme = ProgrammeFactory(name=PROGRAMME, slug="practice")
    make_manager(programme, person=world.people["manager"])
    cohort = CohortFactory(programme=programme, name="First cohort", slug="first")
    CohortFactory(programme=programme, name="Second cohort", slug="second")
    strand = StrandFactory(programme=programme, name="Allied health")
    StrandNeedsFactory(strand=strand)
    FundFactory(strand=strand)
    for state, name in (
        ("practising", "Amina Yusuf"),
        ("to-practise", "Bea Holt"),
        ("ready-to-practise", "Carys Lloyd"),
        ("waits-for-placement", "Dana Reid"),
    ):
        person = UserFactory(name=name, email=f"{state}@example.org")
        world.people[state] = person
        world.enrolments[state] = EnrolmentFactory(person=person, cohort=cohort, strand=strand)
    _practising(world)
    _begun(world)
    _ready(world)


def _practising(world: World) -> None:
    """Days in every state, private study beyond half of them, an award half claimed."""
    enrolment = world.enrolments["practising"]
    plan = UpdatingPlanFactory(enrolment=enrolment)
    host = OrganisationFactory(name="Leeds Infirmary")
    placement = PlacementFactory(enrolment=enrolment, host=host)
    world.placements["practising"] = placement
    signed = [LogEntryFactory(placement=placement, on=placement.starts_on + dt.timedelta(days=n)) for n in range(4)]
    sign_off(placement, [entry.as_shown for entry in signed], at=timezone.now())
    for n, kind in enumerate(["formal", "private", "private", "private", "private", "private", "private"]):
        LogEntryFactory(
            placement=placement, on=placement.starts_on + dt.timedelta(days=6 + n), kind=kind, about="A course"
        )
    LogEntryFactory(placement=placement, on=placement.starts_on + dt.timedelta(days=20), minutes=210, sent_back=True)
    award = AwardFactory(enrolment=enrolment, made_by=world.people["manager"])
    world.awards["open"] = award
    ClaimFactory(award=award, about="Bus and train for a week")
    world.awards["closed"] = AwardFactory(enrolment=enrolment, purpose="books", closed_at=timezone.now())
    assert plan.ready_on is None


def _begun(world: World) -> None:
    enrolment = world.enrolments["to-practise"]
    today = uk_day(timezone.now())
    world.placements["to-practise"] = PlacementFactory(enrolment=enrolment, starts_on=today + dt.timedelta(days=10))


def _ready(world: World) -> None:
    plan = UpdatingPlanFactory(enrolment=world.enrolments["ready-to-practise"], days_needed=1)
    placement = PlacementFactory(enrolment=plan.enrolment, over=True)
    LogEntryFactory(placement=placement, on=placement.starts_on, signed=True)
    UpdatingPlan.objects.filter(pk=plan.pk).update(ready_on=placement.starts_on)
