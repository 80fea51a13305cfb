"""What asking holds: which two were asked about each other, what came of it, and who waits for another mentor."""

from typing import Any

from django.db.models import Q

from cohorts.personal_data import enrolments_of
from core.privacy import Anonymise, Fact, Holding, Purpose, Retention, by_account
from mentoring.models import NextAsk, Pair

RETENTION: list[Retention] = []

# A question and a no are between a mentor and the team: the row is about two people, and neither downloads the other's.
NOT_BEGUN = ~Q(status__in=Pair.SEEN_BY_RETURNER)


def part_of(whole: Any) -> Q:
    """What hangs on the enrolments that came of an application."""
    return Q(enrolment__in=enrolments_of(whole))


HOLDINGS = [
    Holding(
        model=Pair,
        title="Your mentor, and those you mentor",
        whose=by_account("person", "mentor__person"),
        links="person mentor",
        facts=[
            Fact("enrolment programme", "the part of a programme in which you have a mentor", Purpose.MENTORING),
            Fact("status asked_at answer_by answered_at", "when a mentor was asked, and said yes", Purpose.MENTORING),
            Fact("ends_on ended_at enough_for", "until when you are a pair", Purpose.MENTORING),
            Fact("score parts words", "why the two of you were matched", Purpose.MENTORING),
            Fact("ended_by_side reason private_words", "why one of you stopped", Purpose.MENTORING),
        ],
        plain="uuid run place nudged_at midway_asked_at",
        hidden="parts words ended_by_side reason private_words",
        not_yet=NOT_BEGUN,
        retention="participant",
        erasure=Anonymise(
            {"parts": {}, "words": "", "private_words": ""},
            kept="enrolment programme status asked_at answer_by answered_at ends_on ended_at enough_for score"
            " ended_by_side reason",
            why="We count how many were mentored, for how long, and why it ended. With the account goes the name.",
        ),
        part=part_of,
    ),
    Holding(
        model=NextAsk,
        title="That another mentor is looked for",
        whose=by_account("enrolment__person"),
        links="enrolment",
        facts=[Fact("since ran_out_at", "since when we look for another mentor for you", Purpose.MENTORING)],
        # It would tell them that a mentor has said no.
        exported=False,
        retention="participant",
        part=part_of,
    ),
]
