"""What matching holds on a person: what a returner would like, which pairs were found, what staff set by hand.

Whom somebody was matched with before the mentor said yes is in nobody's download: a mentor who says no does so in
private.
"""

from typing import Any

from django.db.models import Q

from cohorts.personal_data import enrolments_of
from core.privacy import Fact, Holding, NotPersonal, Purpose, Retention, by_account
from mentoring.models import Hand, Proposal, Run, Unmatched, Wants, WeightSet

RETENTION: list[Retention] = []


def part_by_enrolment(whole: Any) -> Q:
    """What hangs on the enrolments that came of an application."""
    return Q(enrolment__in=enrolments_of(whole))


HOLDINGS = [
    NotPersonal(WeightSet, plain="programme version points set_at", actors="set_by"),
    NotPersonal(
        Run,
        plain="uuid cohort number weight_set status total is_proven started_at found_at published_at",
        actors="started_by published_by",
    ),
    Holding(
        model=Wants,
        title="What you would like of a mentor",
        whose=by_account("enrolment__person"),
        links="enrolment",
        facts=[
            Fact("wants_mentor told_at", "whether you would like a mentor", Purpose.MENTORING),
            Fact("first_wish second_wish third_wish", "what matters most to you", Purpose.MENTORING),
            Fact(
                "occupation occupation_version seniority", "your kind of work, and how far you were", Purpose.MENTORING
            ),
            Fact("mode", "how you would like to meet", Purpose.MENTORING),
            Fact("employers not_with", "whom you should not be matched with", Purpose.MENTORING),
        ],
        retention="participant",
        part=part_by_enrolment,
    ),
    Holding(
        model=Wants.skills.through,
        title="What your mentor should know about",
        whose=by_account("wants__enrolment__person"),
        links="wants",
        facts=[Fact("skill", "skills and topics you would like help with", Purpose.MENTORING)],
        retention="participant",
        part=lambda whole: Q(wants__enrolment__in=enrolments_of(whole)),
    ),
    Holding(
        model=Proposal,
        title="Pairs that were found with you in them",
        whose=by_account("enrolment__person", "mentor__person"),
        links="enrolment mentor",
        facts=[Fact("score parts words was_locked skipped", "how well two people fit, and why", Purpose.MENTORING)],
        plain="run",
        retention="participant",
        part=part_by_enrolment,
        exported=False,
    ),
    Holding(
        model=Unmatched,
        title="Searches that found no mentor for you",
        whose=by_account("enrolment__person"),
        links="enrolment",
        facts=[Fact("rule words change", "why there was none, and what would mend it", Purpose.MENTORING)],
        plain="run",
        # They speak of mentors.
        hidden="words change",
        retention="participant",
        part=part_by_enrolment,
    ),
    Holding(
        model=Hand,
        title="Pairs that staff have set by hand",
        whose=by_account("enrolment__person", "mentor__person"),
        links="enrolment mentor",
        facts=[Fact("kind set_at", "whom to match you with, or not to", Purpose.MENTORING)],
        actors="set_by",
        retention="participant",
        part=part_by_enrolment,
        # What one of the two said of the other in private may be behind it.
        exported=False,
    ),
]
