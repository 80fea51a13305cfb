"""Those who take part are told of the timetable: first all of it, then in one letter whatever has changed."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from cohorts.models import Cohort, Enrolment
from core import audit
from core.errors import Refused
from notifications.outbox import letter_url, post
from participation.actions.timetable import timetable_of
from participation.models import Session, Timetable, Told
from participation.pages import timetable_path


@transaction.atomic
def announce(cohort: Cohort, *, by: User, at: dt.datetime) -> Timetable:
    """From now on those who take part see the sessions; each of them has a letter that says so. Once."""
    timetable_of(cohort)
    timetable = Timetable.objects.lock().select_related("cohort__programme").get(cohort=cohort)
    if timetable.announced_at:
        return timetable
    if not cohort.sessions.standing().filter(ends_at__gt=at).exists():
        raise Refused("There is no session to come yet, so there is nothing to show.")
    timetable.announced_at = at
    with audit.acting(by=by):
        timetable.save(update_fields=["announced_at"])
    note_told(list(cohort.sessions.all()))
    for enrolment in cohort.enrolments.active().select_related("person").order_by("pk"):
        _tell_of_timetable(timetable, enrolment)
    return timetable


def _tell_of_timetable(timetable: Timetable, enrolment: Enrolment) -> None:
    cohort, person = timetable.cohort, enrolment.person
    first = Session.objects.of(Enrolment.objects.filter(pk=enrolment.pk)).standing().in_order().first()
    post(
        f"timetable:{timetable.pk}:{enrolment.pk}",
        to=person.email,
        person=person,
        template="participation/email/timetable",
        context={
            "name": person.name,
            "programme": cohort.programme.name,
            "first": f"{first.title}: {first.when}" if first else "",
            "timetable_url": letter_url(timetable_path(cohort)),
            "contact_email": cohort.programme.contact_email,
        },
    )


def note_told(sessions: list[Session]) -> None:
    """From now on people know of these sessions what they are now."""
    Told.objects.bulk_create(
        [Told(session=one, **{name: getattr(one, name) for name in Told.WHAT}) for one in sessions],
        update_conflicts=True,
        unique_fields=["session"],
        update_fields=Told.WHAT,
    )
