"""What becomes of sessions when whoever leads them goes."""

from typing import Any

from django.utils import timezone

from accounts.models import User
from cohorts.models import Programme, ProgrammeRole
from participation.models import Session


def leave_without_leader(sender: type, *, programme: Programme, person: User, **signal: Any) -> None:
    """What is to come has no leader then, as the timetable shows; what they led stays theirs.

    Unless they can still lead it: they manage the programme, or lead sessions for it, too.
    """
    if ProgrammeRole.objects.that_lead().filter(programme=programme, person=person).exists():
        return
    at = signal.get("at") or timezone.now()
    Session.objects.filter(cohort__programme=programme, leader=person, ends_at__gt=at).update(leader=None)
