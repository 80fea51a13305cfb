"""What mentoring came to, for reports: pairs, meetings and hours of each cohort. Dates and lengths, nothing else."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, Avg, Count, FloatField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from cohorts.models import Programme
from mentoring.models import Meeting, Pair, PairFeedback, Side

# Fewer answers than this show no average.
SMALLEST = 5
MINUTES = 60
ALL = "All cohorts"


class Median(Aggregate):
    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True)
class Figures:
    """Of one cohort, or of all. `median`: hours a pair, one half of them above it."""

    name: str
    pairs: int
    running: int
    completed: int
    meetings: int
    minutes: int
    median: float

    @property
    def hours(self) -> float:
        return round(self.minutes / MINUTES, 1)

    @property
    def row(self) -> list[Any]:
        return [self.name, self.pairs, self.running, self.completed, self.meetings, self.hours, self.median]


HEAD = ["Cohort", "Pairs", "Meeting now", "Completed", "Meetings held", "Hours", "Median hours a pair"]


def of_programme(programme: Programme) -> list[Figures]:
    """Each cohort that has pairs, the latest first; below several, all together."""
    pairs = _measured(Pair.objects.begun().filter(programme=programme))
    by_cohort = pairs.order_by("-enrolment__cohort__starts_on", "-enrolment__cohort").values(
        "enrolment__cohort", "enrolment__cohort__starts_on", "enrolment__cohort__name"
    )
    found = [_figures(row["enrolment__cohort__name"], row) for row in by_cohort.annotate(**SUMS)]
    together = pairs.aggregate(**SUMS)
    return [*found, _figures(ALL, together)] if len(found) > 1 else found


SUMS: dict[str, Any] = {
    "pairs_count": Count("pk"),
    "running": Count("pk", filter=Q(status=Pair.Status.ACTIVE)),
    "completed": Count("pk", filter=Q(status=Pair.Status.COMPLETED)),
    "meetings_held": Sum("met"),
    "minutes": Sum("together"),
    "median": Median("together"),
}


def _measured(pairs: Any) -> Any:
    held = Meeting.objects.held().filter(pair=OuterRef("pk")).order_by().values("pair")
    return pairs.annotate(
        met=Coalesce(Subquery(held.annotate(n=Count("pk")).values("n")), 0),
        together=Coalesce(Subquery(held.annotate(n=Sum("held_minutes")).values("n")), 0),
    )


def _figures(name: str, row: dict[str, Any]) -> Figures:
    return Figures(
        name=name,
        pairs=row["pairs_count"],
        running=row["running"],
        completed=row["completed"],
        meetings=row["meetings_held"],
        minutes=row["minutes"],
        median=round(row["median"] / MINUTES, 1),
    )


@dataclass(frozen=True)
class Thought:
    """What one side thought at one moment. `average` is empty while the answers are too few."""

    who: str
    answers: int
    average: str


def thoughts(programme: Programme) -> list[Thought]:
    """The answers of each side, half way and at the end."""
    rows = PairFeedback.objects.filter(pair__programme=programme).order_by().values("moment", "side")
    found = {(row["moment"], row["side"]): row for row in rows.annotate(answers=Count("pk"), average=Avg("rating"))}
    return [
        _thought(f"{people}, {moment.label.lower()}", found.get((moment.value, side.value)))
        for moment in PairFeedback.Moment
        for side, people in ((Side.RETURNER, "Returners"), (Side.MENTOR, "Mentors"))
    ]


def _thought(who: str, row: Any) -> Thought:
    answers = row["answers"] if row else 0
    return Thought(who, answers, f"{row['average']:.1f}" if row and answers >= SMALLEST else "")


def words(programme: Programme) -> QuerySet[PairFeedback]:
    """What people wrote, without names; nothing while so few have answered that it would tell who did."""
    given = PairFeedback.objects.filter(pair__programme=programme)
    answers = given.order_by().values("pair__programme").annotate(answers=Count("pk")).values("answers")
    return given.exclude(words="").alias(answers=Subquery(answers)).filter(answers__gte=SMALLEST)
