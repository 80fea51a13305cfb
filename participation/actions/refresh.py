"""Somebody comes to ReFresh Week, or would rather not. Nobody has to."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from cohorts.models import Enrolment
from core import audit
from core.errors import Refused
from participation.models import RefreshChoice, Session, Timetable


def refresh_sessions(enrolment: Enrolment):
    """The sessions of ReFresh Week that somebody can choose, soonest first."""
    sessions = Session.objects.announced().standing().filter(kind=Session.Kind.REFRESH, cohort=enrolment.cohort_id)
    return (sessions.filter(track=None) | sessions.filter(track=enrolment.strand_id)).in_order()


@transaction.atomic
def choose_refresh(enrolment: Enrolment, *, comes: bool, by: User, at: dt.datetime) -> None:
    """Come, or come no longer. Refused where it has begun, or all places have gone."""
    sessions = list(refresh_sessions(enrolment))
    if not sessions or sessions[0].starts_at <= at:
        raise Refused("ReFresh Week cannot be chosen or left any more.")
    # Held by whoever chooses: the last place goes to one of two.
    Timetable.objects.lock().get(cohort=enrolment.cohort_id)
    with audit.acting(by=by):
        if not comes:
            RefreshChoice.objects.filter(enrolment=enrolment).delete()
        elif not RefreshChoice.objects.filter(enrolment=enrolment).exists():
            if any(one.capacity is not None and _chosen(one) >= one.capacity for one in sessions):
                raise Refused("All places in this ReFresh Week have gone.")
            RefreshChoice.objects.create(enrolment=enrolment, made_at=at)


def _chosen(session: Session) -> int:
    """How many have chosen it. Whoever has a break keeps their place in it, too."""
    choices = RefreshChoice.objects.filter(enrolment__cohort=session.cohort_id, enrolment__status__in=Enrolment.LIVE)
    return (choices.filter(enrolment__strand=session.track_id) if session.track_id else choices).count()
