"""What programmes and cohorts hold on a person: who takes part, and who manages."""

from typing import Any

from django.contrib.postgres.functions import RandomUUID
from django.db.models import Q
from django.db.models.functions import TruncMonth

from cohorts.models import (
    Cohort,
    Criterion,
    EligibilityRules,
    Enrolment,
    Interest,
    Pool,
    Programme,
    ProgrammeRole,
    ProgrammeText,
    Rubric,
    Strand,
)
from core.privacy import Anonymise, Fact, Holding, NotPersonal, Purpose, Retention, by_account, by_address

RETENTION = [
    Retention(
        "interest", "An address to be told when applications open", "deleted with that letter, after two years at most"
    ),
]


def enrolments_of(whole: Any) -> set[int]:
    """The enrolment that came of an application, which this floor does not know: by its person and its cohort.

    And those that came of it by moving to another cohort.
    """
    person, cohort = getattr(whole, "person_id", None), getattr(whole, "cohort_id", None)
    if not (person and cohort):
        return set()
    found = here = set(Enrolment.objects.filter(person=person, cohort=cohort).values_list("pk", flat=True))
    while here := set(Enrolment.objects.filter(moved_from__in=here).values_list("pk", flat=True)):
        found |= here
    return found


def part_in_the_cohort(whole: Any) -> Q:
    return Q(pk__in=enrolments_of(whole))


HOLDINGS = [
    NotPersonal(
        Programme,
        plain="uuid name slug summary about funder delivery_partners contact_email target_returners target_employers"
        " support_until is_public ask_days other_help controller processor privacy_email basis",
    ),
    NotPersonal(Strand, plain="programme name slug about"),
    NotPersonal(EligibilityRules, plain="programme version regions min_break_months fields made_at", actors="made_by"),
    NotPersonal(ProgrammeText, plain="programme kind version body made_at"),
    NotPersonal(
        Cohort,
        plain="programme name slug places_by rules admission rubric opens_at closes_at reference_date decisions_by"
        " offer_days review_days last_joining_at starts_on mentoring_starts_on ends_on follow_on_ends_on",
    ),
    NotPersonal(Rubric, plain="programme version reviews_each gap_limit made_at", actors="made_by"),
    NotPersonal(Criterion, plain="rubric position name about question weight levels"),
    NotPersonal(
        Pool,
        plain="capacity allowance waiting_limit freed_as_offer let_smaller_pass taken waiting last_position"
        " last_joined_at cohort strand",
    ),
    Holding(
        model=Interest,
        title="Programmes you asked to be told of",
        whose=by_address("email"),
        facts=[Fact("programme email asked_at confirmed_at", "the programme you asked about", Purpose.MARKETING)],
        plain="uuid",
        retention="interest",
    ),
    Holding(
        model=ProgrammeRole,
        title="Programmes you manage or read applications for",
        whose=by_account("person"),
        links="person",
        facts=[Fact("programme role granted_at", "the programmes you work for, and as what", Purpose.STAFF)],
        retention="role",
    ),
    Holding(
        model=Enrolment,
        title="Cohorts you take part in",
        whose=by_account("person"),
        links="person",
        facts=[
            Fact("cohort strand region status", "the cohort you take part in, and your region", Purpose.TAKING_PART),
            Fact("availability terms", "when in the week you can take part", Purpose.TAKING_PART),
            Fact("agreement signed_name signed_at", "the agreement you signed", Purpose.TAKING_PART),
            Fact("reason paused_at back_on", "when and why you had a break", Purpose.TAKING_PART),
            Fact("ended_at ended_why", "when and why you left", Purpose.TAKING_PART),
            Fact("moved_from has_deferred", "whether you moved from another cohort", Purpose.TAKING_PART),
        ],
        plain="uuid",
        retention="participant",
        erasure=Anonymise(
            {
                "signed_name": "",
                "signed_at": TruncMonth("signed_at"),
                "ended_at": TruncMonth("ended_at"),
                "ended_why": "",
                "reason": "",
                "paused_at": TruncMonth("paused_at"),
                "back_on": None,
                "uuid": RandomUUID(),
                "availability": [],
                "terms": "",
            },
            kept="cohort strand region status agreement moved_from has_deferred",
            why="We count who took part, by region and strand.",
        ),
        part=part_in_the_cohort,
    ),
]
