"""What the readers of an application thought of it, criterion by criterion, for the person who sent it."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from selection.models import Review, Reviewer, Round, Score
from selection.scores import mean, rounded
from selection.screening import Identity, screen

Feedback = list[dict[str, Any]]


def feedback_of(round_: Round) -> dict[int, Feedback]:
    """By candidate: of each criterion its name, the level its readers gave on average, what that means, what they said.

    The applicant is never told who read: names and addresses of readers are taken out of their words.
    """
    levels: dict[tuple[int, int], list[int]] = defaultdict(list)
    said: dict[tuple[int, int], list[str]] = defaultdict(list)
    for candidate, about, level, words in _told(round_):
        levels[candidate, about].append(level)
        if words and words not in said[candidate, about]:
            said[candidate, about].append(words)
    found: dict[int, Feedback] = defaultdict(list)
    for criterion in round_.rubric.criteria.all():
        for candidate in dict.fromkeys(candidate for candidate, _ in levels):
            if given := levels.get((candidate, criterion.pk)):
                level = rounded(mean(given))
                part = {"criterion": criterion.name, "level": level, "words": criterion.levels[level]}
                found[candidate].append(part | {"said": said[candidate, criterion.pk]})
    return found


def _told(round_: Round) -> Iterator[tuple[int, int, int, str]]:
    """Candidate, criterion, level and words of every score that counts, in the order in which reviews came in."""
    readers = {reader.pk: _identity(reader) for reader in _readers(round_)}

    @cache
    def fit_to_read(reader: int, words: str) -> str:
        return screen(words, readers[reader]).text.strip()

    submitted = Review.objects.filter(candidate__round=round_).submitted()
    rows = Score.objects.filter(review__in=submitted, level__isnull=False).order_by("review__submitted_at", "pk")
    for reader, candidate, criterion, level, words in rows.values_list(
        "review__reviewer", "review__candidate", "criterion", "level", "why"
    ):
        yield candidate, criterion, level, fit_to_read(reader, words)  # type: ignore[misc]  # no level is left out


def _readers(round_: Round) -> Iterator[Reviewer]:
    return Reviewer.objects.filter(reviews__candidate__round=round_).distinct().select_related("person").iterator()


def _identity(reader: Reviewer) -> Identity:
    return Identity(names=(reader.person.name,), emails=(reader.person.email,), employers=tuple(reader.employers))
