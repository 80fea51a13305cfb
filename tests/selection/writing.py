"""A review as a reviewer writes it, for the actions and for the page."""

from selection.actions.reviewing import Said, Written
from selection.models import Review


def written(review: Review, *levels: int | None, why: str = "The second answer shows it.", **more) -> Written:
    """These levels on the criteria in their order, each for the same reason."""
    criteria = review.candidate.round.cohort.rubric.criteria.all()
    said = {one.pk: Said(level, why) for one, level in zip(criteria, levels, strict=False)}
    return Written(said, **more)


def typed(*levels: object, why: str = "The second answer shows it.", **more: str) -> dict[str, str]:
    """The same for a rubric of three criteria, as the form sends it."""
    numbered = enumerate([*levels, None, None, None][:3], 1)
    found = {f"level_{number}": str(level) for number, level in numbered if level is not None}
    return found | {f"why_{number}": why for number in (1, 2, 3)} | more
