"""What the two of a pair hold of each other: when they met, what they wrote down, what they told the team."""

from typing import Any

from django.db.models import Case, F, Q, QuerySet, When

from cohorts.personal_data import enrolments_of
from core.privacy import Anonymise, Fact, Holding, Purpose, Retention, Subject, Unit, by_account
from mentoring.models import Concern, Goal, Meeting, PairFeedback, PairNote, Side

HOURS = "We count how many meetings there were, and how long they lasted."
FIGURES = "We report how useful people found it."


def of_a_side(subject: Subject) -> Q:
    """What somebody wrote or answered themselves. What the other side did is the other's."""
    if subject.pk is None:
        return Q(pk__in=[])
    return Q(side=Side.RETURNER, pair__person=subject.pk) | Q(side=Side.MENTOR, pair__mentor__person=subject.pk)


def part_of_pair(whole: Any) -> Q:
    """What hangs on the enrolments that came of an application."""
    return Q(pair__enrolment__in=enrolments_of(whole))


def own_part_of_pair(whole: Any) -> Q:
    return part_of_pair(whole) & Q(side=Side.RETURNER)


def _of_pairs_that_are_over(rows: QuerySet) -> QuerySet:
    whose = Case(When(side=Side.RETURNER, then=F("pair__person")), default=F("pair__mentor__person"))
    return rows.exclude(pair__ended_at=None).annotate(whose=whose)


def notes_to_go() -> QuerySet:
    return _of_pairs_that_are_over(PairNote.objects.all())


def goals_to_go() -> QuerySet:
    return Goal.objects.exclude(pair__ended_at=None)


def concerns_to_go() -> QuerySet:
    return _of_pairs_that_are_over(Concern.objects.exclude(settled_at=None))


RETENTION = [
    Retention(
        "pair-notes",
        "Notes that you and your mentor, or those you mentor, wrote down",
        "after you were no longer a pair",
        period=90,
        unit=Unit.DAYS,
        lowest=14,
        highest=365,
        rows=notes_to_go,
        since="pair__ended_at",
        person="whose",
    ),
    Retention(
        "pair-goals",
        "Goals that you and your mentor, or those you mentor, set",
        "after you were no longer a pair",
        period=90,
        unit=Unit.DAYS,
        lowest=14,
        highest=365,
        rows=goals_to_go,
        since="pair__ended_at",
        person="pair__person",
    ),
    Retention(
        "pair-concern",
        "What you told us of a mentoring that did not work",
        "after you were no longer a pair",
        period=12,
        lowest=1,
        highest=36,
        rows=concerns_to_go,
        since="pair__ended_at",
        person="whose",
    ),
]

HOLDINGS = [
    Holding(
        model=Meeting,
        title="Meetings with your mentor, or with those you mentor",
        whose=by_account("pair__person", "pair__mentor__person"),
        links="pair",
        facts=[
            Fact("status proposed_by proposed_at times starts_at minutes", "when you meet", Purpose.MENTORING),
            Fact("where", "where you meet", Purpose.MENTORING),
            Fact("held_minutes logged_by", "that you met, and for how long", Purpose.MENTORING),
        ],
        plain="uuid changes",
        retention="participant",
        erasure=Anonymise(
            {"where": ""},
            kept="status proposed_by proposed_at times starts_at minutes held_minutes logged_by",
            why=HOURS,
        ),
        part=part_of_pair,
    ),
    Holding(
        model=PairNote,
        title="Notes you wrote for your pair",
        whose=of_a_side,
        links="pair",
        facts=[Fact("text side written_at", "what you wrote down for the two of you", Purpose.MENTORING)],
        plain="uuid",
        retention="pair-notes",
        part=own_part_of_pair,
    ),
    Holding(
        model=Goal,
        title="Goals of your pair",
        whose=by_account("pair__person", "pair__mentor__person"),
        links="pair",
        facts=[Fact("text set_at done_at", "what the two of you want to get done", Purpose.MENTORING)],
        plain="uuid",
        retention="pair-goals",
        part=part_of_pair,
    ),
    Holding(
        model=Concern,
        title="What you told us of a mentoring that did not work",
        whose=of_a_side,
        links="pair",
        facts=[
            Fact("words side raised_at", "that it did not work for you", Purpose.MENTORING),
            Fact("settled_at", "when we settled it", Purpose.MENTORING),
        ],
        plain="uuid",
        actors="settled_by",
        retention="pair-concern",
        part=own_part_of_pair,
    ),
    Holding(
        model=PairFeedback,
        title="What you thought of the mentoring",
        whose=of_a_side,
        links="pair",
        facts=[Fact("moment rating words side given_at", "what the mentoring was like for you", Purpose.OUTCOMES)],
        retention="participant",
        erasure=Anonymise({"words": ""}, kept="moment rating side given_at", why=FIGURES),
        part=own_part_of_pair,
    ),
]
