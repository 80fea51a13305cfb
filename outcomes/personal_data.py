"""What placements and funds hold on a person: where they practise again, what they log, what they were awarded.

And of their supervisor a name, and an address until their link ends.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from cohorts.personal_data import enrolments_of
from core.privacy import Anonymise, Fact, Holding, NotPersonal, Purpose, Retention, by_account
from outcomes.models import Award, Claim, Fund, LogEntry, Placement, StrandNeeds, UpdatingPlan

ACCOUNTS = "What was spent out of public money has to be accounted for."


def part_by(way: str) -> Callable[[Any], Q]:
    """What hangs on the enrolments that came of an application."""
    return lambda whole: Q(**{f"{way}__in": enrolments_of(whole)})


RETENTION = [
    Retention(
        "supervisor",
        "The email address of whoever supervises your placement",
        "deleted once their link has ended, 60 days after your placement is over or you stop",
    )
]

HOLDINGS = [
    NotPersonal(
        StrandNeeds,
        plain="strand needs_placement middle_from_years long_from_years days_short days_middle days_long counts_months"
        " ready_from_months ready_by_months",
    ),
    NotPersonal(Fund, plain="strand budget_pence awarded_pence"),
    Holding(
        model=UpdatingPlan,
        title="The updating days you need",
        whose=by_account("enrolment__person"),
        links="enrolment",
        facts=[
            Fact("last_practised_on", "when you last practised", Purpose.TAKING_PART),
            Fact("days_needed set_at ready_on", "how many updating days you need", Purpose.TAKING_PART),
        ],
        actors="set_by",
        retention="participant",
        part=part_by("enrolment"),
    ),
    Holding(
        model=Placement,
        title="Your placements",
        whose=by_account("enrolment__person"),
        links="enrolment",
        facts=[
            Fact("host starts_on ends_on made_at", "where you practise again, and when", Purpose.TAKING_PART),
            Fact("supervisor_name supervisor_email", "who supervises you there", Purpose.TAKING_PART),
        ],
        plain="uuid link",
        hidden="link",
        retention="participant supervisor",
        part=part_by("enrolment"),
    ),
    Holding(
        model=LogEntry,
        title="The days you logged",
        whose=by_account("placement__enrolment__person"),
        links="placement",
        facts=[
            Fact("on kind minutes about logged_at", "what you did on a day, and how long", Purpose.TAKING_PART),
            Fact("status answered_at answered_by why", "what your supervisor said to it", Purpose.TAKING_PART),
        ],
        plain="uuid",
        retention="participant",
        part=part_by("placement__enrolment"),
    ),
    Holding(
        model=Award,
        title="Money you were awarded",
        whose=by_account("enrolment__person"),
        links="enrolment",
        facts=[
            Fact(
                "fund purpose amount_pence approved_pence made_at closed_at",
                "what you were awarded, and for what",
                Purpose.TAKING_PART,
            )
        ],
        plain="uuid",
        actors="made_by",
        retention="participant",
        erasure=Anonymise({"purpose": ""}, kept="fund amount_pence approved_pence made_at closed_at", why=ACCOUNTS),
        part=part_by("enrolment"),
    ),
    Holding(
        model=Claim,
        title="What you claimed",
        whose=by_account("award__enrolment__person"),
        links="award",
        facts=[
            Fact("amount_pence what about spent_on made_at", "what you spent, and on what", Purpose.TAKING_PART),
            Fact("status decided_at why", "what was decided", Purpose.TAKING_PART),
        ],
        plain="uuid",
        actors="decided_by",
        retention="participant",
        erasure=Anonymise(
            {"about": "", "why": ""}, kept="amount_pence what spent_on made_at status decided_at", why=ACCOUNTS
        ),
        part=part_by("award__enrolment"),
    ),
]
