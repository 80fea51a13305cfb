"""What people said of the sessions of a cohort, without their names."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count

from core.small_numbers import hide_small
from participation.models import Session, SessionFeedback
from participation.models.timetable import SessionQuerySet

# Fewer answers than this show no average, nor how they spread.
SMALLEST = 5


def with_ratings(sessions: SessionQuerySet) -> SessionQuerySet:
    """Each with how many said something, and the average: None where they are too few."""
    return sessions.annotate(answers=Count("feedback"), average=Avg("feedback__useful"))


def average_of(session: Any) -> str:
    return f"{session.average:.1f}" if session.answers >= SMALLEST else ""


def spread(session: Session) -> list[tuple[str, int]] | None:
    """How many gave each answer. All or none: from all but one, the last could be worked out."""
    found = SessionFeedback.objects.filter(session=session).values("useful").annotate(people=Count("pk"))
    counts = {row["useful"]: row["people"] for row in found.order_by()}
    numbers = [counts.get(value, 0) for value in SessionFeedback.Useful.values]
    if sum(numbers) < SMALLEST or None in hide_small(numbers, smallest=SMALLEST):
        return None
    return list(zip(SessionFeedback.Useful.labels, numbers, strict=True))


@dataclass(frozen=True)
class Thought:
    """What those who came thought of one session. `average`: empty while they are too few; `spread`: as above."""

    answers: int
    average: str
    spread: list[tuple[str, int]] | None

    smallest = SMALLEST
    head = ("Answer", {"text": "People", "number": True})

    @property
    def rows(self) -> list[list[Any]]:
        """The spread as a table shows it, under its head."""
        return [[label, {"text": number, "number": True}] for label, number in self.spread or []]


def thought(session: Session) -> Thought:
    rated: Any = with_ratings(Session.objects.filter(pk=session.pk)).get()
    return Thought(rated.answers, average_of(rated), spread(session))
