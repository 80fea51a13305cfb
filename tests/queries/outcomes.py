"""The pages of placements, updating days and money."""

import datetime as dt

from django.utils import timezone

from tests.factories.cohorts import CohortFactory, EnrolmentFactory, StrandFactory
from tests.factories.outcomes import (
    AwardFactory,
    ClaimFactory,
    FundFactory,
    LogEntryFactory,
    PlacementFactory,
    StrandNeedsFactory,
    UpdatingPlanFactory,
)
from tests.queries import growing
from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    """Somebody practising again, with days, money and a claim, and who manages their programme."""
    plan = UpdatingPlanFactory()
    enrolment = plan.enrolment
    placement = PlacementFactory(enrolment=enrolment)
    award = AwardFactory(enrolment=enrolment)
    ClaimFactory(award=award)
    LogEntryFactory(placement=placement, on=placement.starts_on - dt.timedelta(days=1), sent_back=True)
    manager = growing.manager_of(enrolment.cohort.programme)
    return {
        "enrolment": enrolment,
        "person": enrolment.person,
        "placement": placement,
        "award": award,
        "manager": manager,
    }


def days(scene: Scene, number: int) -> None:
    """Of every state, on days of their own."""
    placement = scene["placement"]
    first = placement.starts_on + dt.timedelta(days=placement.entries.count())
    for n in range(number):
        LogEntryFactory(placement=placement, on=first + dt.timedelta(days=n), signed=n % 2 == 0)


def claims(scene: Scene, number: int) -> None:
    for _ in range(number):
        ClaimFactory(award=scene["award"], amount_pence=100)


def awards(scene: Scene, number: int) -> None:
    for _ in range(number):
        ClaimFactory(award=AwardFactory(enrolment=scene["enrolment"]))


def placements(scene: Scene, number: int) -> None:
    for _ in range(number):
        LogEntryFactory(placement=PlacementFactory(enrolment=scene["enrolment"]))


def people(scene: Scene, number: int) -> None:
    for _ in range(number):
        enrolment = EnrolmentFactory(cohort=scene["enrolment"].cohort)
        UpdatingPlanFactory(enrolment=enrolment)
        placement = PlacementFactory(enrolment=enrolment)
        LogEntryFactory(placement=placement, on=placement.starts_on, signed=True)
        LogEntryFactory(
            placement=placement,
            on=placement.starts_on + dt.timedelta(days=1),
            logged_at=timezone.now() - dt.timedelta(days=14),
        )


def strands(scene: Scene, number: int) -> None:
    """And a cohort each."""
    programme = scene["enrolment"].cohort.programme
    for _ in range(number):
        needs = StrandNeedsFactory(strand=StrandFactory(programme=programme))
        FundFactory(strand=needs.strand)
        CohortFactory(programme=programme)


def of_person(scene: Scene) -> list:
    return [scene["enrolment"].uuid]


def of_cohort(scene: Scene) -> list:
    cohort = scene["enrolment"].cohort
    return [cohort.programme.slug, cohort.slug]


def of_programme(scene: Scene) -> list:
    return [scene["enrolment"].cohort.programme.slug]


LISTS = [
    *(Listed("outcomes:my_placement", "person", grow) for grow in (days, claims, awards, placements)),
    *(Listed("outcomes:placement_person", "manager", grow, of_person) for grow in (days, claims, awards, placements)),
    Listed("outcomes:placement_list", "manager", people, of_cohort),
    Listed("outcomes:fund_detail", "manager", strands, of_programme),
    Listed("outcomes:claim_list", "manager", claims),
    Listed("outcomes:placement_list", "manager", people, of_cohort, query="?show=unsigned"),
]
