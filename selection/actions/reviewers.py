"""What a reviewer says of themselves: where they worked, how much they can read, whether they are away."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from selection.actions import assigning
from selection.models import Reviewer, Round


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
