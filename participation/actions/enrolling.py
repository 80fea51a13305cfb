"""Taking part, after the agreement: a break, another cohort, an early end. What each does to the place stands here.

A break keeps it. An early end gives it to the next in turn, as withdrawing does. Another cohort is joined before this
one is left: whoever finds it full keeps what they have. What becomes of the rest is in participation/leaving.py.
Locks: pools by their keys, the application, the enrolment.
"""

import datetime as dt

from django.db import transaction
from django.db.models import F, Q

from accounts.models import User
from cohorts import actions as cohorts
from cohorts.models import Cohort, Enrolment, Pool
from cohorts.signals import enrolment_paused
from core import audit
from core.calendar import uk_day
from core.errors import Refused
from core.uktime import uk_date
from notifications.timed import replan
from participation import letters
from returners import actions as returners
from returners.models import Application, Step

Status = Enrolment.Status


def why_fixed(enrolment: Enrolment, at: dt.datetime) -> str:
    """Why nothing about taking part can be changed any more, in words for the page; nothing while it can."""
    if enrolment.status == Status.COMPLETED:
        return "The programme is completed, so this can no longer be changed."
    if not enrolment.is_live:
        return f"Taking part in the {enrolment.cohort.name} has ended, so this can no longer be changed."
    if uk_day(at) > enrolment.cohort.ends_on:
        return f"The {enrolment.cohort.name} ended on {uk_date(enrolment.cohort.ends_on)}."
    return ""


def rooms(enrolment: Enrolment, *, at: dt.datetime, later: bool) -> list[Pool]:
    """Where somebody could move to: pools of other cohorts of the programme with a place that nobody waits for.

    `later`: only of cohorts that start after theirs.
    """
    here = enrolment.cohort
    pools = Pool.objects.filter(
        Q(strand=None) | Q(strand=enrolment.strand_id),
        cohort__programme=here.programme_id,
        cohort__last_joining_at__gt=at,
        waiting=0,
        taken__lt=F("capacity") + F("allowance"),
    )
    pools = pools.filter(cohort__starts_on__gt=here.starts_on) if later else pools.exclude(cohort=here)
    return list(pools.order_by("cohort__starts_on", "pk"))


@transaction.atomic
def pause(enrolment: Enrolment, *, reason: str, back_on: dt.date | None, by: User, at: dt.datetime) -> Enrolment:
    """A break: the place is kept. `back_on` is a hope, and nobody is held to it. Twice is once."""
    enrolment = _hold(enrolment, at)
    if enrolment.status == Status.PAUSED:
        return enrolment
    with audit.acting(by=by, why="A break"):
        enrolment.move_to(Status.PAUSED)
        enrolment.reason, enrolment.paused_at, enrolment.back_on = reason, at, back_on
        enrolment.save(update_fields=["status", "reason", "paused_at", "back_on"])
    enrolment_paused.send(Enrolment, enrolment=enrolment, at=at)
    replan(enrolment, at=at)
    _note(enrolment, Step.What.PAUSED, why=enrolment.get_reason_display(), by=by, at=at)
    letters.paused(enrolment)
    return enrolment


@transaction.atomic
def come_back(enrolment: Enrolment, *, by: User, at: dt.datetime) -> Enrolment:
    """Back from a break. Twice is once."""
    enrolment = _hold(enrolment, at)
    if enrolment.status == Status.ACTIVE:
        return enrolment
    with audit.acting(by=by, why="Back from a break"):
        enrolment.move_to(Status.ACTIVE)
        enrolment.reason, enrolment.paused_at, enrolment.back_on = "", None, None
        enrolment.save(update_fields=["status", "reason", "paused_at", "back_on"])
    replan(enrolment, at=at)
    _note(enrolment, Step.What.RESUMED, by=by, at=at)
    letters.came_back(enrolment, at=at)
    return enrolment


@transaction.atomic
def end_early(enrolment: Enrolment, *, reason: str, by: User, at: dt.datetime) -> Enrolment:
    """Somebody stops. Their place goes to the next in turn while people can still join, and the application is over."""
    application = returners.hold_with_pools(_application_of(enrolment))
    enrolment = _hold(enrolment, at)
    why = Enrolment.Reason(reason).label
    with audit.acting(by=by, why="An early end"):
        returners.leave(application, why=why, by=by, at=at)
        cohorts.end(enrolment, why=why, reason=reason, at=at)
    letters.stopped(enrolment, application)
    return enrolment


@transaction.atomic
def defer(enrolment: Enrolment, to: Pool, *, reason: str, by: User, at: dt.datetime) -> Enrolment:
    """Put the programme off to a later cohort. Anybody may, once."""
    return _move(enrolment, to, what=Step.What.DEFERRED, reason=reason, by=by, at=at)


@transaction.atomic
def transfer(enrolment: Enrolment, to: Pool, *, reason: str, by: User, at: dt.datetime) -> Enrolment:
    """Move somebody to another cohort of the programme, earlier or later. It takes nothing from their one deferral."""
    return _move(enrolment, to, what=Step.What.MOVED, reason=reason, by=by, at=at)


def _move(enrolment: Enrolment, to: Pool, *, what: Step.What, reason: str, by: User, at: dt.datetime) -> Enrolment:
    application = returners.hold_with_pools(_application_of(enrolment), to)
    left = _hold(enrolment, at)
    _refuse_unless_open(left, to.cohort, is_deferral=what == Step.What.DEFERRED)
    with audit.acting(by=by, why=what.label):
        returners.change_places(application, to, what=what, by=by, at=at)
        why, is_deferral = f"{what.label}: {to.cohort.name}", what == Step.What.DEFERRED
        joined = cohorts.go_on_in(left, to.cohort, why=why, reason=reason, is_deferral=is_deferral, at=at)
    letters.moved(joined, left)
    return joined


def _refuse_unless_open(enrolment: Enrolment, cohort: Cohort, *, is_deferral: bool) -> None:
    if cohort.programme_id != enrolment.cohort.programme_id or cohort.pk == enrolment.cohort_id:
        raise Refused("Choose another cohort of the same programme.")
    if is_deferral and enrolment.has_deferred:
        raise Refused("The programme can be put off once, and that has been done already.")
    if is_deferral and cohort.starts_on <= enrolment.cohort.starts_on:
        raise Refused(f"Choose a cohort that starts after the {enrolment.cohort.name}.")


def _hold(enrolment: Enrolment, at: dt.datetime) -> Enrolment:
    """Lock it and read it anew; refused once nothing about it can be changed."""
    enrolment = Enrolment.objects.lock().select_related("cohort__programme", "strand", "person").get(pk=enrolment.pk)
    if reason := why_fixed(enrolment, at):
        raise Refused(reason)
    return enrolment


def _application_of(enrolment: Enrolment) -> Application:
    """The one it came of: everybody who takes part has applied. It follows its person to another cohort."""
    try:
        return Application.objects.get(profile__enrolment=enrolment)
    except Application.DoesNotExist:
        raise Refused("This has been changed already. Look at it again.") from None


def _note(enrolment: Enrolment, what: Step.What, *, by: User, at: dt.datetime, why: str = "") -> None:
    returners.note(_application_of(enrolment), what, at=at, by=by, why=why)
