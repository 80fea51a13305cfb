"""What the team does about somebody who may be drifting away."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from cohorts.models import Enrolment
from core import audit
from core.errors import Refused
from participation.models import Attendance, FollowUp, Session


@transaction.atomic
def follow_up(enrolment: Enrolment, *, session: Session, by: User, at: dt.datetime) -> FollowUp:
    """Somebody has been in touch with them about what they missed, `session` the last of it. Said twice, said once."""
    missed = enrolment.attendances.filter(session=session, status=Attendance.Status.ABSENT)
    if not missed.exists():
        raise Refused("The register has been changed meanwhile: they did not miss that session.")
    with audit.acting(by=by):
        done, _ = FollowUp.objects.get_or_create(enrolment=enrolment, session=session, defaults={"at": at, "by": by})
    return done
