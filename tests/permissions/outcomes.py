"""The pages of placements, updating days and money."""

import datetime as dt
import uuid
from types import SimpleNamespace

from django.utils import timezone

from core.calendar import uk_day
from outcomes.links import sign_off_url
from outcomes.models import Award, Claim, LogEntry, Placement
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.employers import OrganisationFactory
from tests.factories.outcomes import (
    AwardFactory,
    ClaimFactory,
    FundFactory,
    LogEntryFactory,
    PlacementFactory,
    StrandNeedsFactory,
)
from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Keys, Table

ROWS = """
page                      | methods  | about     | anonymous | own | other | manager | foreign | administrator | reviewer
outcomes:my_placement     | GET      |           | sign in   | yes | yes   | yes     | yes     | yes           | yes
outcomes:day_add          | GET POST | placement | sign in   | yes | –     | –       | –       | –             | –
outcomes:sign_off_ask     | GET POST | placement | sign in   | yes | –     | –       | –       | –             | –
outcomes:day_change       | GET POST | day       | sign in   | yes | –     | –       | –       | –             | –
outcomes:day_remove       | GET POST | day       | sign in   | yes | –     | –       | –       | –             | –
outcomes:claim_add        | GET POST | award     | sign in   | yes | –     | –       | –       | –             | –
outcomes:sign_off         | GET POST | link      | yes       | yes | yes   | yes     | yes     | yes           | yes
outcomes:fund_detail      | GET      | programme | sign in   | –   | –     | yes     | –       | –             | –
outcomes:needs_change     | GET POST | strand    | sign in   | –   | –     | yes     | –       | –             | –
outcomes:needs_change     | GET POST | other strand | sign in | –  | –     | –       | –       | –             | –
outcomes:budget_change    | GET POST | strand    | sign in   | –   | –     | yes     | –       | –             | –
outcomes:budget_change    | GET POST | other strand | sign in | –  | –     | –       | –       | –             | –
outcomes:placement_list   | GET      | fund cohort | sign in | –   | –     | yes     | –       | –             | –
outcomes:placement_person | GET      | person in a fund | sign in | – | – | yes     | –       | –             | –
outcomes:plan_set         | GET POST | person in a fund | sign in | – | – | yes     | –       | –             | –
outcomes:day_take_back    | GET POST | signed day | sign in  | –   | –     | yes     | –       | –             | –
outcomes:placement_add    | GET POST | person in a fund | sign in | – | – | yes     | –       | –             | –
outcomes:award_add        | GET POST | person in a fund | sign in | – | – | yes     | –       | –             | –
outcomes:award_close      | GET POST | award     | sign in   | –   | –     | yes     | –       | –             | –
outcomes:claim_list       | GET      |           | sign in   | –   | –     | yes     | yes     | –             | –
outcomes:claim_decide     | GET POST | claim     | sign in   | –   | –     | yes     | –       | –             | –
outcomes:placement_change | GET POST | placement | sign in   | –   | –     | yes     | –       | –             | –
outcomes:placement_call_off | GET POST | placement to come | sign in | –   | –     | yes     | –       | –             | –
outcomes:placement_link   | GET POST | placement | sign in   | –   | –     | yes     | –       | –             | –
"""

TODAY = uk_day(timezone.now())
HOST = "A host of placements"


def day(name: str, on: dt.date) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(on, part)) for part in ("day", "month", "year")}


