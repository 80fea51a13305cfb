"""What becomes of sessions when whoever leads them goes."""

import datetime as dt
from typing import Any

from accounts.models import User
from cohorts.models import Programme
from participation.models import Session


def leave_without_leader(sender: type, *, programme: Programme, person: User, at: dt.datetime, **signal: Any) -> None:
    """What is to come has no leader then, as the timetable shows; what they led stays theirs."""
    Session.objects.filter(cohort__programme=programme, leader=person, ends_at__gt=at).update(leader=None)
