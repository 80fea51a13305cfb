"""The rows behind the role of a reviewer: made when it is given; what is unread goes to others when it is taken."""

import datetime as dt
from typing import Any

from accounts.models import User
from cohorts.models import Programme
from selection.actions.assigning import fill
from selection.models import Reviewer, Round


def begin_reviewing(sender: type, *, programme: Programme, person: User, **signal: Any) -> None:
    """Whoever has read for the programme before goes on under the same row, and is not away any more."""
    Reviewer.objects.update_or_create(programme=programme, person=person, defaults={"is_away": False})


def give_to_others(
    sender: type, *, programme: Programme, person: User, by: User | None, at: dt.datetime, **signal: Any
) -> None:
    """Somebody has stopped reading for the programme. What they have submitted stays."""
    for round_ in Round.objects.to_review().filter(cohort__programme=programme).order_by("pk"):
        fill(round_, at=at, by=by)
