"""What somebody who was not offered a place reads about it: why, and what those who read it thought of each part."""

from dataclasses import dataclass

from returners.models import Application, Assessment

# In a sentence to the person.
WHY = {
    Assessment.Reason.AMONG_BEST: "There are more good applications than places.",
    Assessment.Reason.MINIMUM: "There are more good applications than places.",
    Assessment.Reason.HIGHER: "There are more good applications than places, and others had a higher score.",
    Assessment.Reason.TOO_LOW: "Your application did not reach the lowest score for a place in this cohort.",
    Assessment.Reason.MOVED: "A member of our team looked at the whole cohort, and gave the places to others.",
    Assessment.Reason.LOOKED_AT: "A member of our team has looked at your application again.",
}


@dataclass(frozen=True)
class Part:
    """One criterion: what the level that was given means, what those who read it said, and what would score higher."""

    name: str
    words: str
    said: list[str]
    higher: str


def why(assessment: Assessment) -> str:
    return WHY[Assessment.Reason(assessment.reason)]


def parts(application: Application, assessment: Assessment) -> list[Part]:
    """Criterion by criterion, in the order of the rubric."""
    levels = {criterion.name: criterion.levels for criterion in application.criteria}
    return [
        Part(row["criterion"], row["words"], row["said"], _next_up(levels.get(row["criterion"], []), row["level"]))
        for row in assessment.feedback
    ]


def _next_up(levels: list[str], level: int) -> str:
    return levels[level + 1] if level + 1 < len(levels) else ""
