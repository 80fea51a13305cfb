"""The forms of placements, updating days and money."""

import uuid

from django.test import Client
from django.urls import reverse

from cohorts.actions import make_manager
from cohorts.models import Enrolment, Strand
from outcomes.links import sign_off_url
from outcomes.models import Award, Claim, LogEntry, Placement
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.employers import OrganisationFactory
from tests.factories.outcomes import AwardFactory, ClaimFactory, FundFactory, LogEntryFactory, PlacementFactory
from tests.inputs.form import Typed
from tests.permissions.outcomes import ENTRY, GIVEN, HOST, SHOWN, SUPERVISOR


def manager_of(enrolment: Enrolment) -> Client:
    person = ProgrammeManagerFactory()
    make_manager(enrolment.cohort.programme, person=person)
    return sign_in(Client(), person)


def placed() -> tuple[Client, Placement]:
    """A manager, and somebody with a placement in a strand with a budget."""
    placement = PlacementFactory()
    FundFactory(strand=placement.enrolment.strand)
    OrganisationFactory(name=HOST)
    return manager_of(placement.enrolment), placement


def practising() -> tuple[Client, Placement]:
    """Whoever has a placement."""
    placement = PlacementFactory()
    return sign_in(Client(), placement.enrolment.person), placement


def supervised() -> tuple[Client, Placement]:
    """A supervisor with a day that waits. The day of a scene before this one lets go of its key."""
    for entry in LogEntry.objects.filter(uuid=ENTRY):
        LogEntry.objects.filter(pk=entry.pk).update(uuid=uuid.uuid4())
    placement = PlacementFactory()
    LogEntryFactory(placement=placement, on=placement.starts_on, uuid=ENTRY)
    return Client(), placement


def awarded() -> tuple[Client, Award]:
    award = AwardFactory()
    return sign_in(Client(), award.enrolment.person), award


def claimed() -> tuple[Client, Claim]:
    claim = ClaimFactory()
    return manager_of(claim.award.enrolment), claim


def signed() -> tuple[Client, LogEntry]:
    """A manager, and a day that is signed off."""
    entry = LogEntryFactory(signed=True)
    return manager_of(entry.placement.enrolment), entry


SCENES = {
    "signed": signed,
    "placed": placed,
    "practising": practising,
    "supervised": supervised,
    "awarded": awarded,
    "claimed": claimed,
}


def of_person(name: str):
    return lambda placement: reverse(f"outcomes:{name}", args=[placement.enrolment.uuid])


def of_it(name: str):
    return lambda thing: reverse(f"outcomes:{name}", args=[thing.uuid])


def of_strand(name: str):
    def where(placement: Placement) -> str:
        strand: Strand = placement.enrolment.strand
        return reverse(f"outcomes:{name}", args=[strand.programme.slug, strand.pk])

    return where


def of_list(placement: Placement) -> str:
    cohort = placement.enrolment.cohort
    return reverse("outcomes:placement_list", args=[cohort.programme.slug, cohort.slug])


def signing(placement: Placement) -> str:
    return "/" + sign_off_url(placement).split("/", 3)[3]


PLAN = GIVEN["outcomes:plan_set"]
FORMS = {
    "NeedsForm": Typed("placed", of_strand("needs_change"), GIVEN["outcomes:needs_change"]),
    "BudgetForm": Typed("placed", of_strand("budget_change"), GIVEN["outcomes:budget_change"]),
    "PlanForm": Typed("placed", of_person("plan_set"), PLAN),
    "PlacementForm": Typed("placed", of_person("placement_add"), {**SUPERVISOR, "host": HOST}),
    "PlacementFilterForm": Typed("placed", of_list, {"show": "unplaced"}, method="get"),
    "PlacementChangeForm": Typed("placed", of_it("placement_change"), SUPERVISOR),
    "TakeBackForm": Typed("signed", of_it("day_take_back"), GIVEN["outcomes:day_take_back"]),
    "AwardForm": Typed("placed", of_person("award_add"), GIVEN["outcomes:award_add"]),
    "ClaimDecideForm": Typed("claimed", of_it("claim_decide"), {"decision": "no", "why": "The receipt is missing."}),
    "HoursForm": Typed("practising", of_it("day_add"), GIVEN["outcomes:day_add"]),
    "SignOffForm": Typed("supervised", signing, {"entries": SHOWN, "do": "back", "why": "It was six hours."}),
    "ClaimForm": Typed("awarded", of_it("claim_add"), {**GIVEN["outcomes:claim_add"], "about": "A bus"}),
}
BASES: set[str] = set()
