"""What a reviewer says of themselves: where they worked, how much they can read, whether they are away."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.models import User
from core import audit
from selection.actions import assigning
from selection.models import Review, Reviewer, Round


@transaction.atomic
def change_reviewer(
    reviewer: Reviewer, *, employers: list[str], most: int | None, is_away: bool, at: dt.datetime, by: User
) -> Reviewer:
    """Keep what they say. Applications from where they worked go to somebody else at once."""
    rounds = list(Round.objects.lock().to_review().filter(cohort__programme=reviewer.programme_id).order_by("pk"))
    reviewer = Reviewer.objects.lock().get(pk=reviewer.pk)
    reviewer.employers, reviewer.most, reviewer.is_away = employers, most, is_away
    reviewer.save(update_fields=["employers", "most", "is_away"])
    for round_ in rounds:
        assigning.fill(round_, at=at, by=by)
    return reviewer


@transaction.atomic
def forget_employers() -> int:
    """Where somebody worked goes once they read no more. Returns of how many it went.

    Not before what they have read is released: until then their words are kept free of it.
    """
    unreleased = Review.objects.filter(reviewer=OuterRef("pk")).exclude(candidate__round__status=Round.Status.RELEASED)
    left = Reviewer.objects.exclude(pk__in=Reviewer.objects.in_role().values("pk"))
    with audit.acting(why="Reads for the programme no more"):
        return left.filter(~Exists(unreleased)).exclude(employers=[]).update(employers=[])
