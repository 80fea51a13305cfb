"""Those who take part are told of the timetable: first all of it, then in one letter whatever has changed."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from cohorts.models import Cohort, Enrolment
from core import audit
from core.errors import Refused
from notifications.outbox import letter_url, post
from notifications.timed import replan_all
from participation.actions.timetable import hold_timetable
from participation.models import Session, Timetable, Told
from participation.pages import timetable_path

# Changes are told together, once nothing more has changed for so long: one letter, not one for each.
QUIET = dt.timedelta(minutes=15)
WHO_IS_TOLD = (Enrolment.Status.ACTIVE, Enrolment.Status.COMPLETED)


@transaction.atomic
def announce(cohort: Cohort, *, by: User, at: dt.datetime) -> Timetable:
    """From now on those who take part see the sessions; each of them has a letter that says so. Once."""
    timetable = hold_timetable(cohort)
    if timetable.announced_at:
        return timetable
    if not cohort.sessions.standing().filter(ends_at__gt=at).exists():
        raise Refused("There is no session to come yet, so there is nothing to show.")
    timetable.announced_at = at
    with audit.acting(by=by):
        timetable.save(update_fields=["announced_at"])
    note_told(list(cohort.sessions.all()))
    replan_all(cohort.sessions.filter(starts_at__gt=at), at=at)
    for enrolment in cohort.enrolments.active().select_related("person").order_by("pk"):
        _tell_of_timetable(timetable, enrolment, at)
    return timetable


def _tell_of_timetable(timetable: Timetable, enrolment: Enrolment, at: dt.datetime) -> None:
    first = Session.objects.to_come_for(Enrolment.objects.filter(pk=enrolment.pk), at).first()
    said = {"first": f"{first.title}: {first.when}" if first else ""}
    post(f"timetable:{timetable.pk}:{enrolment.pk}", **letter("timetable", timetable.cohort, enrolment, **said))


def letter(name: str, cohort: Cohort, enrolment: Enrolment, **said: str) -> dict[str, Any]:
    """A letter about a timetable to one of those it is for, as `post` takes it."""
    return {
        "to": enrolment.person.email,
        "person": enrolment.person,
        "about": enrolment.uuid,
        "template": f"participation/email/{name}",
        "context": {
            "name": enrolment.person.name,
            "programme": cohort.programme.name,
            "timetable_url": letter_url(timetable_path(cohort)),
            "contact_email": cohort.programme.contact_email,
            **said,
        },
    }


def note_told(sessions: list[Session]) -> None:
    """From now on people know of these sessions what they are now."""
    Told.objects.bulk_create(
        [Told(session=one, **{name: getattr(one, name) for name in Told.WHAT}) for one in sessions],
        update_conflicts=True,
        unique_fields=["session"],
        update_fields=Told.WHAT,
    )


# -- Changes ---------------------------------------------------------------------------------------------------------


def to_tell(at: dt.datetime):
    """The sessions of shown timetables that are not as people were told, soonest first. What is over stays unsaid."""
    to_come = Q(ends_at__gt=at) | Q(told__ends_at__gt=at)
    return Session.objects.announced().untold().filter(to_come).select_related("told").in_order()


def cohorts_to_tell(at: dt.datetime):
    """Those with something to tell where nothing more has changed for a while."""
    untold = to_tell(at).order_by()
    at_work = untold.filter(changed_at__gt=at - QUIET)
    return Cohort.objects.filter(pk__in=untold.values("cohort")).exclude(pk__in=at_work.values("cohort")).order_by("pk")


@transaction.atomic
def tell(cohort: Cohort, *, at: dt.datetime, by: User | None = None) -> int:
    """One letter to each person concerned, with everything that has changed for them: how many letters."""
    timetable = Timetable.objects.lock().select_related("cohort__programme").filter(cohort=cohort).first()
    changed = list(to_tell(at).filter(cohort=cohort))
    if timetable is None or not changed:
        return 0
    timetable.tellings += 1
    with audit.acting(by=by):
        timetable.save(update_fields=["tellings"])
    told = 0
    people = cohort.enrolments.filter(status__in=WHO_IS_TOLD).select_related("person", "refresh_choice", "group_member")
    for enrolment in people.order_by("pk"):
        news = "\n\n".join(sentence(one) for one in changed if one.is_for(enrolment))
        if news:
            key = f"timetable-changed:{timetable.pk}:{timetable.tellings}:{enrolment.pk}"
            post(key, **letter("timetable_changed", timetable.cohort, enrolment, news=news))
            told += 1
    note_told(changed)
    return told


def sentence(session: Session) -> str:
    """What has become of a session, for somebody who was told of it, or not."""
    told = getattr(session, "told", None)
    if told is None:
        return f"New: {session.title}. {session.when}. {session.where}."
    if session.is_off:
        return f"Called off: {session.title}, {told.when}. {session.called_off_why}"
    said = [f"Changed: {session.title}."]
    if (session.starts_at, session.ends_at) != (told.starts_at, told.ends_at):
        said.append(f"It is now on {session.when}. It was on {told.when}.")
    else:
        said.append(f"It is on {session.when}.")
    if session.place != told.place:
        said.append(f"Where: {session.where}. It was: {told.where}.")
    return " ".join(said)