ENTRY = uuid.UUID("44444444-2222-4333-8444-555555555555")
SHOWN = LogEntry(uuid=ENTRY, on=TODAY - dt.timedelta(days=30), kind="supervised", minutes=7 * 60).as_shown
SUPERVISOR = {
    "supervisor_name": "Alex New",
    "supervisor_email": "new@example.org",
    **day("starts_on", TODAY - dt.timedelta(days=60)),
    **day("ends_on", TODAY + dt.timedelta(days=90)),
}
HOURS = {**day("on", TODAY - dt.timedelta(days=1)), "kind": "formal", "minutes": "3.5", "about": "A course"}
GIVEN = {
    "outcomes:day_add": HOURS,
    "outcomes:day_change": HOURS,
    "outcomes:claim_add": {"pence": "45", "what": "travel", **day("spent_on", TODAY)},
    "outcomes:sign_off": {"entries": SHOWN, "do": "sign"},
    "outcomes:needs_change": {
        "needs_placement": "yes",
        "middle_from_years": "1",
        "long_from_years": "4",
        "days_short": "0",
        "days_middle": "20",
        "days_long": "40",
        "counts_months": "24",
        "ready_from_months": "6",
        "ready_by_months": "12",
    },
    "outcomes:budget_change": {"pence": "700,000"},
    "outcomes:plan_set": {"last_practised_on_month": "3", "last_practised_on_year": "2015"},
    "outcomes:day_take_back": {"why": "It was six hours."},
    "outcomes:placement_add": {**SUPERVISOR, "host": HOST},
    "outcomes:placement_change": SUPERVISOR,
    "outcomes:award_add": {"pence": "300", "purpose": "travel"},
    "outcomes:claim_decide": {"decision": "yes"},
}


def enrolled(world: SimpleNamespace):
    found = EnrolmentFactory(person=world.people["own"], cohort=world.cohort)
    StrandNeedsFactory(strand=found.strand)
    FundFactory(strand=found.strand)
    return found


def a_placement(world: SimpleNamespace, **entry: object) -> Placement:
    """With a day that waits."""
    placement = PlacementFactory(enrolment=enrolled(world))
    LogEntryFactory(placement=placement, on=placement.starts_on, **entry)
    return placement


def an_award(world: SimpleNamespace) -> Award:
    return AwardFactory(enrolment=enrolled(world))


def a_claim(world: SimpleNamespace) -> Claim:
    return ClaimFactory(award=an_award(world))


def person(world: SimpleNamespace) -> Keys:
    OrganisationFactory(name=HOST)
    return {"uuid": enrolled(world).uuid}


def link(world: SimpleNamespace) -> Keys:
    return {"token": sign_off_url(a_placement(world, uuid=ENTRY)).rstrip("/").rpartition("/")[2]}


def strand(world: SimpleNamespace) -> Keys:
    return {"slug": world.programme.slug, "pk": world.programme.strands.first().pk}


def other_strand(world: SimpleNamespace) -> Keys:
    """The programme is the manager's, the strand another's."""
    return {**strand(world), "pk": world.other.programme.strands.first().pk}


def day_logged(world: SimpleNamespace) -> Keys:
    return {"uuid": a_placement(world).entries.get().uuid}


def signed_day(world: SimpleNamespace) -> Keys:
    placement = a_placement(world)
    return {
        "uuid": LogEntryFactory(placement=placement, on=placement.starts_on + dt.timedelta(days=1), signed=True).uuid
    }


ABOUT: About = {
    **around_a_programme.ABOUT,
    "placement": lambda world: {"uuid": a_placement(world).uuid},
    "placement to come": lambda world: {"uuid": PlacementFactory(enrolment=enrolled(world)).uuid},
    "day": day_logged,
    "award": lambda world: {"uuid": an_award(world).uuid},
    "claim": lambda world: {"uuid": a_claim(world).uuid},
    "signed day": signed_day,
    "link": link,
    "strand": strand,
    "other strand": other_strand,
    "fund cohort": lambda world: {"slug": world.programme.slug, "cohort_slug": enrolled(world).cohort.slug},
    "person in a fund": person,
}

LOOKED_AT = {
    "outcomes:placement_list",
    "outcomes:placement_person",
    "outcomes:day_take_back",
    "outcomes:claim_list",
    "outcomes:claim_decide",
}
TABLE = Table(A_PROGRAMME, ROWS, ABOUT, GIVEN, looked_at=LOOKED_AT)
