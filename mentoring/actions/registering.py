"""Mentors offer to mentor, change what they have told, and say once a year that it is still so."""

import datetime as dt
from typing import Any

from django.db import transaction

from accounts.models import User
from cohorts.models import Programme
from core import audit
from core.errors import Refused
from core.skills import Skill
from mentoring import mentor_letters as letters
from mentoring.employer import organisation_of
from mentoring.models import Mentor

Status = Mentor.Status
COLUMNS = {
    "strand",
    "occupation",
    "occupation_version",
    "region",
    "mode",
    "availability",
    "seniority",
    "capacity",
    "job_title",
    "employer",
    "about",
    "not_with",
}


@transaction.atomic
def register(person: User, programme: Programme, *, offer: dict[str, Any], at: dt.datetime) -> Mentor:
    """Somebody offers to mentor in a programme. Staff look at it first. Sent twice, it is registered once.

    Whoever had left may come again, and is looked at again.
    """
    # Of two presses at once, the second sees what the first has written.
    User.objects.lock().get(pk=person.pk)
    mentor = Mentor.objects.lock().filter(person=person, programme=programme).first()
    if mentor and mentor.status != Status.LEFT:
        return mentor
    with audit.acting(by=person, why="Offers to mentor"):
        if mentor is None:
            mentor = Mentor(person=person, programme=programme)
        else:
            mentor.move_to(Status.WAITING)
        mentor.registered_at = mentor.renewed_at = at
        mentor.left_at = mentor.decided_at = mentor.decided_by = mentor.asked_to_renew_at = None
        _tell(mentor, offer)
    letters.registered(mentor)
    return mentor


@transaction.atomic
def change(mentor: Mentor, *, told: dict[str, Any], by: User) -> Mentor:
    """Tell something else than before. Whom they mentor already stays."""
    mentor = hold(mentor)
    if not mentor.may_change:
        raise Refused("You are not a mentor here at the moment, so there is nothing to change.")
    with audit.acting(by=by, why="A mentor changes what they offer"):
        _tell(mentor, told)
    return mentor


@transaction.atomic
def still_so(mentor: Mentor, *, by: User, at: dt.datetime) -> Mentor:
    """All that they have told is still so: they are asked again in a year."""
    mentor = hold(mentor)
    if mentor.status == Mentor.Status.PAUSED:
        raise Refused("You are having a break at the moment. If all is still so, say that you are back.")
    if not mentor.takes_part:
        raise Refused("You are not a mentor here at the moment, so there is nothing to confirm.")
    with audit.acting(by=by, why="A mentor says that all is still so"):
        mentor.renewed_at, mentor.asked_to_renew_at = at, None
        mentor.save(update_fields=["renewed_at", "asked_to_renew_at"])
    return mentor


def hold(mentor: Mentor) -> Mentor:
    """Lock the mentor and read them anew: whatever gives them somebody, or takes somebody away, holds them first."""
    held = Mentor.objects.lock().select_related("person", "programme").filter(pk=mentor.pk).first()
    if held is None:
        raise Refused("This mentor is no longer in our records.")
    return held


def _tell(mentor: Mentor, told: dict[str, Any]) -> None:
    for name in told.keys() & COLUMNS:
        setattr(mentor, name, told[name])
    if "employer" in told:
        mentor.organisation = organisation_of(mentor.person, mentor.employer)
    mentor.save()
    if "skills" in told:
        mentor.skills.set(Skill.objects.filter(pk__in=told["skills"]))
